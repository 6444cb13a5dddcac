using System.Numerics;
using Glia.Random;

namespace Glia.Simulation.Models;

/// <summary>The conductance-based network of Vogels and Abbott, benchmark 1 of Brette et al. 2007 (J. Comput. Neurosci. 23).</summary>
/// <remarks>Constants remembered from the benchmark, not read. Weights are in units of the leak (10 nS): 0.6 is 6 nS. The network must be started: membranes and conductances begin at random values
/// (v = E_l − 5 + 5 z, g_e = 4 + 1.5 z, g_i = 20 + 12 z, not below 0), without which it stays silent.</remarks>
public sealed record VogelsAbbottCoba
{
    /// <summary>Number of cells, at least 5. Default 4,000.</summary>
    public int Cells { get; init; } = 4000;

    /// <summary>Probability of a connection. Default 0.02, which is 80 inputs a cell of 4,000.</summary>
    public double Probability { get; init; } = 0.02;

    /// <summary>Inputs of each cell, four fifths of them excitatory, in place of the probability; null (the default): the probability holds.</summary>
    public int? InDegree { get; init; }

    /// <summary>Weight of an excitatory synapse in units of the leak. Default 0.6.</summary>
    public double ExcitatoryWeight { get; init; } = 0.6;

    /// <summary>Weight of an inhibitory synapse in units of the leak. Default 6.7.</summary>
    public double InhibitoryWeight { get; init; } = 6.7;

    /// <summary>Equations and constants of the cells.</summary>
    public ConductanceLif Model { get; init; } = new();

    /// <summary>Step in ms. Default 0.1.</summary>
    public double StepMs { get; init; } = 0.1;

    /// <summary>Draws a network.</summary>
    /// <param name="random">Source of connections and initial values.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public BalancedNetwork<T> Build<T>(RandomStream random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(random);
        var network = TwoTypes.Build<T>(Cells, Model, StepMs);
        TwoTypes.Connect(network, sources => TwoTypes.Rule(Probability, InDegree, sources, Cells), ExcitatoryWeight, InhibitoryWeight, random);
        var initial = random.Child("initial values");
        T[] Draw(double mean, double deviation, double lowest) =>
            [.. Enumerable.Range(0, Cells).Select(_ => T.CreateTruncating(Math.Max(lowest, mean + (deviation * initial.NextGaussian()))))];
        network.Cells.SetState("v", Draw(Model.LeakMv - 5, 5, double.MinValue));
        network.Cells.SetState(CurrentLif.Excitatory, Draw(4, 1.5, 0));
        network.Cells.SetState(CurrentLif.Inhibitory, Draw(20, 12, 0));
        return network;
    }
}
