namespace Glia.Training;

/// <summary>Settings of <see cref="Adam"/>.</summary>
public sealed record AdamOptions
{
    /// <summary>Decay β₁ of the mean of gradients. Default 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay β₂ of the mean of squared gradients. Default 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>ε, added to the root of the squared mean. Default 1e-8.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Decoupled weight decay λ, as in AdamW: θ ← θ − η λ θ. Default 0, plain Adam.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Bound on the norm of all gradients together; larger ones are scaled down to it. Default infinite.</summary>
    public double LargestNorm { get; init; } = double.PositiveInfinity;

    internal AdamOptions Validated()
    {
        Require(Beta1 is >= 0 and < 1, nameof(Beta1), Beta1, "at least 0 and below 1");
        Require(Beta2 is >= 0 and < 1, nameof(Beta2), Beta2, "at least 0 and below 1");
        Require(Epsilon > 0, nameof(Epsilon), Epsilon, "greater than 0");
        Require(WeightDecay >= 0, nameof(WeightDecay), WeightDecay, "at least 0");
        Require(LargestNorm > 0, nameof(LargestNorm), LargestNorm, "greater than 0");
        return this;
    }

    private static void Require(bool holds, string name, double value, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, $"AdamOptions.{name} must be {range}.");
        }
    }
}
