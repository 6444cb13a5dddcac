namespace Glia.Anytime;

/// <summary>Softmax of an accumulated output, computed after the largest value was taken away, so that no sum overflows.</summary>
internal static class Softmax
{
    /// <summary>Fills in softmax(values / temperature).</summary>
    public static void Fill(ReadOnlySpan<float> values, double temperature, Span<double> probabilities)
    {
        var largest = values[Largest(values)];
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            probabilities[i] = Math.Exp(((double)values[i] - largest) / temperature);
            sum += probabilities[i];
        }

        for (var i = 0; i < values.Length; i++)
        {
            probabilities[i] /= sum;
        }
    }

    /// <summary>The largest entry of softmax(values / temperature).</summary>
    public static double Highest(ReadOnlySpan<float> values, double temperature)
    {
        var largest = values[Largest(values)];
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += Math.Exp(((double)value - largest) / temperature);
        }

        return 1 / sum;
    }

    /// <summary>The index of the largest value; the first of equal ones.</summary>
    public static int Largest(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>Refuses a temperature that is not a positive number.</summary>
    public static double Temperature(double temperature, string criterion) => temperature > 0 && double.IsFinite(temperature)
        ? temperature
        : throw new ArgumentOutOfRangeException(
            nameof(temperature), temperature, $"The temperature α of {criterion} must be a positive number; the number of steps T is a fair first choice.");
}
