namespace Glia.CrossModal;

/// <summary>Brings each feature to mean 0 and s.d. 1 over the recordings that it was fitted on; what does not vary there becomes 0.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class FeatureScaling
{
    private readonly float[] _means;
    private readonly float[] _factors;

    private FeatureScaling(float[] means, float[] factors) => (_means, _factors) = (means, factors);

    /// <summary>What a feature's difference from its mean is multiplied with.</summary>
    public ReadOnlySpan<float> Factors => _factors;

    /// <summary>Fits means and deviations.</summary>
    /// <param name="features">[count, width].</param>
    /// <param name="width">Features of a recording.</param>
    /// <exception cref="ArgumentException">There are no whole recordings.</exception>
    public static FeatureScaling Fit(ReadOnlySpan<float> features, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (features.Length == 0 || features.Length % width != 0)
        {
            throw new ArgumentException($"{features.Length} features are not whole recordings of {width}.", nameof(features));
        }

        var (sums, squares, count) = (new double[width], new double[width], features.Length / width);
        for (var i = 0; i < features.Length; i++)
        {
            sums[i % width] += features[i];
            squares[i % width] += (double)features[i] * features[i];
        }

        var (means, factors) = (new float[width], new float[width]);
        for (var i = 0; i < width; i++)
        {
            var mean = sums[i] / count;
            var variance = (squares[i] / count) - (mean * mean);
            means[i] = (float)mean;
            factors[i] = variance > 1e-12 * Math.Max(1, mean * mean) ? (float)(1 / Math.Sqrt(variance)) : 0;
        }

        return new FeatureScaling(means, factors);
    }

    /// <summary>Scales features.</summary>
    /// <param name="features">[count, width].</param>
    /// <returns>A new array.</returns>
    /// <exception cref="ArgumentException">The features are not whole recordings.</exception>
    public float[] Apply(ReadOnlySpan<float> features)
    {
        if (features.Length % _means.Length != 0)
        {
            throw new ArgumentException($"{features.Length} features are not whole recordings of {_means.Length}.", nameof(features));
        }

        var scaled = features.ToArray();
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = (scaled[i] - _means[i % _means.Length]) * _factors[i % _means.Length];
        }

        return scaled;
    }
}
