namespace Glia.Spikes;

/// <summary>Spikes counted in bins of time and channels: dense, [steps, channels].</summary>
/// <param name="Steps">How many time bins.</param>
/// <param name="Channels">How many channels, after neighbours were summed.</param>
/// <param name="Values">The bins, row-major: bin (t, c) is at t · channels + c.</param>
public sealed record BinnedEvents(int Steps, int Channels, float[] Values)
{
    /// <summary>The bin of a step and a channel.</summary>
    public float this[int step, int channel] => Values[(step * Channels) + channel];

    /// <summary>The channels of one step.</summary>
    public ReadOnlySpan<float> Step(int step) => Values.AsSpan(step * Channels, Channels);
}
