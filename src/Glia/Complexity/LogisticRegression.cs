using System.Numerics.Tensors;

namespace Glia.Complexity;

/// <summary>Logistic regression of two classes on several numbers, each scaled to mean 0 and variance 1.</summary>
/// <remarks>
/// <para>Minimises the mean of log(1 + e^(−y(w·x + b))) + ridge/2 ‖w‖² by accelerated gradient descent (Nesterov) with the step 1/L, L from power iteration; no randomness.</para>
/// <para>Thread-safe once fitted.</para>
/// </remarks>
public sealed class LogisticRegression
{
    private const int Iterations = 300;
    private const int PowerIterations = 30;
    private readonly double[] _mean;
    private readonly double[] _scale;
    private readonly double[] _weights;

    private LogisticRegression(double[] mean, double[] scale, double[] weights) => (_mean, _scale, _weights) = (mean, scale, weights);

    /// <summary>Weights of the scaled numbers, and behind them the constant.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>Fits the weights.</summary>
    /// <param name="samples">Numbers of each sample, equally many.</param>
    /// <param name="labels">0 or 1 for each sample.</param>
    /// <param name="ridge">Strength of the penalty on the weights, at least 0.</param>
    /// <exception cref="ArgumentException">There are no samples, counts or lengths differ, or a label is neither 0 nor 1.</exception>
    public static LogisticRegression Fit(IReadOnlyList<double[]> samples, IReadOnlyList<int> labels, double ridge = 1e-3)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegative(ridge);
        if (samples.Count == 0 || samples.Count != labels.Count || samples.Any(sample => sample.Length != samples[0].Length) || labels.Any(label => label is not (0 or 1)))
        {
            throw new ArgumentException($"Logistic regression needs samples of equal length, each with a label 0 or 1; got {samples.Count} samples and {labels.Count} labels.", nameof(samples));
        }

        var (mean, scale) = Scaling(samples);
        var rows = samples.Select(sample => Scaled(sample, mean, scale)).ToArray();
        return new LogisticRegression(mean, scale, Minimize(rows, labels, ridge));
    }

    /// <summary>Returns the probability of class 1.</summary>
    public double Probability(ReadOnlySpan<double> sample) => 1 / (1 + Math.Exp(-TensorPrimitives.Dot<double>(Scaled(sample, _mean, _scale), _weights)));

    /// <summary>Returns the likelier class.</summary>
    public int Predict(ReadOnlySpan<double> sample) => Probability(sample) > 0.5 ? 1 : 0;

    private static (double[] Mean, double[] Scale) Scaling(IReadOnlyList<double[]> samples)
    {
        var (mean, scale) = (new double[samples[0].Length], new double[samples[0].Length]);
        for (var j = 0; j < mean.Length; j++)
        {
            mean[j] = samples.Average(sample => sample[j]);
            var variance = samples.Average(sample => (sample[j] - mean[j]) * (sample[j] - mean[j]));
            scale[j] = variance > 1e-20 ? 1 / Math.Sqrt(variance) : 0;
        }

        return (mean, scale);
    }

    private static double[] Scaled(ReadOnlySpan<double> sample, double[] mean, double[] scale)
    {
        var row = new double[mean.Length + 1];
        for (var j = 0; j < mean.Length; j++)
        {
            row[j] = (sample[j] - mean[j]) * scale[j];
        }

        row[^1] = 1;
        return row;
    }

    private static double[] Minimize(double[][] rows, IReadOnlyList<int> labels, double ridge)
    {
        var step = 1 / ((0.25 * LargestEigenvalue(rows)) + ridge);
        var (weights, ahead, gradient) = (new double[rows[0].Length], new double[rows[0].Length], new double[rows[0].Length]);
        for (var iteration = 1; iteration <= Iterations; iteration++)
        {
            TensorPrimitives.Multiply(ahead, ridge, gradient);
            gradient[^1] = 0;
            for (var i = 0; i < rows.Length; i++)
            {
                var error = (1 / (1 + Math.Exp(-TensorPrimitives.Dot<double>(rows[i], ahead)))) - labels[i];
                TensorPrimitives.MultiplyAdd(rows[i], error / rows.Length, gradient, gradient);
            }

            var momentum = (iteration - 1.0) / (iteration + 2.0);
            for (var j = 0; j < weights.Length; j++)
            {
                var next = ahead[j] - (step * gradient[j]);
                ahead[j] = next + (momentum * (next - weights[j]));
                weights[j] = next;
            }
        }

        return weights;
    }

    private static double LargestEigenvalue(double[][] rows)
    {
        var (vector, image) = (Enumerable.Repeat(1.0, rows[0].Length).ToArray(), new double[rows[0].Length]);
        var norm = 1.0;
        for (var iteration = 0; iteration < PowerIterations; iteration++)
        {
            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);
            Array.Clear(image);
            foreach (var row in rows)
            {
                TensorPrimitives.MultiplyAdd(row, TensorPrimitives.Dot<double>(row, vector) / rows.Length, image, image);
            }

            norm = TensorPrimitives.Norm<double>(image);
            image.CopyTo(vector, 0);
        }

        // Power iteration approaches from below; a tenth more keeps the step safe.
        return 1.1 * norm;
    }
}
