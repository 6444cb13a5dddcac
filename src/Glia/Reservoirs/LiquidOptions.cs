using Glia.Neurons;

namespace Glia.Reservoirs;

/// <summary>Constants of a <see cref="LiquidStateMachine"/>; defaults are those of the zero-shot liquid state machine (Lin et al. 2023) for N-MNIST.</summary>
public sealed record LiquidOptions
{
    /// <summary>Number of neurons, N. Default 200.</summary>
    public int Units { get; init; } = 200;

    /// <summary>What part of a membrane is kept from step to step, from 0 to below 1. Default 0.9.</summary>
    public double Decay { get; init; } = 0.9;

    /// <summary>Threshold θ, above 0; a membrane must exceed it. Default 5.</summary>
    public double Threshold { get; init; } = 5;

    /// <summary>What a spike does to the membrane. Default hard, to 0.</summary>
    public ResetMode Reset { get; init; } = ResetMode.Hard;

    /// <summary>Probability of a recurrent connection, from 0 (none) to 1. Default 1.</summary>
    public double Connectivity { get; init; } = 1;

    /// <summary>Probability of a connection from an input, above 0 and at most 1. Default 1.</summary>
    public double InputConnectivity { get; init; } = 1;

    internal LiquidOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Units, 1);
        Require(Decay is >= 0 and < 1, nameof(Decay), Decay, "from 0 to below 1");
        Require(Threshold > 0 && double.IsFinite(Threshold), nameof(Threshold), Threshold, "above 0 and finite");
        Require(Connectivity is >= 0 and <= 1, nameof(Connectivity), Connectivity, "from 0 to 1");
        Require(InputConnectivity is > 0 and <= 1, nameof(InputConnectivity), InputConnectivity, "above 0 and at most 1");
        return this;
    }

    private static void Require(bool holds, string name, double value, string expected)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"LiquidOptions.{name} must be {expected}; got {value}."));
        }
    }
}
