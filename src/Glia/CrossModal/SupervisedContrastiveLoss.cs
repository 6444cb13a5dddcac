namespace Glia.CrossModal;

/// <summary>Contrastive loss whose targets are all pairs of the same class, in equal parts. Khosla et al. 2020, over two kinds of recordings.</summary>
/// <param name="temperature">τ, above 0.</param>
public sealed class SupervisedContrastiveLoss(double temperature = 1) : ContrastiveLoss(temperature)
{
    private protected override double[] Targets(PairBatch embeddings)
    {
        var count = embeddings.Count;
        var labels = embeddings.Labels;
        var targets = new double[count * count];
        for (var row = 0; row < count; row++)
        {
            var same = System.MemoryExtensions.Count(labels, labels[row]);
            for (var column = 0; column < count; column++)
            {
                targets[(row * count) + column] = labels[row] == labels[column] ? 1.0 / same : 0;
            }
        }

        return targets;
    }
}
