namespace Glia.Plasticity;

/// <summary>Options of a tempotron.</summary>
public sealed record TempotronOptions
{
    /// <summary>τ, membrane time constant in milliseconds. Default 15.</summary>
    public double TauMs { get; init; } = 15;

    /// <summary>τ_s/τ, which stays as it is where τ is learned. Default 1/4.</summary>
    public double SynapticShare { get; init; } = 0.25;

    /// <summary>Threshold. Default 1.</summary>
    public double Threshold { get; init; } = 1;

    /// <summary>λ, size of a change of weights. Default 0.01.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Share of the last change that is added to the next one. Default 0.</summary>
    public double Momentum { get; init; }

    /// <summary>Size of a change of ln τ; 0 leaves τ as it is. Default 0.</summary>
    public double TauLearningRate { get; init; }

    /// <summary>Size of a change of the threshold; 0 leaves it as it is. Default 0.</summary>
    public double ThresholdLearningRate { get; init; }

    /// <summary>Length of a pattern in milliseconds. Default 500.</summary>
    public double DurationMs { get; init; } = 500;

    /// <summary>Step of the grid on which the potential is looked at, in milliseconds. Default 1.</summary>
    public double StepMs { get; init; } = 1;

    internal TempotronOptions Validated()
    {
        Require(LearningRate > 0, nameof(LearningRate), LearningRate, "greater than 0");
        Require(Threshold > 0, nameof(Threshold), Threshold, "greater than 0");
        Require(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "at least 0 and below 1");
        Require(TauLearningRate >= 0, nameof(TauLearningRate), TauLearningRate, "at least 0");
        Require(ThresholdLearningRate >= 0, nameof(ThresholdLearningRate), ThresholdLearningRate, "at least 0");
        Require(DurationMs > 0, nameof(DurationMs), DurationMs, "greater than 0");
        Require(StepMs > 0 && StepMs <= DurationMs, nameof(StepMs), StepMs, "greater than 0 and at most DurationMs");
        return this;
    }

    private static void Require(bool holds, string name, double value, string rule)
    {
        if (!holds || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"TempotronOptions.{name} must be {rule}; got {value}."));
        }
    }
}
