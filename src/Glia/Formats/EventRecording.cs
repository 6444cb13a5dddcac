using Glia.Spikes;

namespace Glia.Formats;

/// <summary>What an event file holds: spikes of units, or events of a camera.</summary>
public sealed record EventRecording
{
    /// <summary>Makes a recording of spikes.</summary>
    public EventRecording(SpikeTrains spikes) => Spikes = spikes;

    /// <summary>Makes a recording of a camera.</summary>
    public EventRecording(CameraEvents events) => (Camera, Spikes) = (events, events.ToSpikeTrains());

    /// <summary>The camera's events, or null where the file holds spikes.</summary>
    public CameraEvents? Camera { get; }

    /// <summary>The spikes; a camera's events are spikes of one unit for each polarity and pixel (<see cref="CameraEvents.ToSpikeTrains"/>).</summary>
    public SpikeTrains Spikes { get; }
}
