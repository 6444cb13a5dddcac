using System.Numerics;
using Glia.Simulation.Connections;

namespace Glia.Simulation.Models;

/// <summary>What the networks of four fifths excitatory and one fifth inhibitory cells share.</summary>
internal static class TwoTypes
{
    /// <summary>A network with the cells alone.</summary>
    public static BalancedNetwork<T> Build<T>(int cells, PopulationModel model, double stepMs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 5);
        var network = new SpikingNetwork<T>(stepMs);
        var population = network.Add("cells", model, cells);
        var excitatory = cells / 5 * 4;
        return new BalancedNetwork<T>(network, population[..excitatory], population[excitatory..]);
    }

    /// <summary>The rule of one type of source: a probability, or its share of a fixed number of inputs.</summary>
    public static ConnectionRule Rule(double probability, int? inDegree, int sources, int cells) =>
        inDegree is { } inputs ? new FixedInDegree((int)Math.Round((double)inputs * sources / cells)) : new FixedProbability(probability);
}
