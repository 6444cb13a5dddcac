namespace Glia.Anytime;

/// <summary>What stopping each sample at its own step gives.</summary>
/// <param name="Latencies">The step at which each sample stopped, from 1.</param>
/// <param name="Accuracy">Share of samples that are right when they stop.</param>
/// <param name="Steps">T, the step at which the last sample stops at the latest.</param>
public sealed record StoppingResult(IReadOnlyList<int> Latencies, double Accuracy, int Steps)
{
    /// <summary>The mean step at which samples stopped.</summary>
    public double MeanLatency => Latencies.Average();

    /// <summary>The share of samples that stopped at each step 1 … T.</summary>
    public double[] Histogram()
    {
        var histogram = new double[Steps];
        foreach (var latency in Latencies)
        {
            histogram[latency - 1]++;
        }

        return Array.ConvertAll(histogram, count => count / Latencies.Count);
    }

    /// <summary>The mean latency where all samples stop at a cap T′ at the latest, mean of min(t, T′), for T′ = 1 … T.</summary>
    /// <remarks>Its steps are the shares that still run after each step, a survival function: they never grow.</remarks>
    public double[] CappedMeanLatencies()
    {
        var histogram = Histogram();
        var (running, mean) = (1.0, 0.0);
        return Array.ConvertAll(histogram, stopped =>
        {
            mean += running;
            running -= stopped;
            return mean;
        });
    }
}
