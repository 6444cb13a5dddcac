using System.Text.Json.Serialization;
using Glia.Formats;

namespace Glia.Cli.Commands.Spikes;

/// <summary>What <c>glia spikes info</c> tells of a recording.</summary>
internal sealed record SpikesSummary
{
    public required string File { get; init; }

    public required EventFileKind Kind { get; init; }

    public required int Events { get; init; }

    public required int Units { get; init; }

    public required int ActiveUnits { get; init; }

    public required double StartMs { get; init; }

    public required double EndMs { get; init; }

    public double? EventsPerSecond { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Width { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Height { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? On { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Samples { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Classes { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Sample { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClassName { get; init; }

    public static SpikesSummary Of(string file, EventRecording recording, int sample)
    {
        var (spikes, camera, kind) = (recording.Spikes, recording.Camera, EventRecordingFile.KindOf(file));
        var on = 0;
        foreach (var polarity in camera is null ? [] : camera.Polarities)
        {
            on += polarity;
        }

        var summary = new SpikesSummary
        {
            File = file,
            Kind = kind,
            Events = spikes.Count,
            Units = spikes.UnitCount,
            ActiveUnits = spikes.Units.ToArray().Distinct().Count(),
            StartMs = spikes.Window.Start / 1e3,
            EndMs = spikes.Window.End / 1e3,
            EventsPerSecond = spikes.Window.Length > 0 ? spikes.Count / spikes.Window.Seconds : null,
            Width = camera?.Width,
            Height = camera?.Height,
            On = camera is null ? null : on,
        };
        if (kind != EventFileKind.HeidelbergSpikes)
        {
            return summary;
        }

        using var samples = HeidelbergSpikesFile.Open(file);
        var label = samples.Labels[sample];
        return summary with
        {
            Samples = samples.Count,
            Classes = samples.ClassNames?.Count ?? samples.Labels.Max() + 1,
            Sample = sample,
            ClassName = samples.ClassNames?[label] ?? $"class {label}",
        };
    }
}
