namespace Glia.Sound;

/// <summary>Triangular filters evenly spaced on the mel scale, over the power spectrum of a frame.</summary>
/// <remarks>mel(f) = 2595 log₁₀(1 + f / 700) (O'Shaughnessy 1987, the "HTK" form). The triangles have height 1, as torchaudio's <c>MelScale</c> by default.</remarks>
public sealed class MelFilterBank
{
    private const double Scale = 2595;
    private const double Break = 700;
    private readonly float[] _weights;
    private readonly Range[] _support;
    private readonly int _bins;

    /// <summary>Designs the filters.</summary>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="fftLength">Samples of a frame; its spectrum has half as many bins, and one.</param>
    /// <param name="filters">How many filters.</param>
    /// <param name="lowHertz">Where the first triangle begins.</param>
    /// <param name="highHertz">Where the last triangle ends; what lies above half the sample rate hears nothing.</param>
    /// <exception cref="ArgumentException">A setting is not in range.</exception>
    public MelFilterBank(int sampleRate, int fftLength, int filters, double lowHertz, double highHertz)
    {
        if (sampleRate < 1 || fftLength < 2 || filters < 1 || !(lowHertz >= 0 && highHertz > lowHertz))
        {
            throw new ArgumentException($"Mel filters need a sample rate, a frame and at least one filter from 0 Hz upwards; got {sampleRate} Hz, {fftLength} samples, {filters} filters, {lowHertz} to {highHertz} Hz.");
        }

        (Filters, _bins) = (filters, (fftLength / 2) + 1);
        (_weights, _support) = (new float[filters * _bins], new Range[filters]);
        var (low, high) = (ToMel(lowHertz), ToMel(highHertz));
        double Corner(int i) => ToHertz(low + ((high - low) * i / (filters + 1)));
        for (var filter = 0; filter < filters; filter++)
        {
            var (left, centre, right) = (Corner(filter), Corner(filter + 1), Corner(filter + 2));
            var (first, last) = (_bins, -1);
            for (var bin = 0; bin < _bins; bin++)
            {
                var hertz = bin * (double)sampleRate / fftLength;
                var weight = Math.Min((hertz - left) / (centre - left), (right - hertz) / (right - centre));
                if (weight > 0)
                {
                    _weights[(filter * _bins) + bin] = (float)weight;
                    (first, last) = (Math.Min(first, bin), bin);
                }
            }

            _support[filter] = last < 0 ? 0..0 : first..(last + 1);
        }
    }

    /// <summary>How many filters.</summary>
    public int Filters { get; }

    /// <summary>The mel of a frequency in Hz.</summary>
    public static double ToMel(double hertz) => Scale * Math.Log10(1 + (hertz / Break));

    /// <summary>The frequency in Hz of a mel.</summary>
    public static double ToHertz(double mel) => Break * (Math.Pow(10, mel / Scale) - 1);

    /// <summary>Sums a power spectrum within each filter.</summary>
    /// <param name="spectrum">Powers of bins 0 to half the frame.</param>
    /// <param name="energies">Receives one value a filter.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void Apply(ReadOnlySpan<float> spectrum, Span<float> energies)
    {
        if (spectrum.Length != _bins || energies.Length != Filters)
        {
            throw new ArgumentException($"A spectrum of {_bins} bins becomes {Filters} energies; got {spectrum.Length} and {energies.Length}.", nameof(spectrum));
        }

        for (var filter = 0; filter < Filters; filter++)
        {
            var (offset, length) = _support[filter].GetOffsetAndLength(_bins);
            energies[filter] = System.Numerics.Tensors.TensorPrimitives.Dot(_weights.AsSpan((filter * _bins) + offset, length), spectrum.Slice(offset, length));
        }
    }
}
