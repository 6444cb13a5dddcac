using System.Numerics;
using Glia.Random;
using Glia.Simulation.Connections;

namespace Glia.Simulation.Models;

/// <summary>The network of Brunel 2000 (J. Comput. Neurosci. 8, 183–208): cells with instantaneous synapses under external Poisson input, with four regimes.</summary>
/// <remarks>
/// <para>(g, ν_ext/ν_thr) = (3, 2): synchronous regular; (6, 4): fast oscillations, cells irregular; (5, 2): asynchronous irregular; (4.5, 0.9): slow oscillations, cells irregular.
/// ν_thr = θ/(J C_E τ_m) is the external rate that alone would bring a cell to threshold.</para>
/// <para>A network of another size has the same probability of a connection, so another C_E, and weights such that J C_E stays what it was: the mean input is the same, its fluctuations are larger in a
/// smaller network. A delay of d ms is d/dt steps here; Brian2 delivers one step later.</para>
/// </remarks>
public sealed record BrunelNetwork
{
    /// <summary>Excitatory and inhibitory cells at size 1.</summary>
    public const int FullCells = 12_500;

    /// <summary>Size in parts of the full network of 12,500 cells, above 0. Default 1.</summary>
    public double Size { get; init; } = 1;

    /// <summary>g, strength of inhibition relative to excitation. Default 5.</summary>
    public double Inhibition { get; init; } = 5;

    /// <summary>ν_ext/ν_thr. Default 2.</summary>
    public double ExternalRatio { get; init; } = 2;

    /// <summary>Probability of a connection. Default 0.1: at size 1, C_E = 1,000 excitatory and 250 inhibitory inputs.</summary>
    public double Probability { get; init; } = 0.1;

    /// <summary>J in mV at size 1; at another size J/size. Default 0.1.</summary>
    public double WeightMv { get; init; } = 0.1;

    /// <summary>Delay in ms, whole steps. Default 1.5.</summary>
    public double DelayMs { get; init; } = 1.5;

    /// <summary>Equations and constants of the cells.</summary>
    public DeltaLif Model { get; init; } = new();

    /// <summary>Step in ms. Default 0.1.</summary>
    public double StepMs { get; init; } = 0.1;

    /// <summary>ν_thr in Hz, of each of the C_E external sources of a cell.</summary>
    public double ThresholdRateHz => (Model.ThresholdMv - Model.LeakMv) / (WeightMv * ExcitatoryInputs * Model.MembraneTauMs / 1000);

    private double ExcitatoryInputs => FullCells * 4 / 5 * Probability;

    /// <summary>Draws a network.</summary>
    /// <param name="random">Source of connections and external input.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public BalancedNetwork<T> Build<T>(RandomStream random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(random);
        if (!(Size > 0) || !(Inhibition >= 0) || !(ExternalRatio >= 0))
        {
            throw new ArgumentException(FormattableString.Invariant($"A Brunel network needs a Size above 0, an Inhibition and an ExternalRatio of 0 or more; got {Size}, {Inhibition}, {ExternalRatio}."));
        }

        var network = TwoTypes.Build<T>((int)Math.Round(Size * FullCells), Model, StepMs);
        var (excitatory, inhibitory) = (network.Excitatory, network.Inhibitory);
        var weight = WeightMv / Size;
        network.Network.Connect(excitatory, network.Cells, Synapses(weight), random.Child("excitatory"));
        network.Network.Connect(inhibitory, network.Cells, Synapses(-Inhibition * weight), random.Child("inhibitory"));
        network.Network.Drive(network.Cells, new PoissonDrive((int)Math.Round(Size * ExcitatoryInputs), ExternalRatio * ThresholdRateHz, weight, random.Child("external")));
        return network;

        ProjectionOptions Synapses(double each) => new(new FixedProbability(Probability)) { Weight = each, Delay = network.Network.Steps(DelayMs) };
    }
}
