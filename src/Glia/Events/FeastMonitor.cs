using System.Numerics.Tensors;

namespace Glia.Events;

/// <summary>Watches a population converge: misses and thresholds, which a chip can show, beside the change of the weights, which they stand for.</summary>
/// <param name="population">The population.</param>
public sealed class FeastMonitor(FeastPopulation population)
{
    private float[] _weights = population.Weights();
    private IReadOnlyList<double> _thresholds = population.Thresholds;
    private long _hits = population.Hits;
    private long _misses = population.Misses;

    /// <summary>Ends a stretch of learning; the next one begins.</summary>
    /// <returns>What the population did since the monitor was made, or since the last call.</returns>
    public FeastEpoch Next()
    {
        var (weights, thresholds) = (population.Weights(), population.Thresholds);
        var (hits, misses) = (population.Hits - _hits, population.Misses - _misses);
        var epoch = new FeastEpoch(
            hits + misses,
            (double)misses / (hits + misses),
            TensorPrimitives.Distance<float>(weights, _weights),
            thresholds.Zip(_thresholds, (now, before) => Math.Abs(now - before)).Average(),
            thresholds.Average());
        (_weights, _thresholds, _hits, _misses) = (weights, thresholds, population.Hits, population.Misses);
        return epoch;
    }
}
