using System.Globalization;

namespace Glia.Cli.Display;

/// <summary>Writes times for people.</summary>
internal static class Duration
{
    /// <summary>The time in its largest two units: <c>8 s</c>, <c>4 min 20 s</c>, <c>2 h 5 min</c>.</summary>
    public static string Text(TimeSpan time) => time.TotalSeconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        < 600 => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
    };

    /// <summary>A range of times.</summary>
    public static string Text((TimeSpan Least, TimeSpan Most) range)
    {
        var (least, most) = (Text(range.Least), Text(range.Most));
        return least == most ? least : $"{least} – {most}";
    }
}
