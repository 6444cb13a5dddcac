using Glia.Spikes;

namespace Glia.Formats;

/// <summary>What an AEDAT file holds.</summary>
/// <param name="Events">Its camera events; the window begins at the first, since the clock's 0 is no beginning.</param>
/// <param name="Others">How many entries were something else and were left out: frames, motion, triggers, events marked invalid.</param>
public sealed record AedatRecording(CameraEvents Events, long Others);
