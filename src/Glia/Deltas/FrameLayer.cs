namespace Glia.Deltas;

/// <summary>A layer of a network that <see cref="DeltaInference"/> runs. Between two encoders (<see cref="FrameQuantizer"/>, <see cref="FrameThreshold"/>) stand linear layers, and after them at most a rectifier and a max-pooling.</summary>
/// <param name="Name">The layer's name, for messages and reports.</param>
public abstract record FrameLayer(string Name);
