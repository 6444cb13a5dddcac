using Glia.Neurons;

namespace Glia.Reservoirs;

/// <summary>Constants of a reservoir of Izhikevich neurons. Currents are in mV/ms, for either form of the neurons.</summary>
public sealed record SpikingReservoirOptions
{
    /// <summary>Number of neurons, N. Default 300.</summary>
    public int Units { get; init; } = 300;

    /// <summary>Share of excitatory neurons, which come first; 0 to 1. Default 0.8.</summary>
    public double ExcitatoryShare { get; init; } = 0.8;

    /// <summary>p, probability of a recurrent connection, above 0 and at most 1. Default 0.1.</summary>
    public double Connectivity { get; init; } = 0.1;

    /// <summary>g: weights are U(0, 1), or −4 U(0, 1) from inhibitory neurons, times g/√(N p). 0 or more. Default 1.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>How much stronger an inhibitory weight is, 0 or more. Default 4.</summary>
    public double InhibitionScaling { get; init; } = 4;

    /// <summary>Time constant of synaptic currents in milliseconds, above 0. Default 10.</summary>
    public double SynapticTauMs { get; init; } = 10;

    /// <summary>The smallest constant current into a neuron. Default 2.</summary>
    public double LowestBias { get; init; } = 2;

    /// <summary>The largest. Default 5.</summary>
    public double HighestBias { get; init; } = 5;

    /// <summary>Standard deviation of the current's noise in every step, 0 or more. Default 0.05.</summary>
    public double Noise { get; init; } = 0.05;

    /// <summary>Share of the neurons that an input channel reaches, 0 to 1. Default 0.3.</summary>
    public double InputConnectivity { get; init; } = 0.3;

    /// <summary>Standard deviation of the input weights. Default 8.</summary>
    public double InputScaling { get; init; } = 8;

    /// <summary>The shortest time constant of the traces that are the reservoir's state, in milliseconds, above 0. Default 10.</summary>
    public double ShortestTraceMs { get; init; } = 10;

    /// <summary>The longest. Default 50.</summary>
    public double LongestTraceMs { get; init; } = 50;

    /// <summary>The form of the neurons. Default <see cref="IzhikevichForm.Simple2003"/>.</summary>
    public IzhikevichForm Form { get; init; } = IzhikevichForm.Simple2003;

    internal SpikingReservoirOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Units, 1);
        Require(ExcitatoryShare is >= 0 and <= 1, nameof(ExcitatoryShare), ExcitatoryShare, "from 0 to 1");
        Require(Connectivity is > 0 and <= 1, nameof(Connectivity), Connectivity, "above 0 and at most 1");
        Require(Gain >= 0, nameof(Gain), Gain, "0 or more");
        Require(InhibitionScaling >= 0, nameof(InhibitionScaling), InhibitionScaling, "0 or more");
        Require(SynapticTauMs > 0, nameof(SynapticTauMs), SynapticTauMs, "above 0");
        Require(LowestBias <= HighestBias, nameof(LowestBias), LowestBias, "at most HighestBias");
        Require(Noise >= 0, nameof(Noise), Noise, "0 or more");
        Require(InputConnectivity is >= 0 and <= 1, nameof(InputConnectivity), InputConnectivity, "from 0 to 1");
        Require(double.IsFinite(InputScaling), nameof(InputScaling), InputScaling, "finite");
        Require(ShortestTraceMs > 0, nameof(ShortestTraceMs), ShortestTraceMs, "above 0");
        Require(LongestTraceMs >= ShortestTraceMs, nameof(LongestTraceMs), LongestTraceMs, "at least ShortestTraceMs");
        return this;
    }

    private static void Require(bool holds, string name, double value, string expected)
    {
        if (!holds || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"SpikingReservoirOptions.{name} must be {expected}; got {value}."));
        }
    }
}
