namespace Glia.Neurons;

/// <summary>Sets of time constants.</summary>
public static class TimeConstants
{
    /// <summary>Returns time constants from one value to another, both included, at equal ratios.</summary>
    /// <param name="count">How many; one alone is the geometric mean.</param>
    /// <param name="from">First, greater than 0.</param>
    /// <param name="to">Last, at least the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or the range is empty or not positive.</exception>
    public static double[] LogSpaced(int count, double from, double to)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(from);
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = from * Math.Pow(to / from, count == 1 ? 0.5 : i / (count - 1.0));
        }

        return values;
    }
}
