using Glia.Events;
using Glia.Formats;
using Glia.Spikes;

namespace Glia.Cli.Commands.Events;

/// <summary>What <c>glia events info</c> tells of a recording.</summary>
internal sealed record EventsSummary(
    string File, EventFileKind Kind, int Events, int On, int Off, int Width, int Height, int ActivePixels, double StartMs, double EndMs, double? EventsPerSecond, long MedianGapUs,
    IReadOnlyList<string> Doubts)
{
    public static EventsSummary Of(string file, CameraEvents events)
    {
        var on = events.Polarities.Count((byte)1);
        return new EventsSummary(
            file, EventRecordingFile.KindOf(file), events.Count, on, events.Count - on, events.Width, events.Height, RecordingDoubts.ActivePixels(events), events.Window.Start / 1e3, events.Window.End / 1e3,
            events.Window.Length > 0 ? events.Count / events.Window.Seconds : null, RecordingDoubts.MedianGap(events), [.. RecordingDoubts.Of(events)]);
    }
}
