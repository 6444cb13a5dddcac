namespace Glia.Deltas;

/// <summary>Sends the change since what was sent last where it is larger than Θ (see <see cref="DeltaThresholdEncoder"/>); with Θ = 0 nothing is lost.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Threshold">Θ, not negative.</param>
public sealed record FrameThreshold(string Name, float Threshold) : FrameLayer(Name);
