namespace Glia.GainControl;

/// <summary>The optimal gain of a neuron without recurrent connections, in closed form.</summary>
/// <remarks>The single-neuron gain control that the recurrent one generalises; with the linear read-out and the squared norm of <see cref="GainObjective"/>.</remarks>
public static class UncoupledGain
{
    /// <summary>g = (q + γ + α q₀) / (q (1 + α) + γ): below 1 where a neuron is driven more than in the control state.</summary>
    /// <param name="meanSquaredDrive">q, the mean of f² over the ensemble, not negative.</param>
    /// <param name="controlMeanSquaredDrive">q₀, the same over uniform stimuli, not negative.</param>
    /// <param name="activityWeight">α, not negative.</param>
    /// <param name="gainWeight">γ, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static double Optimum(double meanSquaredDrive, double controlMeanSquaredDrive, double activityWeight = 1, double gainWeight = 0.2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(meanSquaredDrive);
        ArgumentOutOfRangeException.ThrowIfNegative(controlMeanSquaredDrive);
        ArgumentOutOfRangeException.ThrowIfNegative(activityWeight);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gainWeight);
        return (meanSquaredDrive + gainWeight + (activityWeight * controlMeanSquaredDrive)) / ((meanSquaredDrive * (1 + activityWeight)) + gainWeight);
    }
}
