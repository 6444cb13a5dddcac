namespace Glia.Training;

/// <summary>A learning rate that falls along half a cosine from its full value to zero.</summary>
public static class CosineSchedule
{
    /// <summary>Returns (1 + cos(π step / steps)) / 2.</summary>
    /// <param name="step">Steps done, from 0.</param>
    /// <param name="steps">Steps in all.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or there are no steps.</exception>
    public static double Factor(int step, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        return (1 + Math.Cos(Math.PI * Math.Min(step, steps) / steps)) / 2;
    }
}
