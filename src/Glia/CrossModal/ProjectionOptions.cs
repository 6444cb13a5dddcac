namespace Glia.CrossModal;

/// <summary>Constants of a <see cref="CrossModalProjection"/>; defaults are those of the zero-shot liquid state machine (Lin et al. 2023).</summary>
public sealed record ProjectionOptions
{
    /// <summary>Numbers of an embedding, d. Default 64.</summary>
    public int Width { get; init; } = 64;

    /// <summary>What follows the linear map. Default GELU.</summary>
    public ProjectionActivation Activation { get; init; } = ProjectionActivation.Gelu;

    /// <summary>What length embeddings have. Default free.</summary>
    public EmbeddingLength Length { get; init; } = EmbeddingLength.Free;

    /// <summary>Learning rate of Adam, above 0. Default 0.001.</summary>
    public double LearningRate { get; init; } = 1e-3;

    internal ProjectionOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, 1);
        return LearningRate > 0 && double.IsFinite(LearningRate) ? this
            : throw new ArgumentOutOfRangeException(nameof(LearningRate), LearningRate, "ProjectionOptions.LearningRate must be above 0 and finite.");
    }
}
