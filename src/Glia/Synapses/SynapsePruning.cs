using Glia.Random;

namespace Glia.Synapses;

/// <summary>Takes synapses out of a kernel: the weakest, those of the longest delays, or any.</summary>
public static class SynapsePruning
{
    /// <summary>Keeps the weights of largest magnitude.</summary>
    /// <param name="kernel">Stays as it is.</param>
    /// <param name="kept">How many weights are kept; weights of equal magnitude go by their place.</param>
    /// <returns>A new kernel.</returns>
    public static SpatioTemporalKernel ByMagnitude(SpatioTemporalKernel kernel, int kept)
    {
        var weights = kernel.ToArray();
        var order = Enumerable.Range(0, weights.Length).OrderByDescending(i => Math.Abs(weights[i])).ToArray();
        return Keep(kernel, order, kept);
    }

    /// <summary>Keeps weights drawn at random.</summary>
    /// <inheritdoc cref="ByMagnitude"/>
    /// <param name="kernel">Stays as it is.</param>
    /// <param name="kept">How many weights are kept.</param>
    /// <param name="random">Which.</param>
    public static SpatioTemporalKernel AtRandom(SpatioTemporalKernel kernel, int kept, RandomStream random) => Keep(kernel, random.Permutation(kernel.WeightCount), kept);

    /// <summary>Keeps the weights of the shortest delays.</summary>
    /// <param name="kernel">Stays as it is.</param>
    /// <param name="delays">How many delays are kept: 1 keeps delay 0 alone.</param>
    /// <returns>A new kernel of the same size.</returns>
    public static SpatioTemporalKernel ByDelay(SpatioTemporalKernel kernel, int delays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(delays);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delays, kernel.Delays);
        var shortened = kernel.Copy();
        shortened.Map((_, _, delay, _, _, weight) => delay < delays ? weight : 0);
        return shortened;
    }

    private static SpatioTemporalKernel Keep(SpatioTemporalKernel kernel, int[] order, int kept)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(kept);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kept, kernel.WeightCount);
        var keep = new bool[order.Length];
        for (var i = 0; i < kept; i++)
        {
            keep[order[i]] = true;
        }

        var (pruned, next) = (kernel.Copy(), 0);
        pruned.Map((_, _, _, _, _, weight) => keep[next++] ? weight : 0);
        return pruned;
    }
}
