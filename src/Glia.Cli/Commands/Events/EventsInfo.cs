using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Glia.Cli.Commands.Spikes;
using Glia.Lab;

namespace Glia.Cli.Commands.Events;

/// <summary><c>glia events info</c>: what a recording of an event camera holds.</summary>
internal static class EventsInfo
{
    public static Command Create(CliContext context)
    {
        var (input, json) = (new EventsInput(), SpikesInfo.Json());
        var command = new Command("info", """
            Tell what a recording holds: events by polarity, sensor, time, and what is doubtful about it.

            Examples:
              glia events info recording.aedat4
              glia events info recording.csv --time-unit ms --json
            """);
        input.AddTo(command);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var summary = EventsSummary.Of(input.File(parsed), input.Read(parsed));
            context.Output.Profile.Out.Writer.Write(parsed.GetValue(json) ? JsonSerializer.Serialize(summary, LabJson.Readable) + "\n" : Text(summary));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static string Text(EventsSummary summary)
    {
        var culture = CultureInfo.InvariantCulture;
        var lines = new List<string>
        {
            $"file: {summary.File} ({summary.Kind})",
            string.Create(culture, $"events: {summary.Events:N0}, {summary.On:N0} ON, {summary.Off:N0} OFF"),
            string.Create(culture, $"sensor: {summary.Width} × {summary.Height}, {summary.ActivePixels:N0} pixels with events"),
            string.Create(culture, $"time: {summary.StartMs:0.###} to {summary.EndMs:0.###} ms, median distance of events {summary.MedianGapUs:N0} µs"),
        };
        if (summary.EventsPerSecond is { } rate)
        {
            lines.Add(string.Create(culture, $"events a second: {rate:N0}"));
        }

        lines.AddRange(summary.Doubts.Select(doubt => "doubt: " + doubt));
        return string.Join('\n', lines) + "\n";
    }
}
