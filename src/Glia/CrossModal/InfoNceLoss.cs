namespace Glia.CrossModal;

/// <summary>Contrastive loss whose targets are the pairs themselves: T = I. Another pair of the same class counts as wrong.</summary>
/// <param name="temperature">τ, above 0.</param>
public sealed class InfoNceLoss(double temperature = 1) : ContrastiveLoss(temperature)
{
    private protected override double[] Targets(PairBatch embeddings)
    {
        var targets = new double[embeddings.Count * embeddings.Count];
        for (var pair = 0; pair < embeddings.Count; pair++)
        {
            targets[pair * (embeddings.Count + 1)] = 1;
        }

        return targets;
    }
}
