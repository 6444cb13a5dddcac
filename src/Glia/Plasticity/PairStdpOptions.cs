namespace Glia.Plasticity;

/// <summary>Options of pair-based spike-timing-dependent plasticity.</summary>
public sealed record PairStdpOptions
{
    /// <summary>A₊, change of a weight per pair in which the presynaptic spike comes first. Default 0.01.</summary>
    public double Potentiation { get; init; } = 0.01;

    /// <summary>A₋, change of a weight per pair in which it comes last. Default 0.012.</summary>
    public double Depression { get; init; } = 0.012;

    /// <summary>τ₊, time constant of the presynaptic trace, in steps. Default 20.</summary>
    public double PresynapticTau { get; init; } = 20;

    /// <summary>τ₋, time constant of the postsynaptic trace, in steps. Default 20.</summary>
    public double PostsynapticTau { get; init; } = 20;

    /// <summary>The smallest weight. Default 0.</summary>
    public double LowestWeight { get; init; }

    /// <summary>The largest weight. Default 1.</summary>
    public double HighestWeight { get; init; } = 1;

    internal PairStdpOptions Validated()
    {
        Require(PresynapticTau > 0, nameof(PresynapticTau), PresynapticTau, "greater than 0");
        Require(PostsynapticTau > 0, nameof(PostsynapticTau), PostsynapticTau, "greater than 0");
        Require(Potentiation >= 0, nameof(Potentiation), Potentiation, "at least 0; the sign stands in the rule");
        Require(Depression >= 0, nameof(Depression), Depression, "at least 0; the sign stands in the rule");
        Require(LowestWeight <= HighestWeight, nameof(LowestWeight), LowestWeight, "at most HighestWeight");
        return this;
    }

    private static void Require(bool holds, string name, double value, string rule)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"PairStdpOptions.{name} must be {rule}; got {value}."));
        }
    }
}
