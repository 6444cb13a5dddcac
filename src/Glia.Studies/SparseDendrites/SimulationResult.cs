using Glia.Dendrites;
using Glia.Lab.Trials;

namespace Glia.Studies.SparseDendrites;

/// <summary>Simulated frequencies beside the formulas', and how far apart they are.</summary>
internal static class SimulationResult
{
    // A count that is expected so seldom is too skewed for a rule of standard deviations: its variance counts as this.
    private const double LeastVariance = 10;

    /// <summary>One frequency for each threshold; <c>deviation</c> is the largest difference in standard deviations.</summary>
    public static TrialResult Of(MatchHistogram histogram, IEnumerable<(string Label, long Count, double Predicted, double Variance)> frequencies)
    {
        var metrics = new Dictionary<string, double> { ["comparisons"] = histogram.Comparisons, ["deviation"] = 0 };
        foreach (var (label, count, predicted, variance) in frequencies)
        {
            var comparisons = (double)histogram.Comparisons;
            var deviation = Math.Abs(count - (comparisons * predicted)) / Math.Sqrt(Math.Max(LeastVariance, comparisons * comparisons * variance));
            metrics["observed" + label] = count / comparisons;
            metrics["predicted" + label] = predicted;
            metrics["deviation"] = Math.Max(metrics["deviation"], deviation);
        }

        return new TrialResult { Metrics = metrics };
    }

    /// <summary>The variance of a frequency of independent comparisons.</summary>
    public static double Independent(double probability, MatchHistogram histogram) => probability * (1 - probability) / histogram.Comparisons;
}
