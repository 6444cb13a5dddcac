using System.Numerics.Tensors;
using Glia.Random;

namespace Glia.Events;

/// <summary>Features that compete for patches by selection thresholds (FEAST), of one polarity or of both.</summary>
/// <remarks>
/// <para>c = patch / ‖patch‖; a feature may take it if w_n · c &gt; θ_n, and of those the most similar does: w ← (1 − η) w + η c, scaled to length 1, and θ ← θ + Δ_I.
/// If none may, all θ ← θ − Δ_E. In use (<see cref="Assign"/>) thresholds do not count.</para>
/// <para>Source: Afshar et al., Event-based feature extraction using adaptive selection thresholds, Sensors 2020. Thread-safe: no.</para>
/// </remarks>
public sealed class FeastPopulation : IPatchFeatures
{
    private readonly PatchTable _table;
    private readonly double[] _firstThresholds;
    private readonly float[] _thresholds;
    private readonly long[] _wins;

    /// <summary>Draws features.</summary>
    /// <param name="patchLength">Pixels of a patch.</param>
    /// <param name="options">Number of features and rates.</param>
    /// <param name="random">Where weights (child <c>weights</c>) and thresholds (child <c>thresholds</c>) come from.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range, or the patch has no pixel.</exception>
    public FeastPopulation(int patchLength, FeastOptions options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(patchLength, 1);
        Options = options.Validated();
        _table = new PatchTable(options.FeatureCount, patchLength);
        (_firstThresholds, _thresholds, _wins) = (new double[Count], new float[Count], new long[Count]);
        Draw(random);
    }

    internal FeastPopulation(int patchLength, FeastOptions options, ReadOnlySpan<float> weights, ReadOnlySpan<double> thresholds)
    {
        Options = options.Validated();
        _table = new PatchTable(options.FeatureCount, patchLength);
        (_firstThresholds, _thresholds, _wins) = (thresholds.ToArray(), new float[Count], new long[Count]);
        for (var feature = 0; feature < Count; feature++)
        {
            SetWeights(feature, weights.Slice(feature * patchLength, patchLength));
        }

        RefreshThresholds();
    }

    /// <summary>Rates and the number of features.</summary>
    public FeastOptions Options { get; }

    /// <inheritdoc/>
    public int Count => Options.FeatureCount;

    /// <inheritdoc/>
    public int PatchLength => _table.Length;

    /// <summary>Patches that a feature took while learning.</summary>
    public long Hits { get; private set; }

    /// <summary>Patches that no feature took while learning.</summary>
    public long Misses { get; private set; }

    /// <summary>How often each feature won while learning.</summary>
    public ReadOnlySpan<long> Wins => _wins;

    /// <summary>The selection thresholds θ, cosines: the first ones + Δ_I · wins − Δ_E · misses, without rounding that adds up.</summary>
    public IReadOnlyList<double> Thresholds => [.. Enumerable.Range(0, Count).Select(Threshold)];

    /// <summary>Copies a feature's weights.</summary>
    /// <param name="feature">0 to N − 1.</param>
    /// <param name="destination">Receives D² numbers, row by row.</param>
    public void CopyWeights(int feature, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(feature);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(feature, Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, PatchLength);
        _table.CopyTo(feature, destination);
    }

    /// <summary>All weights, [N, D²].</summary>
    public float[] Weights()
    {
        var weights = new float[Count * PatchLength];
        for (var feature = 0; feature < Count; feature++)
        {
            CopyWeights(feature, weights.AsSpan(feature * PatchLength, PatchLength));
        }

        return weights;
    }

    /// <summary>Shows a patch once.</summary>
    /// <param name="patch">D² numbers, not all 0.</param>
    /// <returns>The feature that took it, or −1 if none did.</returns>
    /// <exception cref="ArgumentException">The patch has another length, or is 0.</exception>
    public int Learn(ReadOnlySpan<float> patch)
    {
        var length = MathF.Sqrt(_table.Multiply(patch));
        var (winner, similarity) = Select(1 / length);
        if (winner < 0)
        {
            Misses++;
            RefreshThresholds();
            return winner;
        }

        // ‖(1−η)w + ηc‖² for w and c of length 1. An error of ‖w‖ shrinks with each step, since it enters by (1−η)².
        var rate = Options.LearningRate;
        var scale = 1 / MathF.Sqrt(((1 - rate) * (1 - rate)) + (2 * rate * (1 - rate) * similarity) + (rate * rate));
        _table.Blend(winner, (1 - rate) * scale, rate * scale / length, patch);
        Hits++;
        _wins[winner]++;
        _thresholds[winner] = (float)Threshold(winner);
        return winner;
    }

    /// <summary>The most similar feature; thresholds do not count.</summary>
    /// <inheritdoc/>
    public int Assign(ReadOnlySpan<float> patch)
    {
        _ = _table.Multiply(patch);
        return TensorPrimitives.IndexOfMax(_table.Products[..Count]);
    }

    // The most similar of the features whose threshold it passes; the first of equal ones.
    private (int Winner, float Similarity) Select(float scale)
    {
        var products = _table.Products;
        var thresholds = _thresholds.AsSpan();
        var (winner, best) = (-1, float.NegativeInfinity);
        for (var feature = 0; feature < thresholds.Length; feature++)
        {
            var similarity = products[feature] * scale;
            if (similarity > thresholds[feature] && similarity > best)
            {
                (winner, best) = (feature, similarity);
            }
        }

        return (winner, best);
    }

    private double Threshold(int feature) => _firstThresholds[feature] + (Options.ThresholdRise * _wins[feature]) - (Options.ThresholdFall * Misses);

    private void RefreshThresholds()
    {
        for (var feature = 0; feature < _thresholds.Length; feature++)
        {
            _thresholds[feature] = (float)Threshold(feature);
        }
    }

    private void Draw(RandomStream random)
    {
        var (weights, thresholds, drawn) = (random.Child("weights"), random.Child("thresholds"), new float[PatchLength]);
        for (var feature = 0; feature < Count; feature++)
        {
            if (Options.InitialWeights == FeastWeights.Gaussian)
            {
                weights.FillGaussian(drawn, 0, 1);
            }
            else
            {
                weights.FillUniform(drawn, float.Epsilon, 1);
            }

            SetWeights(feature, drawn);
            _firstThresholds[feature] = Options.InitialThreshold ?? (1 - thresholds.NextDouble());
        }

        RefreshThresholds();
    }

    private void SetWeights(int feature, ReadOnlySpan<float> weights)
    {
        var length = TensorPrimitives.Norm(weights);
        for (var pixel = 0; pixel < weights.Length; pixel++)
        {
            _table[feature, pixel] = weights[pixel] / length;
        }
    }
}
