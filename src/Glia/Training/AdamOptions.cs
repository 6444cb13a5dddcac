namespace Glia.Training;

/// <summary>Constants of the optimiser Adam.</summary>
public sealed record AdamOptions
{
    /// <summary>Step size η. Default 0.001.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decay β₁ of the mean of gradients. Default 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay β₂ of the mean of squared gradients. Default 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>ε, added to the root. Default 1e-8.</summary>
    public double Epsilon { get; init; } = 1e-8;

    internal AdamOptions Validated() =>
        !(LearningRate > 0 && double.IsFinite(LearningRate)) ? throw Wrong(nameof(LearningRate), LearningRate, "greater than 0 and finite")
        : !(Beta1 is >= 0 and < 1) ? throw Wrong(nameof(Beta1), Beta1, "at least 0 and below 1")
        : !(Beta2 is >= 0 and < 1) ? throw Wrong(nameof(Beta2), Beta2, "at least 0 and below 1")
        : !(Epsilon > 0) ? throw Wrong(nameof(Epsilon), Epsilon, "greater than 0")
        : this;

    private static ArgumentOutOfRangeException Wrong(string name, double value, string rule) =>
        new(name, value, FormattableString.Invariant($"AdamOptions.{name} must be {rule}; got {value}."));
}
