namespace Glia.Reservoirs;

/// <summary>How far a predicted series is from the true one.</summary>
/// <remarks>All take channels one by one and give the mean over channels.</remarks>
public static class SeriesMetrics
{
    /// <summary>The literature's normalised error: root mean squared error over the target's standard deviation. 0 is perfect, 1 is no better than the mean.</summary>
    /// <exception cref="ArgumentException">Sizes differ or are 0, or a target does not vary.</exception>
    public static double Nrmse(TimeSeries targets, TimeSeries predictions) => Mean(targets, predictions, (error, truth) => Math.Sqrt(error) / Math.Sqrt(Positive(Variance(truth), "standard deviation")));

    /// <summary>Root mean squared error over the target's range, the default of ReservoirPy's <c>nrmse</c>.</summary>
    /// <exception cref="ArgumentException">Sizes differ or are 0, or a target does not vary.</exception>
    public static double RmseOverRange(TimeSeries targets, TimeSeries predictions) => Mean(targets, predictions, (error, truth) => Math.Sqrt(error) / Positive(truth.Max() - truth.Min(), "range"));

    /// <summary>Root mean squared error over the target's variance (not its root), as ReservoirPy's <c>nrmse(norm="var")</c> has it.</summary>
    /// <exception cref="ArgumentException">Sizes differ or are 0, or a target does not vary.</exception>
    public static double RmseOverVariance(TimeSeries targets, TimeSeries predictions) => Mean(targets, predictions, (error, truth) => Math.Sqrt(error) / Positive(Variance(truth), "variance"));

    /// <summary>Root mean squared error over the target's mean.</summary>
    /// <exception cref="ArgumentException">Sizes differ or are 0, or a target's mean is not above 0.</exception>
    public static double RmseOverMean(TimeSeries targets, TimeSeries predictions) => Mean(targets, predictions, (error, truth) => Math.Sqrt(error) / Positive(truth.Average(), "mean"));

    /// <summary>Root mean squared error over the distance of the target's quartiles.</summary>
    /// <exception cref="ArgumentException">Sizes differ or are 0, or a target's quartiles are equal.</exception>
    public static double RmseOverQuartiles(TimeSeries targets, TimeSeries predictions) => Mean(targets, predictions, (error, truth) =>
    {
        Array.Sort(truth);
        return Math.Sqrt(error) / Positive(Quantile(truth, 0.75) - Quantile(truth, 0.25), "distance of quartiles");
    });

    /// <summary>R² = 1 − SSE/SST: the share of the target's variance that is predicted; negative if worse than the mean.</summary>
    /// <exception cref="ArgumentException">Sizes differ or are 0, or a target does not vary.</exception>
    public static double RSquared(TimeSeries targets, TimeSeries predictions) => Mean(targets, predictions, (error, truth) => 1 - (error / Positive(Variance(truth), "variance")));

    /// <summary>How long a forecast of a chaotic system is good, in Lyapunov times: until the first step with an error above a share of the target's standard deviation.</summary>
    /// <param name="targets">[T, D].</param>
    /// <param name="forecast">[T, D].</param>
    /// <param name="stepTime">Time between steps, in the system's units.</param>
    /// <param name="lyapunovExponent">Largest Lyapunov exponent of the system, such as <see cref="Tasks.Lorenz.LyapunovExponent"/>.</param>
    /// <param name="threshold">The share: root of the mean over channels of (error/s.d.)². Default 0.4.</param>
    /// <returns>The time; that of the whole forecast if it is good to the end.</returns>
    /// <exception cref="ArgumentException">Sizes differ or are 0, or a target does not vary.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Time, exponent or threshold is not above 0.</exception>
    public static double ValidPredictionTime(TimeSeries targets, TimeSeries forecast, double stepTime, double lyapunovExponent, double threshold = 0.4)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepTime);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lyapunovExponent);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        RequireSizes(targets, forecast);
        var variances = Enumerable.Range(0, targets.Channels).Select(channel => Positive(Variance(targets.Channel(channel)), "variance")).ToArray();
        for (var step = 0; step < targets.Steps; step++)
        {
            double sum = 0;
            for (var channel = 0; channel < variances.Length; channel++)
            {
                var error = targets[step][channel] - forecast[step][channel];
                sum += error * error / variances[channel];
            }

            if (sum / variances.Length > threshold * threshold)
            {
                return step * stepTime * lyapunovExponent;
            }
        }

        return targets.Steps * stepTime * lyapunovExponent;
    }

    private static double Mean(TimeSeries targets, TimeSeries predictions, Func<double, double[], double> score)
    {
        RequireSizes(targets, predictions);
        return Enumerable.Range(0, targets.Channels).Average(channel =>
        {
            var (truth, predicted) = (targets.Channel(channel), predictions.Channel(channel));
            return score(truth.Zip(predicted, (t, p) => (t - p) * (t - p)).Average(), truth);
        });
    }

    private static void RequireSizes(TimeSeries targets, TimeSeries predictions)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(predictions);
        if ((targets.Steps, targets.Channels) != (predictions.Steps, predictions.Channels) || targets.Steps == 0)
        {
            throw new ArgumentException($"Targets [{targets.Steps}, {targets.Channels}] and predictions [{predictions.Steps}, {predictions.Channels}] must be of one size and not empty.", nameof(predictions));
        }
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Select(value => (value - mean) * (value - mean)).Average();
    }

    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    private static double Positive(double value, string name) => value > 0 ? value : throw new ArgumentException(FormattableString.Invariant($"The targets' {name} is {value}, by which an error cannot be measured."));
}
