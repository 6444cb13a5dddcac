namespace Glia.Tests.Anytime;

/// <summary>The numbers that the paper's demo printed for CIFAR-10, 10,000 test images, T = 27, threshold 0.6.</summary>
internal static class PublishedRun
{
    public const int Images = 10_000;

    /// <summary>Accuracy in per cent of fixed T = 1 … 27.</summary>
    public static IReadOnlyList<double> FixedAccuracy { get; } =
    [
        78.76, 84.28, 87.07, 88.89, 90.11, 90.96, 91.68, 92.17, 92.49, 92.79, 93.08, 93.18, 93.40, 93.53,
        93.63, 93.76, 93.85, 93.92, 94.01, 94.01, 94.08, 94.13, 94.22, 94.23, 94.22, 94.22, 94.27,
    ];

    /// <summary>Mean latency with caps T = 8 … 27; with caps 1 … 7 it is the cap.</summary>
    public static IReadOnlyList<double> CappedMeanLatency { get; } =
    [
        7.9988, 8.9594, 9.653, 10.047, 10.3062, 10.5022, 10.6575, 10.7855, 10.8938, 10.9872,
        11.0685, 11.1401, 11.2036, 11.2605, 11.3108, 11.3578, 11.4004, 11.44, 11.4759, 11.5097,
    ];

    /// <summary>The latencies that must have given these means: the difference of two caps is the share that still ran.</summary>
    public static int[] Latencies()
    {
        var means = Enumerable.Range(0, 8).Select(cap => (double)cap).Concat(CappedMeanLatency).ToArray();
        var running = Enumerable.Range(1, 27).Select(step => (int)Math.Round(Images * (means[step] - means[step - 1]))).Append(0).ToArray();
        return [.. Enumerable.Range(1, 27).SelectMany(step => Enumerable.Repeat(step, running[step - 1] - running[step]))];
    }
}
