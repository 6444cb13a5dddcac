using System.Numerics;
using System.Runtime.ExceptionServices;

namespace Glia.Simulation.Kernels;

/// <summary>The loop over steps on any number of threads.</summary>
/// <remarks>
/// <para>Steps come in slices as long as the shortest delay: within one, no part needs the spikes of another. Each part goes through two phases a slice: it advances its cells, and, when all parts have
/// advanced, receives their spikes. Spikes are kept for two slices, so that a part may advance while another still receives.</para>
/// <para>Every thread has a part of its own and runs others' phases when it would have to wait for long: where cores are busy with something else and a thread does not get one, the rest goes on.
/// Between chunks of slices only the calling thread runs.</para>
/// </remarks>
internal sealed class SimulationLoop<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int SpinsBeforeHelp = 100;
    private const int SpinsBeforeYield = 400;
    private readonly SpikingNetwork<T> _network;
    private readonly NetworkPart<T>[] _parts;
    private readonly PartClaims _claims;
    private Chunk? _chunk;
    private bool _hasEnded;
    private ExceptionDispatchInfo? _failure;

    public SimulationLoop(SpikingNetwork<T> network, IReadOnlyList<int[]> borders)
    {
        _network = network;
        _parts = [.. Enumerable.Range(0, borders.Count == 0 ? 1 : borders[0].Length - 1).Select(part => new NetworkPart<T>(network, part, borders))];
        _claims = new PartClaims(_parts.Length);
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
        var threads = _parts.Skip(1).Select((_, i) => new Thread(() => Guarded(() => Follow(i + 1))) { IsBackground = true, Name = $"simulation {i + 1}" }).ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        Guarded(() =>
        {
            var (step, phases) = (first, 0L);
            while (nextEnd(step) is { } end)
            {
                var chunk = new Chunk(step, end, phases, _network.SliceSteps);
                Volatile.Write(ref _chunk, chunk);
                if (!Work(chunk, 0))
                {
                    return;
                }

                (step, phases) = (end, chunk.LastPhase);
            }
        });
        Volatile.Write(ref _hasEnded, true);
        foreach (var thread in threads)
        {
            thread.Join();
        }

        _failure?.Throw();
    }

    private void Follow(int part)
    {
        Chunk? finished = null;
        for (var spins = 0; !Volatile.Read(ref _hasEnded);)
        {
            if (Volatile.Read(ref _chunk) is { } chunk && chunk != finished)
            {
                if (!Work(chunk, part))
                {
                    return;
                }

                (finished, spins) = (chunk, 0);
            }
            else
            {
                Wait(spins++);
            }
        }
    }

    // Runs phases until the chunk is finished; false where a thread has failed.
    private bool Work(Chunk chunk, int own)
    {
        for (var spins = 0; Volatile.Read(ref _failure) is null;)
        {
            if (TryPhase(chunk, own) || (spins >= SpinsBeforeHelp && TryOthers(chunk, own)))
            {
                spins = 0;
            }
            else if (_claims.AllDone(chunk.LastPhase))
            {
                return true;
            }
            else
            {
                Wait(spins++);
            }
        }

        return false;
    }

    private bool TryOthers(Chunk chunk, int own)
    {
        for (var other = 1; other < _parts.Length; other++)
        {
            if (TryPhase(chunk, (own + other) % _parts.Length))
            {
                return true;
            }
        }

        return false;
    }

    // Runs the next phase of a part if it can be run and nobody else does.
    private bool TryPhase(Chunk chunk, int part)
    {
        var phase = _claims.Done(part);
        var isReceiving = phase % 2 == 1;
        if (phase >= chunk.LastPhase || (isReceiving && !_claims.AllDone(phase)) || !_claims.TryClaim(part, phase))
        {
            return false;
        }

        var slice = phase / 2;
        var first = chunk.First + ((slice - (chunk.FirstPhase / 2)) * chunk.SliceSteps);
        var steps = (int)Math.Min(chunk.SliceSteps, chunk.End - first);
        if (!isReceiving)
        {
            _parts[part].Advance(slice, first, steps);
        }
        else
        {
            if (part == 0)
            {
                Collect(slice, first, steps);
            }

            _parts[part].Receive(_parts, slice, first, steps);
        }

        _claims.Complete(part, phase);
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
                        _network.Monitors.Collect(population.Index, first + s, fired);
                    }
                }
            }
        }
    }

    private static void Wait(int spins)
    {
        if (spins < SpinsBeforeYield)
        {
            Thread.SpinWait(1);
        }
        else
        {
            Thread.Yield();
        }
    }

    // Whoever fails ends the others' work.
    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (Exception problem)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(problem), null);
        }
    }

    /// <summary>Steps that are run without a word to the caller.</summary>
    private sealed class Chunk(long first, long end, long firstPhase, int sliceSteps)
    {
        public long First => first;

        public long End => end;

        public int SliceSteps => sliceSteps;

        /// <summary>Phases of each part before the chunk.</summary>
        public long FirstPhase => firstPhase;

        /// <summary>Phases of each part when it is finished.</summary>
        public long LastPhase { get; } = firstPhase + (2 * ((end - first + sliceSteps - 1) / sliceSteps));
    }
}
