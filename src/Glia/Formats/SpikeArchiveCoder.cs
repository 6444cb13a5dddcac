using Glia.Spikes;

namespace Glia.Formats;

/// <summary>The spikes of an archive: lengths, then numbers of spikes, then units, each kind of number together so that they pack well.</summary>
/// <param name="step">The grid in microseconds.</param>
/// <param name="units">How many units.</param>
/// <param name="source">The archive's name, for messages.</param>
internal sealed class SpikeArchiveCoder(int step, int units, string source)
{
    private const int BitsPerByte = 7;
    private const int More = 1 << BitsPerByte;

    public void Write(Stream destination, IReadOnlyList<SpikeTrains> recordings)
    {
        var (lengths, counts, distances) = (new MemoryStream(), new MemoryStream(), new MemoryStream());
        foreach (var recording in recordings)
        {
            var window = recording.Window;
            if (window.Start != 0 || window.End > int.MaxValue || (window.End - 1) % step != 0)
            {
                throw new ArgumentException($"A recording's window must be from 0 to just after a whole step of {step} µs; got {window.Start} to {window.End}.");
            }

            var steps = (int)((window.End - 1) / step);
            Put(lengths, steps);
            for (var (at, i) = (0, 0); at < steps; at++)
            {
                var spikes = Step(recording, ref i, at);
                Put(counts, spikes.Length);
                var before = -1;
                foreach (var unit in spikes)
                {
                    Put(distances, before < 0 ? unit : unit > before ? unit - before : throw new ArgumentException($"Unit {unit} fires twice in a step of {step} µs."));
                    before = unit;
                }
            }
        }

        lengths.WriteTo(destination);
        counts.WriteTo(destination);
        distances.WriteTo(destination);
    }

    public SpikeTrains[] Read(ref ByteCursor cursor, int recordings)
    {
        var steps = new int[recordings];
        for (var i = 0; i < recordings; i++)
        {
            steps[i] = Get(ref cursor);
        }

        var all = steps.Sum(length => (long)length);
        if (all > cursor.Remaining || steps.Any(length => (long)length * step > int.MaxValue))
        {
            throw new GliaFormatException(source, cursor.Position, $"The recordings would have {all} steps, but {cursor.Remaining} bytes are left. The archive is damaged.");
        }

        var counts = new int[all];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = Get(ref cursor);
        }

        var spikes = counts.Sum(count => (long)count);
        if (spikes > cursor.Remaining)
        {
            throw new GliaFormatException(source, cursor.Position, $"There would be {spikes} spikes, but {cursor.Remaining} bytes are left. The archive is damaged.");
        }

        var (read, first) = (new SpikeTrains[recordings], 0);
        for (var i = 0; i < recordings; i++)
        {
            read[i] = Recording(ref cursor, counts.AsSpan(first, steps[i]));
            first += steps[i];
        }

        return cursor.Remaining == 0 ? read : throw new GliaFormatException(source, cursor.Position, $"{cursor.Remaining} bytes follow the last spike. The archive is damaged.");
    }

    private SpikeTrains Recording(ref ByteCursor cursor, ReadOnlySpan<int> counts)
    {
        var total = 0;
        foreach (var count in counts)
        {
            total += count;
        }

        var (times, channels, spike) = (new long[total], new int[total], 0);
        for (var at = 0; at < counts.Length; at++)
        {
            long unit = 0;
            for (var i = 0; i < counts[at]; i++, spike++)
            {
                var distance = Get(ref cursor);
                unit += distance;
                if (unit >= units || (i > 0 && distance == 0))
                {
                    throw new GliaFormatException(source, cursor.Position, $"A spike would be of unit {unit} of {units}, or the second of its unit in a step. The archive is damaged.");
                }

                (times[spike], channels[spike]) = ((at + 1L) * step, (int)unit);
            }
        }

        return new SpikeTrains(times, channels, units, new TimeWindow(0, ((long)counts.Length * step) + 1));
    }

    private int[] Step(SpikeTrains recording, ref int next, int at)
    {
        var (first, end) = (next, (at + 1L) * step);
        while (next < recording.Count && recording.Times[next] == end)
        {
            next++;
        }

        if (next < recording.Count && recording.Times[next] < end)
        {
            throw new ArgumentException($"The spike at {recording.Times[next]} µs is not at the end of a step of {step} µs.");
        }

        var spikes = recording.Units[first..next].ToArray();
        Array.Sort(spikes);
        return spikes;
    }

    private static void Put(MemoryStream stream, int value)
    {
        for (; value >= More; value >>= BitsPerByte)
        {
            stream.WriteByte((byte)(value | More));
        }

        stream.WriteByte((byte)value);
    }

    private int Get(ref ByteCursor cursor)
    {
        var value = 0L;
        for (var shift = 0; shift < 5 * BitsPerByte; shift += BitsPerByte)
        {
            var piece = cursor.Take(1, "a number")[0];
            value |= (long)(piece & (More - 1)) << shift;
            if (piece < More)
            {
                return value <= int.MaxValue ? (int)value : throw new GliaFormatException(source, cursor.Position, $"The number {value} is too large. The archive is damaged.");
            }
        }

        throw new GliaFormatException(source, cursor.Position, "A number is too long. The archive is damaged.");
    }
}
