namespace Glia.Spikes;

/// <summary>Checks and makes the order in time that event lists are kept in.</summary>
internal static class TimeOrder
{
    private const int Digits = 256;
    private const int BitsPerDigit = 8;

    /// <summary>The first place at which a time is before the one ahead of it, or −1.</summary>
    public static int FirstDescent(ReadOnlySpan<long> times)
    {
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] < times[i - 1])
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Refuses times that are too far from 0 to be microseconds.</summary>
    public static void CheckRange(ReadOnlySpan<long> times)
    {
        for (var i = 0; i < times.Length; i++)
        {
            if (times[i] is <= -TimeWindow.Limit or >= TimeWindow.Limit)
            {
                throw new ArgumentException($"Event {i} has the time {times[i]} µs; times must be within ± {TimeWindow.Limit} µs.", nameof(times));
            }
        }
    }

    /// <summary>Refuses times that do not ascend; names the first that does not.</summary>
    public static void CheckSorted(ReadOnlySpan<long> times)
    {
        if (FirstDescent(times) is var i and > 0)
        {
            throw new ArgumentException($"Event {i} at {times[i]} µs comes after event {i - 1} at {times[i - 1]} µs; times must ascend. Sort makes event lists of unsorted times.", nameof(times));
        }
    }

    /// <summary>The order that sorts the times and keeps equal ones as they are; null where they are sorted already.</summary>
    /// <remarks>A radix sort by bytes: O(n) for each byte that the range of the times needs.</remarks>
    public static int[]? Of(ReadOnlySpan<long> times)
    {
        if (FirstDescent(times) < 0)
        {
            return null;
        }

        var (low, high) = (long.MaxValue, long.MinValue);
        foreach (var time in times)
        {
            (low, high) = (Math.Min(low, time), Math.Max(high, time));
        }

        var (order, other) = (new int[times.Length], new int[times.Length]);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Span<int> place = stackalloc int[Digits];
        for (var shift = 0; shift < 64 && (ulong)(high - low) >> shift > 0; shift += BitsPerDigit)
        {
            place.Clear();
            foreach (var time in times)
            {
                place[(int)((ulong)(time - low) >> shift) & (Digits - 1)]++;
            }

            var sum = 0;
            foreach (ref var count in place)
            {
                (count, sum) = (sum, sum + count);
            }

            foreach (var i in order)
            {
                other[place[(int)((ulong)(times[i] - low) >> shift) & (Digits - 1)]++] = i;
            }

            (order, other) = (other, order);
        }

        return order;
    }

    /// <summary>The values in the order given, or as they are where it is null.</summary>
    public static T[] Arrange<T>(ReadOnlySpan<T> values, int[]? order)
    {
        if (order is null)
        {
            return values.ToArray();
        }

        var arranged = new T[values.Length];
        for (var i = 0; i < arranged.Length; i++)
        {
            arranged[i] = values[order[i]];
        }

        return arranged;
    }

    /// <summary>The places of the events from <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    public static Range Slice(ReadOnlySpan<long> times, long from, long to)
    {
        var first = LowerBound(times, from);
        return first..Math.Max(first, LowerBound(times, to));
    }

    private static int LowerBound(ReadOnlySpan<long> times, long time)
    {
        var (low, high) = (0, times.Length);
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            (low, high) = times[middle] < time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
