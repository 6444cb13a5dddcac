namespace Glia.Spikes;

/// <summary>The spikes of a population: when (microseconds, ascending) and of which unit; two arrays, 12 bytes a spike.</summary>
/// <remarks>Immutable; thread-safe. Equal times keep the order that they came in.</remarks>
public sealed class SpikeTrains
{
    private readonly long[] _times;
    private readonly int[] _units;

    // The caller vouches for sorted times, units in range and a window around the times, and gives the arrays away.
    internal SpikeTrains(long[] times, int[] units, int unitCount, TimeWindow window)
    {
        (_times, _units, UnitCount, Window) = (times, units, unitCount, window);
    }

    /// <summary>How many spikes there are.</summary>
    public int Count => _times.Length;

    /// <summary>How many units there are, silent ones included.</summary>
    public int UnitCount { get; }

    /// <summary>The stretch of time that was recorded: what rates are taken over.</summary>
    public TimeWindow Window { get; }

    /// <summary>When each spike was, in microseconds, ascending.</summary>
    public ReadOnlySpan<long> Times => _times;

    /// <summary>Whose spike each was, 0 to <see cref="UnitCount"/> − 1.</summary>
    public ReadOnlySpan<int> Units => _units;

    /// <summary>Spike trains without a spike.</summary>
    public static SpikeTrains Empty(int unitCount, TimeWindow window = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unitCount);
        return new SpikeTrains([], [], unitCount, window.Validated([]));
    }

    /// <summary>Makes spike trains of times that ascend already; copies the spans.</summary>
    /// <param name="times">Microseconds, ascending.</param>
    /// <param name="units">As many units, each from 0 to <paramref name="unitCount"/> − 1.</param>
    /// <param name="unitCount">How many units there are.</param>
    /// <param name="window">What was recorded; default from 0 (or the first spike, where earlier) to just after the last spike.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a time or unit is not as it must be; the message names the first such spike.</exception>
    public static SpikeTrains FromSorted(ReadOnlySpan<long> times, ReadOnlySpan<int> units, int unitCount, TimeWindow? window = null)
    {
        TimeOrder.CheckSorted(times);
        return Sort(times, units, unitCount, window);
    }

    /// <summary>Makes spike trains of times in any order; the sort is stable. Copies the spans.</summary>
    /// <param name="times">Microseconds.</param>
    /// <param name="units">As many units, each from 0 to <paramref name="unitCount"/> − 1.</param>
    /// <param name="unitCount">How many units there are.</param>
    /// <param name="window">What was recorded; default from 0 (or the first spike, where earlier) to just after the last spike.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a time or unit is out of range; the message names the first such spike.</exception>
    public static SpikeTrains Sort(ReadOnlySpan<long> times, ReadOnlySpan<int> units, int unitCount, TimeWindow? window = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unitCount);
        if (times.Length != units.Length)
        {
            throw new ArgumentException($"There must be a unit for each time; got {times.Length} times and {units.Length} units.", nameof(units));
        }

        TimeOrder.CheckRange(times);
        for (var i = 0; i < units.Length; i++)
        {
            if ((uint)units[i] >= (uint)unitCount)
            {
                throw new ArgumentException($"Spike {i} is of unit {units[i]}; units must be from 0 to {unitCount - 1}.", nameof(units));
            }
        }

        var order = TimeOrder.Of(times);
        var sorted = TimeOrder.Arrange(times, order);
        return new SpikeTrains(sorted, TimeOrder.Arrange(units, order), unitCount, (window ?? TimeWindow.Around(sorted)).Validated(sorted));
    }

    /// <summary>The spikes from one time up to, not including, another; times stay as they are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The end is before the start.</exception>
    public SpikeTrains SliceTime(long from, long to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        var range = TimeOrder.Slice(_times, from, to);
        return new SpikeTrains(_times[range], _units[range], UnitCount, Window.Intersect(new TimeWindow(from, to)));
    }

    /// <summary>The spikes of the units named, which become units 0, 1, … in the order named.</summary>
    /// <exception cref="ArgumentException">A unit is out of range or named twice.</exception>
    public SpikeTrains SelectUnits(params ReadOnlySpan<int> units)
    {
        var place = new int[UnitCount];
        Array.Fill(place, -1);
        for (var i = 0; i < units.Length; i++)
        {
            if ((uint)units[i] >= (uint)UnitCount || place[units[i]] >= 0)
            {
                throw new ArgumentException($"Unit {units[i]} is out of range (0 to {UnitCount - 1}) or named twice.", nameof(units));
            }

            place[units[i]] = i;
        }

        var (times, chosen) = (new List<long>(), new List<int>());
        for (var i = 0; i < _times.Length; i++)
        {
            if (place[_units[i]] is var unit and >= 0)
            {
                times.Add(_times[i]);
                chosen.Add(unit);
            }
        }

        return new SpikeTrains([.. times], [.. chosen], units.Length, Window);
    }

    /// <summary>The same spikes, all later by so many microseconds (earlier where negative).</summary>
    /// <exception cref="ArgumentException">A time would be too far from 0.</exception>
    public SpikeTrains Shift(long microseconds)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs(Math.Max(microseconds, -long.MaxValue)), TimeWindow.Limit, nameof(microseconds));
        var times = Array.ConvertAll(_times, time => time + microseconds);
        return new SpikeTrains(times, _units, UnitCount, new TimeWindow(Window.Start + microseconds, Window.End + microseconds).Validated(times));
    }

    /// <summary>How many spikes each unit has.</summary>
    public int[] CountsByUnit()
    {
        var counts = new int[UnitCount];
        foreach (var unit in _units)
        {
            counts[unit]++;
        }

        return counts;
    }

    /// <summary>Each unit's times, ascending: item u are the times of unit u, in microseconds.</summary>
    public IReadOnlyList<ReadOnlyMemory<long>> ByUnit()
    {
        var counts = CountsByUnit();
        var trains = new ReadOnlyMemory<long>[UnitCount];
        var (all, next, first) = (new long[Count], new int[UnitCount], 0);
        for (var unit = 0; unit < trains.Length; unit++)
        {
            trains[unit] = all.AsMemory(first, counts[unit]);
            next[unit] = first;
            first += counts[unit];
        }

        for (var i = 0; i < _times.Length; i++)
        {
            all[next[_units[i]]++] = _times[i];
        }

        return trains;
    }
}
