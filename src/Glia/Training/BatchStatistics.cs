using System.Numerics.Tensors;

namespace Glia.Training;

/// <summary>Mean and variance of each channel, and whether they depend on the batch.</summary>
internal sealed class BatchStatistics
{
    // So many rows are summed in single precision before the sum goes on in double.
    private const int RowsAtOnce = 64;

    private BatchStatistics(double[] mean, double[] variance, double epsilon, bool isOfBatch)
    {
        (Mean, Variance, IsOfBatch) = (mean, variance, isOfBatch);
        Centre = [.. mean.Select(value => (float)value)];
        Inverse = [.. variance.Select(value => (float)(1 / Math.Sqrt(value + epsilon)))];
    }

    public double[] Mean { get; }

    public double[] Variance { get; }

    public bool IsOfBatch { get; }

    /// <summary>μ in single precision.</summary>
    public float[] Centre { get; }

    /// <summary>1/√(σ² + ε).</summary>
    public float[] Inverse { get; }

    public static BatchStatistics Fixed(double[] mean, double[] variance, double epsilon) => new(mean, variance, epsilon, isOfBatch: false);

    /// <summary>Takes the statistics of rows [N, C]: the mean first, then the variance about it.</summary>
    public static BatchStatistics Of(ReadOnlySpan<float> values, int channels, double epsilon)
    {
        var rows = values.Length / channels;
        var mean = Sums(values, channels, [], static (row, centre, scratch) => row);
        Scale(mean, 1.0 / rows);
        var variance = Sums(values, channels, [.. mean.Select(value => (float)value)], static (row, centre, scratch) =>
        {
            TensorPrimitives.Subtract(row, centre, scratch);
            TensorPrimitives.Multiply(scratch, scratch, scratch);
            return scratch;
        });
        Scale(variance, 1.0 / rows);
        return new BatchStatistics(mean, variance, epsilon, isOfBatch: true);
    }

    private delegate ReadOnlySpan<float> Term(ReadOnlySpan<float> row, ReadOnlySpan<float> centre, Span<float> scratch);

    private static double[] Sums(ReadOnlySpan<float> values, int channels, float[] centre, Term term)
    {
        var (sums, part, scratch) = (new double[channels], new float[channels], new float[channels]);
        var rows = values.Length / channels;
        for (var row = 0; row < rows; row++)
        {
            TensorPrimitives.Add(part, term(values.Slice(row * channels, channels), centre, scratch), part);
            if ((row + 1) % RowsAtOnce == 0 || row + 1 == rows)
            {
                for (var channel = 0; channel < channels; channel++)
                {
                    sums[channel] += part[channel];
                }

                Array.Clear(part);
            }
        }

        return sums;
    }

    private static void Scale(double[] values, double factor) => TensorPrimitives.Multiply(values, factor, values);
}
