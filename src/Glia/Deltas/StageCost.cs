namespace Glia.Deltas;

/// <summary>What a stage has cost since it was made or its counts were cleared; the first frame of each clip apart, since there everything is new.</summary>
/// <param name="Name">The encoder's layer.</param>
/// <param name="Units">Numbers of a frame that the encoder may send.</param>
/// <param name="DenseOperations">Multiply-accumulates of a frame in which every number is sent.</param>
/// <param name="FirstFrames">The first frame of each clip.</param>
/// <param name="LaterFrames">All other frames.</param>
public readonly record struct StageCost(string Name, int Units, long DenseOperations, FrameCost FirstFrames, FrameCost LaterFrames)
{
    /// <summary>Density and operations of the later frames.</summary>
    public LayerSparsity Sparsity => new(Name, new ActivationCount(LaterFrames.Events, LaterFrames.Frames * Units), DenseOperations);
}
