using System.Numerics;
using Glia.Random;
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

    /// <summary>Connects both types with all cells, each through its receptor.</summary>
    /// <param name="network">The cells.</param>
    /// <param name="rule">The rule of so many sources.</param>
    /// <param name="excitatoryWeight">Weight of the synapses of excitatory cells.</param>
    /// <param name="inhibitoryWeight">Weight of the synapses of inhibitory cells.</param>
    /// <param name="random">Source of the connections.</param>
    public static void Connect<T>(BalancedNetwork<T> network, Func<int, ConnectionRule> rule, double excitatoryWeight, double inhibitoryWeight, RandomStream random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ProjectionOptions Synapses(string receptor, double weight, int sources) => new(rule(sources)) { Receptor = receptor, Weight = weight };
        network.Network.Connect(network.Excitatory, network.Cells, Synapses(CurrentLif.Excitatory, excitatoryWeight, network.Excitatory.Count), random.Child("excitatory"));
        network.Network.Connect(network.Inhibitory, network.Cells, Synapses(CurrentLif.Inhibitory, inhibitoryWeight, network.Inhibitory.Count), random.Child("inhibitory"));
    }

    /// <summary>The rule of one type of source: a probability, or its share of a fixed number of inputs.</summary>
    public static ConnectionRule Rule(double probability, int? inDegree, int sources, int cells) =>
        inDegree is { } inputs ? new FixedInDegree((int)Math.Round((double)inputs * sources / cells)) : new FixedProbability(probability);
}
