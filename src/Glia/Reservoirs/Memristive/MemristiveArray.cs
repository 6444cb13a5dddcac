using Glia.Random;

namespace Glia.Reservoirs.Memristive;

/// <summary>A matrix of weights that are differential pairs of resistive-memory devices: w = (G⁺ − G⁻) · gain.</summary>
/// <remarks>Either as the devices are after forming, which makes random weights, or programmed to given weights. Immutable and thread-safe.</remarks>
public sealed class MemristiveArray
{
    private readonly CompressedRows _positive;
    private readonly CompressedRows _negative;
    private readonly double _gain;

    private MemristiveArray(CompressedRows positive, CompressedRows negative, double gain, MemristorOptions options)
    {
        (_positive, _negative, _gain, Options) = (positive, negative, gain, options);
        Weights = positive.WithValues((entry, plus) => gain * (plus - negative.AllValues[entry]));
        var factor = gain * gain * options.ReadNoise * options.ReadNoise;
        ReadVariance = positive.WithValues((entry, plus) => factor * (((double)plus * plus) + ((double)negative.AllValues[entry] * negative.AllValues[entry])));
    }

    /// <summary>The model of the devices.</summary>
    public MemristorOptions Options { get; }

    /// <summary>The weights, without noise of reading.</summary>
    public CompressedRows Weights { get; }

    /// <summary>Variance of each weight from one read to another: gain² σ_read² (G⁺² + G⁻²).</summary>
    public CompressedRows ReadVariance { get; }

    /// <summary>An array as it is after forming: random weights (G⁺ − G⁻)/G_ref.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="density">Probability that a pair is there, 0 to 1.</param>
    /// <param name="options">The devices; the defaults if null.</param>
    /// <param name="random">Source of places and conductances.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option or the density is outside its range.</exception>
    public static MemristiveArray Form(int rows, int columns, double density, MemristorOptions? options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        options = (options ?? new MemristorOptions()).Validated();
        var minus = random.Child("negative");
        var positive = CompressedRows.Draw(rows, columns, density, options.Form, random.Child("positive"));
        return new MemristiveArray(positive, positive.WithValues((_, _) => options.Form(minus)), 1, options);
    }

    /// <summary>Programs weights: the largest |w| becomes the largest conductance, one device of a pair carries the weight and the other is off.</summary>
    /// <remarks>What comes out differs from what was asked for by levels, noise of programming and stuck devices. Serves any reservoir's weights.</remarks>
    /// <param name="weights">The weights, not all 0.</param>
    /// <param name="options">The devices; the defaults if null.</param>
    /// <param name="random">Source of noise and of stuck devices.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="ArgumentException">No weight differs from 0, so that there is no scale.</exception>
    public static MemristiveArray Program(CompressedRows weights, MemristorOptions? options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(random);
        options = (options ?? new MemristorOptions()).Validated();
        var largest = weights.LargestMagnitude;
        if (!(largest > 0 && float.IsFinite(largest)))
        {
            throw new ArgumentException($"The largest |weight| is {largest}; it must be finite and above 0 to be scaled to the largest conductance.", nameof(weights));
        }

        var toConductance = options.Largest / largest;
        var (plus, minus) = (random.Child("positive"), random.Child("negative"));
        return new MemristiveArray(
            weights.WithValues((_, weight) => options.Program(Math.Max(0, weight * toConductance), plus)),
            weights.WithValues((_, weight) => options.Program(Math.Max(0, -weight * toConductance), minus)),
            1 / toConductance,
            options);
    }

    /// <summary>One read of all weights, each device with noise of its own.</summary>
    public CompressedRows Read(RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double Noisy(float conductance) => conductance * (1 + (Options.ReadNoise * random.NextGaussian()));
        return _positive.WithValues((entry, plus) => _gain * (Noisy(plus) - Noisy(_negative.AllValues[entry])));
    }

    /// <summary>The array when its devices have drifted: G ← G · ratio^(−ν), ν normal for each device.</summary>
    /// <param name="ratio">Time since programming over the time at which it was first read, at least 1.</param>
    /// <param name="exponent">Mean of ν.</param>
    /// <param name="deviation">S.d. of ν, 0 or more.</param>
    /// <param name="random">Source of ν.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is below 1, or the deviation negative.</exception>
    public MemristiveArray Drifted(double ratio, double exponent, double deviation, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ratio, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        ArgumentNullException.ThrowIfNull(random);
        CompressedRows Drift(CompressedRows conductances) =>
            conductances.WithValues((_, conductance) => conductance * Math.Pow(ratio, -exponent - (deviation * random.NextGaussian())));
        return new MemristiveArray(Drift(_positive), Drift(_negative), _gain, Options);
    }

    /// <summary>The same devices, read with another gain.</summary>
    /// <param name="factor">Factor of all weights.</param>
    public MemristiveArray Scaled(double factor) => new(_positive, _negative, _gain * factor, Options);
}
