using System.Numerics;
using Glia.Random;

namespace Glia.Simulation.Models;

/// <summary>The current-based network of Vogels and Abbott, benchmark 2 of Brette et al. 2007 (J. Comput. Neurosci. 23): irregular firing at 5 to 6 Hz that keeps itself up.</summary>
/// <remarks>Four fifths of the cells are excitatory. A spike is input of the next step. Constants as in Brian2's example CUBA.</remarks>
public sealed record VogelsAbbottCuba
{
    /// <summary>Number of cells, at least 5. Default 4,000.</summary>
    public int Cells { get; init; } = 4000;

    /// <summary>Probability of a connection. Default 0.02, which is 80 inputs a cell of 4,000.</summary>
    public double Probability { get; init; } = 0.02;

    /// <summary>Inputs of each cell, four fifths of them excitatory, in place of the probability; null (the default): the probability holds. 80 keeps the activity of larger networks what it is.</summary>
    public int? InDegree { get; init; }

    /// <summary>Weight of an excitatory synapse in mV. Default 1.62.</summary>
    public double ExcitatoryWeight { get; init; } = 1.62;

    /// <summary>Weight of an inhibitory synapse in mV. Default −9.</summary>
    public double InhibitoryWeight { get; init; } = -9;

    /// <summary>Equations and constants of the cells.</summary>
    public CurrentLif Model { get; init; } = new();

    /// <summary>Step in ms. Default 0.1.</summary>
    public double StepMs { get; init; } = 0.1;

    /// <summary>Draws a network: connections, and membranes uniform between reset and threshold.</summary>
    /// <param name="random">Source of both.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public BalancedNetwork<T> Build<T>(RandomStream random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(random);
        var network = TwoTypes.Build<T>(Cells, Model, StepMs);
        TwoTypes.Connect(network, sources => TwoTypes.Rule(Probability, InDegree, sources, Cells), ExcitatoryWeight, InhibitoryWeight, random);
        var initial = random.Child("membranes");
        network.Cells.SetState("v", [.. Enumerable.Range(0, Cells).Select(_ => T.CreateTruncating(Model.ResetMv + ((Model.ThresholdMv - Model.ResetMv) * initial.NextDouble())))]);
        return network;
    }
}
