using System.Numerics;

namespace Glia.Simulation.Kernels;

/// <summary>What one thread does: it advances a part of the cells of each population, and serves the synapses that end in them.</summary>
internal sealed unsafe class NetworkPart<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SpikingNetwork<T> _network;
    private readonly int _index;
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly SpikeLists[] _spikes;

    public NetworkPart(SpikingNetwork<T> network, int index, IReadOnlyList<int[]> borders)
    {
        (_network, _index) = (network, index);
        _from = [.. borders.Select(border => border[index])];
        _to = [.. borders.Select(border => border[index + 1])];
        _spikes = [.. borders.Select(border => new SpikeLists(border[index + 1] - border[index], network.SliceSteps))];
    }

    /// <summary>Synapses that were served.</summary>
    public long Events { get; private set; }

    /// <summary>Spikes of a population in a step.</summary>
    public FiredCells Spikes(int population, long slice, int step) => _spikes[population].At(slice, step);

    /// <summary>Advances the part by the steps of a slice; nothing that other parts do in it is needed.</summary>
    public void Advance(long slice, long first, int steps)
    {
        for (var s = 0; s < steps; s++)
        {
            Advance(slice, s, first + s);
        }
    }

    /// <summary>Takes up the spikes that all parts fired in a slice.</summary>
    public void Receive(IReadOnlyList<NetworkPart<T>> parts, long slice, long first, int steps)
    {
        for (var s = 0; s < steps; s++)
        {
            foreach (var projection in _network.ProjectionArray)
            {
                for (var p = 0; p < parts.Count; p++)
                {
                    var fired = parts[p].Spikes(projection.Source.Population.Index, slice, s);
                    if (fired.Count == 0)
                    {
                        continue;
                    }

                    if (projection.Plastic is { } plastic)
                    {
                        plastic.Enqueue(_index, first + s, fired);
                    }
                    else
                    {
                        Events += Delivery<T>.Run(projection, _index, first + s, fired);
                    }
                }
            }
        }
    }

    private void Advance(long slice, int place, long step)
    {
        foreach (var plastic in _network.PlasticArray)
        {
            var target = plastic.Target.Population;
            Events += plastic.Plastic!.Begin(_index, _from[target.Index], _to[target.Index], step, Arriving(target, plastic.Receptor, step));
        }

        foreach (var drive in _network.DriveArray)
        {
            var target = drive.Target.Population;
            drive.Add(_from[target.Index], _to[target.Index], step, Arriving(target, drive.Receptor, step));
        }

        foreach (var population in _network.PopulationArray)
        {
            var (i, rings) = (population.Index, population.Rings);
            var spikes = _spikes[i];
            spikes.Close(slice, place, population.Kernel.Step(
                _from[i], _to[i], step, rings.Count > 0 ? rings[0].Slot(step) : null, rings.Count > 1 ? rings[1].Slot(step) : null, spikes.Next(slice, place)));
        }

        foreach (var plastic in _network.PlasticArray)
        {
            plastic.Plastic!.End(_index, step, _spikes[plastic.Target.Population.Index].At(slice, place));
        }

        foreach (var monitor in _network.Monitors.Traces)
        {
            monitor.Take(_from[monitor.Population.Index], _to[monitor.Population.Index], step);
        }
    }

    private static T* Arriving(Population<T> target, int receptor, long step) =>
        target.Rings.Count == 0 ? target.Kernel.Direct(receptor) : target.Rings[receptor].Slot(step);
}
