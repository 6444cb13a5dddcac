using Glia.Events;
using Glia.Lab.Statistics;

namespace Glia.Studies.Feast;

/// <summary>How well signals that need no weights follow the change of the weights, over the parts of learning after the burn-in.</summary>
internal static class ConvergenceSignals
{
    /// <summary>Parts that learning is divided into.</summary>
    public const int Parts = 50;

    /// <summary>Rank correlation of miss rate and weight change.</summary>
    public static double Misses(IReadOnlyList<FeastEpoch> epochs, double fall) => Follows(AfterBurnIn(epochs, fall), epoch => epoch.MissRate);

    /// <summary>Rank correlation of threshold change and weight change.</summary>
    public static double Thresholds(IReadOnlyList<FeastEpoch> epochs, double fall) => Follows(AfterBurnIn(epochs, fall), epoch => epoch.ThresholdChange);

    // At first no feature takes anything, until thresholds have fallen by as much as a cosine can be: 1/Δ_E misses in which nothing is learned.
    private static IReadOnlyList<FeastEpoch> AfterBurnIn(IReadOnlyList<FeastEpoch> epochs, double fall)
    {
        var (misses, first) = (0.0, 0);
        while (first < epochs.Count && misses < 1 / fall)
        {
            misses += epochs[first].MissRate * epochs[first].Patches;
            first++;
        }

        return [.. epochs.Skip(first)];
    }

    // A signal that never changes says nothing: 0.
    private static double Follows(IReadOnlyList<FeastEpoch> epochs, Func<FeastEpoch, double> signal)
    {
        var rho = epochs.Count < 3 ? 0 : RankCorrelation.Spearman([.. epochs.Select(signal)], [.. epochs.Select(epoch => epoch.WeightChange)]).Coefficient;
        return double.IsFinite(rho) ? rho : 0;
    }
}
