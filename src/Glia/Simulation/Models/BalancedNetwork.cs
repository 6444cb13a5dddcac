using System.Numerics;

namespace Glia.Simulation.Models;

/// <summary>A network of excitatory and inhibitory cells of one kind: its parts by name.</summary>
/// <param name="Network">The network, to run.</param>
/// <param name="Excitatory">The excitatory cells.</param>
/// <param name="Inhibitory">The inhibitory cells, of the same population.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed record BalancedNetwork<T>(SpikingNetwork<T> Network, NeuronRange<T> Excitatory, NeuronRange<T> Inhibitory)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>All cells, excitatory first.</summary>
    public Population<T> Cells => Excitatory.Population;
}
