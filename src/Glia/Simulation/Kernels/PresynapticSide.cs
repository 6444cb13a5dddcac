using System.Numerics;

namespace Glia.Simulation.Kernels;

/// <summary>What one part of the target cells knows of a plastic projection's sources: their traces, and spikes on their way.</summary>
internal sealed class PresynapticSide<T>(int sources, int delay)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const string CountsName = "spikes on their way, by step", RowsName = "spikes on their way";
    private readonly List<int>[] _queue = [.. Enumerable.Range(0, delay).Select(_ => new List<int>())];

    /// <summary>Trace of each source.</summary>
    public T[] Trace { get; } = new T[sources];

    /// <summary>Sources whose spikes arrive in a step.</summary>
    public List<int> Arriving(long step) => _queue[step % delay];

    /// <summary>The same once more.</summary>
    public PresynapticSide<T> Copy()
    {
        var copy = new PresynapticSide<T>(sources, delay);
        Trace.CopyTo(copy.Trace, 0);
        for (var slot = 0; slot < delay; slot++)
        {
            copy._queue[slot].AddRange(_queue[slot]);
        }

        return copy;
    }

    public void Save(StateWriter writer)
    {
        writer.Add<T>("presynaptic trace", Trace);
        writer.Add<int>(CountsName, [.. _queue.Select(slot => slot.Count)]);
        writer.Add<int>(RowsName, [.. _queue.SelectMany(slot => slot)]);
    }

    public void Load(StateReader reader)
    {
        reader.Read<T>("presynaptic trace", sources, trace => trace >= T.Zero && T.IsFinite(trace), "0 or more").CopyTo(Trace, 0);
        var counts = reader.Read<int>(CountsName, delay, count => count >= 0 && count <= sources, $"0 to {sources}");
        var rows = reader.Read<int>(RowsName, counts.Sum(count => (long)count), row => row >= 0 && row < sources, $"a source from 0 to {sources - 1}");
        var next = 0;
        for (var slot = 0; slot < delay; slot++)
        {
            _queue[slot].Clear();
            _queue[slot].AddRange(rows.AsSpan(next, counts[slot]));
            next += counts[slot];
        }
    }
}
