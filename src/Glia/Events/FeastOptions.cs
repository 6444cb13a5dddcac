namespace Glia.Events;

/// <summary>How features are learned.</summary>
public sealed record FeastOptions
{
    /// <summary>The most features that a population may have.</summary>
    public const int MostFeatures = 65_536;

    /// <summary>Features of a population N. Default 100.</summary>
    public int FeatureCount { get; init; } = 100;

    /// <summary>How far the winner moves towards its patch η, above 0 up to 1. Default 0.001.</summary>
    public float LearningRate { get; init; } = 0.001f;

    /// <summary>By how much the winner's threshold rises Δ_I, a cosine. Default 0.001.</summary>
    public double ThresholdRise { get; init; } = 0.001;

    /// <summary>By how much all thresholds fall when no feature takes an event Δ_E, a cosine. Default 0.003.</summary>
    public double ThresholdFall { get; init; } = 0.003;

    /// <summary>Where all thresholds begin; null (the default) draws them from (0, 1].</summary>
    public double? InitialThreshold { get; init; }

    /// <summary>What the first weights are drawn from. Default the normal distribution.</summary>
    public FeastWeights InitialWeights { get; init; } = FeastWeights.Gaussian;

    /// <summary>Plain winner-take-all: thresholds that stay at 0, the control of FEAST.</summary>
    public FeastOptions WithFixedThresholds() => this with { InitialThreshold = 0, ThresholdRise = 0, ThresholdFall = 0 };

    /// <summary>The share of events that no feature takes once thresholds have settled: Δ_I / (Δ_I + N Δ_E), whatever the events.</summary>
    /// <remarks>A threshold moves by Δ_I P(n wins) − Δ_E P(miss) an event in the mean; where that is 0 for all n, all win equally often.</remarks>
    public double SettledMissRate => ThresholdRise == 0 ? 0 : ThresholdRise / (ThresholdRise + (FeatureCount * ThresholdFall));

    /// <summary>Events that a population must have seen before its thresholds can have settled: ten wins a feature, 10 N / P(win).</summary>
    public double EventsToSettle => 10.0 * FeatureCount * FeatureCount / (1 - SettledMissRate);

    internal FeastOptions Validated() =>
        FeatureCount is < 1 or > MostFeatures ? throw new ArgumentOutOfRangeException(nameof(FeatureCount), FeatureCount, $"A population has 1 to {MostFeatures} features.")
        : !(LearningRate is > 0 and <= 1) ? throw new ArgumentOutOfRangeException(nameof(LearningRate), LearningRate, "The learning rate must be above 0 and at most 1.")
        : !(ThresholdRise is >= 0 and <= 1) ? throw new ArgumentOutOfRangeException(nameof(ThresholdRise), ThresholdRise, "The rise of a threshold must be from 0 to 1.")
        : !(ThresholdFall is >= 0 and <= 1) ? throw new ArgumentOutOfRangeException(nameof(ThresholdFall), ThresholdFall, "The fall of a threshold must be from 0 to 1.")
        : InitialThreshold is { } threshold && !double.IsFinite(threshold) ? throw new ArgumentOutOfRangeException(nameof(InitialThreshold), threshold, "The first threshold must be finite.")
        : this;
}
