using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Glia.Lab;

namespace Glia.Cli.Commands.Spikes;

/// <summary><c>glia spikes info</c>: what a recording holds.</summary>
internal static class SpikesInfo
{
    public static Command Create(CliContext context)
    {
        var (input, json) = (new SpikesInput(), Json());
        var command = new Command("info", """
            Tell what a recording holds: kind of file, events, units or sensor, time.

            Examples:
              glia spikes info recording.csv
              glia spikes info shd_train.h5 --sample 3
            """);
        input.AddTo(command);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var file = input.File(parsed);
            var recording = input.Read(parsed);
            var summary = SpikesSummary.Of(file, recording, input.Sample(parsed));
            context.Output.Profile.Out.Writer.Write(parsed.GetValue(json) ? JsonSerializer.Serialize(summary, LabJson.Readable) + "\n" : Text(summary));
            return ExitCodes.Ok;
        });
        return command;
    }

    /// <summary>The option that makes a command print JSON.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON" };

    private static string Text(SpikesSummary summary)
    {
        var culture = CultureInfo.InvariantCulture;
        var lines = new List<string>
        {
            $"file: {summary.File} ({summary.Kind})",
            string.Create(culture, $"events: {summary.Events:N0}"),
            summary.Width is { } width ? string.Create(culture, $"sensor: {width} × {summary.Height}, {summary.On:N0} ON, {summary.Events - summary.On:N0} OFF")
                : string.Create(culture, $"units: {summary.Units:N0}, {summary.ActiveUnits:N0} with spikes"),
            string.Create(culture, $"time: {summary.StartMs:0.###} to {summary.EndMs:0.###} ms"),
        };
        if (summary.EventsPerSecond is { } rate)
        {
            lines.Add(string.Create(culture, $"events a second: {rate:N0}"));
        }

        if (summary.Samples is { } samples)
        {
            lines.Add(string.Create(culture, $"samples in the file: {samples:N0} of {summary.Classes:N0} classes; shown is {summary.Sample}, {summary.ClassName}"));
        }

        return string.Join('\n', lines) + "\n";
    }
}
