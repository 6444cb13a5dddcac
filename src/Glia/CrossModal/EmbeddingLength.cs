namespace Glia.CrossModal;

/// <summary>What length embeddings have.</summary>
public enum EmbeddingLength
{
    /// <summary>Whatever the projection gives them.</summary>
    Free,

    /// <summary>√s for all, with s learned as exp(t), so that products are s times the cosine; s begins at 1/0.07 as in CLIP.</summary>
    Learned,
}
