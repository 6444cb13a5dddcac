namespace Glia.CrossModal;

/// <summary>Contrastive loss whose targets are how alike the recordings of a batch are within their kinds: T = softmax((z₁ z₁ᵀ + z₂ z₂ᵀ)/2 · τ), by rows.</summary>
/// <remarks>As in widely copied code for CLIP on small data. Pairs of one class in a batch then do not count as wrong; the loss is not 0 at perfect alignment.</remarks>
/// <param name="temperature">τ, above 0.</param>
/// <param name="gradient">Whether the gradient passes through the targets.</param>
public sealed class SoftTargetClipLoss(double temperature = 1, TargetGradient gradient = TargetGradient.Detached) : ContrastiveLoss(temperature)
{
    private readonly double _temperature = temperature;

    private protected override double[] Targets(PairBatch embeddings)
    {
        var first = embeddings.First;
        var second = embeddings.Second;
        var alike = Products(first, first, embeddings.Count, _temperature / 2);
        var other = Products(second, second, embeddings.Count, _temperature / 2);
        for (var i = 0; i < alike.Length; i++)
        {
            alike[i] += other[i];
        }

        return Array.ConvertAll(LogSoftmax(alike, embeddings.Count), Math.Exp);
    }

    private protected override void AddTargetGradient(PairBatch embeddings, double[] targets, double[] byTargets, Span<float> firstGradient, Span<float> secondGradient)
    {
        if (gradient == TargetGradient.Detached)
        {
            return;
        }

        var count = embeddings.Count;
        var byLikeness = new double[targets.Length];
        for (var row = 0; row < count; row++)
        {
            var mean = 0.0;
            for (var i = row * count; i < (row + 1) * count; i++)
            {
                mean += targets[i] * byTargets[i];
            }

            // Likeness is symmetric: both of its ends move it.
            for (var column = 0; column < count; column++)
            {
                var change = _temperature / 2 * targets[(row * count) + column] * (byTargets[(row * count) + column] - mean);
                byLikeness[(row * count) + column] += change;
                byLikeness[(column * count) + row] += change;
            }
        }

        AddProducts(byLikeness, embeddings.First, firstGradient, count);
        AddProducts(byLikeness, embeddings.Second, secondGradient, count);
    }
}
