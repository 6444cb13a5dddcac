namespace Glia.Formats;

/// <summary>Where a table of events has its time and the rest.</summary>
internal sealed record EventCsvColumns(int Time, int First, int Y, int Polarity, TimeUnit Unit, bool IsNamed)
{
    /// <summary>The most units of a table of spikes: a bound on what one wrong number makes programs allocate.</summary>
    public const int MostUnits = 10_000_000;

    public bool IsCamera => Y >= 0;

    /// <summary>The columns that the first line names, or those usual for so many columns.</summary>
    public static EventCsvColumns Of(EventCsvRow first, TimeUnit unit)
    {
        if (first.Count > 0 && first[0].Length > 0 && !char.IsAsciiLetter(first[0][0]) && first[0][0] != '_')
        {
            return first.Count switch
            {
                2 => new EventCsvColumns(0, 1, -1, -1, unit, IsNamed: false),
                4 => new EventCsvColumns(0, 1, 2, 3, unit, IsNamed: false),
                _ => throw first.Wrong(0, "lines t,unit or t,x,y,p, or a first line that names the columns"),
            };
        }

        var (time, cell, x, y, polarity) = (-1, -1, -1, -1, -1);
        for (var column = 0; column < first.Count; column++)
        {
            switch (first[column].ToString().ToLowerInvariant())
            {
                case "t" or "time" or "timestamp" or "times": time = column; break;
                case "t_us" or "time_us" or "timestamp_us": (time, unit) = (column, TimeUnit.Microseconds); break;
                case "t_ms" or "time_ms": (time, unit) = (column, TimeUnit.Milliseconds); break;
                case "t_s" or "time_s": (time, unit) = (column, TimeUnit.Seconds); break;
                case "unit" or "units" or "neuron" or "channel" or "cluster" or "id": cell = column; break;
                case "x": x = column; break;
                case "y": y = column; break;
                case "p" or "polarity": polarity = column; break;
                default: break;
            }
        }

        return time >= 0 && cell >= 0 ? new EventCsvColumns(time, cell, -1, -1, unit, IsNamed: true)
            : time >= 0 && x >= 0 && y >= 0 && polarity >= 0 ? new EventCsvColumns(time, x, y, polarity, unit, IsNamed: true)
            : throw first.Wrong(0, "names of columns: t (or t_us, t_ms, t_s) with unit, or with x, y and p");
    }
}
