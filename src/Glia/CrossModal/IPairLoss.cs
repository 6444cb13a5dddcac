namespace Glia.CrossModal;

/// <summary>A loss that is small where the embeddings of a pair's two recordings lie as they should.</summary>
public interface IPairLoss
{
    /// <summary>The mean loss of a batch, and its gradients.</summary>
    /// <param name="embeddings">Embeddings of one width of both kinds, and labels.</param>
    /// <param name="firstGradient">Receives the gradient by the first kind, [B, width].</param>
    /// <param name="secondGradient">Receives the gradient by the second kind, [B, width].</param>
    /// <exception cref="ArgumentException">The widths differ, or a gradient has another length.</exception>
    double Evaluate(PairBatch embeddings, Span<float> firstGradient, Span<float> secondGradient);
}
