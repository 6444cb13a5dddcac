namespace Glia.Anytime;

/// <summary>What stopping rules are compared with: the accuracy curve of one step for all samples.</summary>
public static class FixedLatency
{
    // Shares of samples are compared with shares: the last bits of a division must not decide.
    private const double Rounding = 1e-9;

    /// <summary>T_eq: the smallest step whose accuracy is within the tolerance of that at T, so that savings are not counted against an idle tail.</summary>
    /// <param name="accuracies">Accuracy at the steps 1 … T, as <see cref="AnytimeOutput.FixedLatencyCurve"/> gives it.</param>
    /// <param name="tolerance">For instance 0.002 for 0.2 percentage points.</param>
    public static int Equivalent(IReadOnlyList<double> accuracies, double tolerance) =>
        1 + Enumerable.Range(0, accuracies.Count).First(i => accuracies[i] >= accuracies[^1] - tolerance - Rounding);

    /// <summary>The expected accuracy of stopping at random with a given histogram of latencies: Σ_t h_t·A(t), without any sampling.</summary>
    /// <param name="accuracies">Accuracy at the steps 1 … T.</param>
    /// <param name="histogram">Share of samples that stop at each step 1 … T.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static double RandomStopping(IReadOnlyList<double> accuracies, IReadOnlyList<double> histogram) => accuracies.Count == histogram.Count
        ? accuracies.Zip(histogram, (accuracy, share) => accuracy * share).Sum()
        : throw new ArgumentException($"Curve and histogram must have as many steps; got {accuracies.Count} and {histogram.Count}.", nameof(histogram));
}
