namespace Glia.Anytime;

/// <summary>A criterion's score of every sample at every step, computed once; thresholds are then cheap.</summary>
public sealed class StoppingScores
{
    private readonly AnytimeOutput _output;
    private readonly double[] _scores;

    private StoppingScores(AnytimeOutput output, double[] scores) => (_output, _scores) = (output, scores);

    /// <summary>The thresholds 0.00, 0.01 … 0.99.</summary>
    public static IReadOnlyList<double> Grid { get; } = [.. Enumerable.Range(0, 100).Select(i => i / 100.0)];

    /// <summary>The record that the scores belong to.</summary>
    public AnytimeOutput Output => _output;

    /// <summary>Scores a record.</summary>
    public static StoppingScores Of(AnytimeOutput output, IStoppingCriterion criterion)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(criterion);
        var scores = new double[output.Count * output.Steps];
        for (var sample = 0; sample < output.Count; sample++)
        {
            var accumulated = output.Accumulated(sample);
            for (var step = 1; step <= output.Steps; step++)
            {
                scores[(sample * output.Steps) + step - 1] = criterion.Score(accumulated[..(step * output.Classes)], output.Classes);
            }
        }

        return new StoppingScores(output, scores);
    }

    /// <summary>The score of a sample at a step from 1 to T.</summary>
    public double this[int sample, int step] => _scores[(sample * _output.Steps) + step - 1];

    /// <summary>The scores dealt out anew: sample i is stopped by the scores of sample order[i]. The control that knows nothing of its sample.</summary>
    /// <param name="order">A permutation of the samples.</param>
    /// <exception cref="ArgumentException">The order is no permutation of the samples.</exception>
    public StoppingScores Permuted(IReadOnlyList<int> order)
    {
        if (order.Count != _output.Count || order.Distinct().Count() != order.Count || order.Any(i => i < 0 || i >= order.Count))
        {
            throw new ArgumentException($"The order must be a permutation of 0 … {_output.Count - 1}.", nameof(order));
        }

        var steps = _output.Steps;
        var scores = new double[_scores.Length];
        for (var sample = 0; sample < order.Count; sample++)
        {
            _scores.AsSpan(order[sample] * steps, steps).CopyTo(scores.AsSpan(sample * steps, steps));
        }

        return new StoppingScores(_output, scores);
    }

    /// <summary>Stops each sample at the first step whose score is above the threshold, else at T.</summary>
    /// <param name="threshold">From 0, which stops at once, to 1, which never does.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not between 0 and 1.</exception>
    public StoppingResult StopAbove(double threshold)
    {
        RequireThreshold(threshold);
        var latencies = new int[_output.Count];
        for (var sample = 0; sample < latencies.Length; sample++)
        {
            var step = 1;
            while (step < _output.Steps && !(this[sample, step] > threshold))
            {
                step++;
            }

            latencies[sample] = step;
        }

        return _output.StopAt(latencies);
    }

    /// <summary>Accuracy and mean latency at each threshold.</summary>
    public IReadOnlyList<StoppingPoint> Curve(IEnumerable<double> thresholds) => [.. thresholds.Select(threshold =>
    {
        var result = StopAbove(threshold);
        return new StoppingPoint(threshold, result.MeanLatency, result.Accuracy);
    })];

    internal static void RequireThreshold(double threshold)
    {
        if (!(threshold >= 0 && threshold <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must lie between 0 (stop at once) and 1 (never stop early).");
        }
    }
}
