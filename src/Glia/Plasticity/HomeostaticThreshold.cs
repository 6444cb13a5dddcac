namespace Glia.Plasticity;

/// <summary>Thresholds that follow the rate: a neuron that fires too much becomes harder to excite.</summary>
/// <remarks>θ_j ← max(lowest, θ_j + η (s_j − r*)) at each step; at rest of the rule the mean rate is r*.</remarks>
public sealed record HomeostaticThreshold
{
    /// <summary>r*, spikes a step that the rule aims at, between 0 and 1. Default 0.1.</summary>
    public double TargetRate { get; init; } = 0.1;

    /// <summary>η, size of a change. Default 0.001.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>The lowest threshold, greater than 0: a silent neuron must not fire of itself. Default 0.05.</summary>
    public double LowestThreshold { get; init; } = 0.05;

    /// <summary>Changes thresholds by the spikes of one step.</summary>
    /// <param name="spikes">0 or 1 for each neuron.</param>
    /// <param name="thresholds">As many thresholds, changed in place.</param>
    /// <exception cref="ArgumentException">The lengths differ, or an option is out of range.</exception>
    public void Step(ReadOnlySpan<float> spikes, Span<float> thresholds)
    {
        if (spikes.Length != thresholds.Length)
        {
            throw new ArgumentException($"{spikes.Length} neurons cannot have {thresholds.Length} thresholds.", nameof(thresholds));
        }

        if (!(TargetRate is > 0 and < 1) || !(LearningRate > 0) || !(LowestThreshold > 0))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"HomeostaticThreshold needs a TargetRate between 0 and 1, a LearningRate and a LowestThreshold greater than 0; got {TargetRate}, {LearningRate}, {LowestThreshold}."));
        }

        for (var j = 0; j < spikes.Length; j++)
        {
            thresholds[j] = (float)Math.Max(LowestThreshold, thresholds[j] + (LearningRate * (spikes[j] - TargetRate)));
        }
    }
}
