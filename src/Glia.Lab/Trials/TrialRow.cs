using Glia.Lab.Studies;

namespace Glia.Lab.Trials;

/// <summary>A finished trial of a typed study.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Result">What was measured.</param>
public sealed record TrialRow<TArm>(TArm Arm, long Seed, TrialResult Result)
    where TArm : Arm
{
    /// <summary>The metric of that name.</summary>
    /// <exception cref="KeyNotFoundException">The trial has no such metric; the message lists those it has.</exception>
    public double this[string metric] => Result.Metrics.TryGetValue(metric, out var value)
        ? value
        : throw new KeyNotFoundException($"Trial '{Arm.Name}' has no metric '{metric}'; it has {string.Join(", ", Result.Metrics.Keys)}.");
}
