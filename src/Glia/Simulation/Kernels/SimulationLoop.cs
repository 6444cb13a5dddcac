using System.Numerics;
using System.Runtime.ExceptionServices;

namespace Glia.Simulation.Kernels;

/// <summary>The loop over steps on any number of threads.</summary>
/// <remarks>Steps come in slices as long as the shortest delay: within one, no part needs the spikes of another. Threads wait for each other once a slice; spikes are kept for two slices, so that a fast
/// thread may begin the next while a slow one still reads. Between chunks of slices only the calling thread runs.</remarks>
internal sealed class SimulationLoop<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SpikingNetwork<T> _network;
    private readonly NetworkPart<T>[] _parts;
    private readonly SpinBarrier _barrier;
    private long _step;
    private long _chunkEnd;
    private bool _stop;
    private ExceptionDispatchInfo? _failure;

    public SimulationLoop(SpikingNetwork<T> network, IReadOnlyList<int[]> borders)
    {
        _network = network;
        _parts = [.. Enumerable.Range(0, borders.Count == 0 ? 1 : borders[0].Length - 1).Select(part => new NetworkPart<T>(network, part, borders))];
        _barrier = new SpinBarrier(_parts.Length);
    }

    /// <summary>Synapses that were served.</summary>
    public long Events => _parts.Sum(part => part.Events);

    /// <summary>Spikes of all populations.</summary>
    public long Spikes { get; private set; }

    /// <summary>Runs.</summary>
    /// <param name="first">The first step.</param>
    /// <param name="nextEnd">Given the step that was reached, returns the end of the next chunk, or null to stop; called on this thread while no other runs.</param>
    public void Run(long first, Func<long, long?> nextEnd)
    {
        _step = first;
        var threads = _parts.Skip(1).Select((_, i) => new Thread(() => Guarded(() => Work(i + 1))) { IsBackground = true, Name = $"simulation {i + 1}" }).ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        Guarded(() =>
        {
            while (nextEnd(_step) is { } end)
            {
                _chunkEnd = end;
                if (!_barrier.Wait() || !Chunk(0) || !_barrier.Wait())
                {
                    return;
                }

                _step = end;
            }

            _stop = true;
            _barrier.Wait();
        });
        foreach (var thread in threads)
        {
            thread.Join();
        }

        _failure?.Throw();
    }

    private void Work(int part)
    {
        while (_barrier.Wait() && !_stop && Chunk(part) && _barrier.Wait())
        {
        }
    }

    private bool Chunk(int part)
    {
        var (first, end, length) = (_step, _chunkEnd, _network.SliceSteps);
        for (var (slice, step) = (0L, first); step < end; slice++, step += length)
        {
            var steps = (int)Math.Min(length, end - step);
            _parts[part].Advance(slice, step, steps);
            if (!_barrier.Wait())
            {
                return false;
            }

            if (part == 0)
            {
                Collect(slice, step, steps);
            }

            _parts[part].Receive(_parts, slice, step, steps);
        }

        return true;
    }

    private void Collect(long slice, long first, int steps)
    {
        for (var s = 0; s < steps; s++)
        {
            foreach (var population in _network.PopulationArray)
            {
                foreach (var part in _parts)
                {
                    var fired = part.Spikes(population.Index, slice, s);
                    Spikes += fired.Count;
                    if (fired.Count > 0)
                    {
                        _network.Collect(population.Index, first + s, fired);
                    }
                }
            }
        }
    }

    // Whoever fails lets the others go; they could not reach the next barrier together.
    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (Exception problem)
        {
            _failure ??= ExceptionDispatchInfo.Capture(problem);
            _barrier.Break();
        }
    }
}
