using System.Globalization;
using System.Text;
using Glia.Spikes;

namespace Glia.Formats;

/// <summary>Events as text: a line an event, <c>t,unit</c> for spikes or <c>t,x,y,p</c> for a camera; comma, semicolon, tab or space between.</summary>
/// <remarks>A first line of names may give the columns in any order, with others between them, and the unit of time: <c>t</c> or <c>time</c>,
/// <c>t_us</c>, <c>t_ms</c>, <c>t_s</c>; <c>unit</c>, <c>neuron</c>, <c>channel</c>; <c>x</c>, <c>y</c>, <c>p</c> or <c>polarity</c>. Polarities are 0 or −1 (OFF) and 1. Times are rounded to microseconds.</remarks>
public static class EventCsvFile
{
    private const long LatestStart = 1_000_000_000;
    private const double LongestTime = TimeWindow.Limit / 2.0;

    /// <summary>Reads a file.</summary>
    /// <inheritdoc cref="Parse"/>
    public static EventRecording Read(string file, TimeUnit unit = TimeUnit.Microseconds) => Parse(FileContent.Read(file, "a table of events"), file, unit);

    /// <summary>Reads a content.</summary>
    /// <param name="content">The whole content, UTF-8.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <param name="unit">The unit of the times, where the first line does not say it.</param>
    /// <exception cref="GliaFormatException">A line is not as it must be; the offset is its number.</exception>
    public static EventRecording Parse(ReadOnlySpan<byte> content, string source, TimeUnit unit = TimeUnit.Microseconds)
    {
        var text = Encoding.UTF8.GetString(content).TrimStart('\ufeff');
        EventCsvColumns? columns = null;
        var (times, first, y, p) = (new List<long>(), new List<int>(), new List<short>(), new List<byte>());
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace() || line.TrimStart()[0] == '#')
            {
                continue;
            }

            var row = new EventCsvRow(line, source, number);
            if (columns is null)
            {
                columns = EventCsvColumns.Of(row, unit);
                if (columns.IsNamed)
                {
                    continue;
                }
            }

            times.Add(Microseconds(row.Number(columns.Time, "time"), columns.Unit, source, number));
            if (columns.IsCamera)
            {
                first.Add(row.Whole(columns.First, "x", 0, CameraEvents.LargestSide - 1));
                y.Add((short)row.Whole(columns.Y, "y", 0, CameraEvents.LargestSide - 1));
                p.Add(row.Whole(columns.Polarity, "polarity", -1, 1) > 0 ? (byte)1 : (byte)0);
            }
            else
            {
                first.Add(row.Whole(columns.First, "unit", 0, int.MaxValue - 1));
            }
        }

        if (columns is null)
        {
            throw new GliaFormatException(source, 0, "The file has no line with an event. Expected lines t,unit or t,x,y,p.");
        }

        if (!columns.IsCamera)
        {
            var units = first.Count == 0 ? 0 : first.Max() + 1;
            return units <= EventCsvColumns.MostUnits ? new EventRecording(SpikeTrains.Sort([.. times], [.. first], units, Window(times)))
                : throw new GliaFormatException(source, first.IndexOf(units - 1) + 1, $"The highest unit is {units - 1}; a table of spikes may have {EventCsvColumns.MostUnits} units. Are columns interchanged?");
        }

        var (width, height) = (first.DefaultIfEmpty(0).Max() + 1, y.DefaultIfEmpty<short>(0).Max() + 1);
        return new EventRecording(CameraEvents.Sort([.. times], [.. first.Select(x => (short)x)], [.. y], [.. p], width, height, Window(times)));
    }

    /// <summary>Writes spikes as lines <c>t_us,unit</c>.</summary>
    public static void Write(SpikeTrains spikes, TextWriter writer)
    {
        writer.Write("t_us,unit\n");
        for (var i = 0; i < spikes.Count; i++)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{spikes.Times[i]},{spikes.Units[i]}\n"));
        }
    }

    /// <summary>Writes camera events as lines <c>t_us,x,y,p</c>.</summary>
    public static void Write(CameraEvents events, TextWriter writer)
    {
        writer.Write("t_us,x,y,p\n");
        for (var i = 0; i < events.Count; i++)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{events.Times[i]},{events.X[i]},{events.Y[i]},{events.Polarities[i]}\n"));
        }
    }

    // Times that begin much later than they last are those of a clock, whose 0 is no beginning of the recording.
    private static TimeWindow? Window(List<long> times)
    {
        var (first, last) = times.Count == 0 ? (0, 0) : (times.Min(), times.Max());
        return first > LatestStart && first > last - first ? new TimeWindow(first, last + 1) : null;
    }

    private static long Microseconds(double time, TimeUnit unit, string source, int line)
    {
        var microseconds = Math.Round(time * (unit == TimeUnit.Seconds ? 1e6 : unit == TimeUnit.Milliseconds ? 1e3 : 1));
        return Math.Abs(microseconds) < LongestTime ? (long)microseconds
            : throw new GliaFormatException(source, line, $"The time {time.ToString(CultureInfo.InvariantCulture)} is no time of a recording in {unit.ToString().ToLowerInvariant()}.");
    }
}
