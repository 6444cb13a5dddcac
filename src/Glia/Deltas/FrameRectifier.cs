namespace Glia.Deltas;

/// <summary>max(x, 0). Not linear: an encoder must follow, a max-pooling or the end of the network.</summary>
/// <param name="Name">The layer's name.</param>
public sealed record FrameRectifier(string Name) : FrameLayer(Name);
