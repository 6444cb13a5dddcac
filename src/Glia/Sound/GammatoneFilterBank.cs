using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Glia.Sound;

/// <summary>Gammatone filters of fourth order, each as wide as the ear's at its centre.</summary>
/// <remarks>
/// <para>Each is four equal complex one-pole filters in a row, yₙ = λ e^{iω} yₙ₋₁ + xₙ with λ = exp(−2π b / f_s), b = ERB / 0.98175, ω = 2π f_c / f_s, and
/// the real part scaled to gain 1 at its centre by 2 (1 − λ)⁴. Hohmann, 2002, Acta Acustica 88, equations 8–14 (all-pole design). A filter whose centre is at
/// 0.95 or more of half the sample rate is silent.</para>
/// <para>A vector of neighbouring channels runs through all samples with its state in registers. No allocation. Thread-safe: yes, it keeps no
/// state between calls.</para>
/// </remarks>
public sealed class GammatoneFilterBank
{
    // 4th order: b = ERB · 36 · 2⁶ / (π · 6!), from the energy of a gammatone.
    private const double ErbsPerPoleWidth = Math.PI * 720 / 64 / 36;
    private const double HighestOfNyquist = 0.95;

    // States that decay to nothing would end as denormal numbers, which are slow; this is far below hearing.
    private const float Unheard = 1e-15f;

    private readonly float[] _real;
    private readonly float[] _imaginary;
    private readonly float[] _gain;

    /// <summary>Designs the filters.</summary>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="centres">Each channel's centre frequency in Hz (<see cref="ErbScale.Spaced"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException">The sample rate or a centre is not positive.</exception>
    public GammatoneFilterBank(int sampleRate, ReadOnlySpan<double> centres)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        (SampleRate, Centres) = (sampleRate, centres.ToArray());
        // Filled up to whole vectors with silent channels.
        var width = (centres.Length + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        (_real, _imaginary, _gain) = (new float[width], new float[width], new float[width]);
        for (var i = 0; i < centres.Length; i++)
        {
            if (!(centres[i] > 0))
            {
                throw new ArgumentOutOfRangeException(nameof(centres), centres[i], $"The centre of channel {i} must be above 0 Hz.");
            }

            var decay = Math.Exp(-2 * Math.PI * ErbScale.Bandwidth(centres[i]) / ErbsPerPoleWidth / sampleRate);
            var (sine, cosine) = Math.SinCos(2 * Math.PI * centres[i] / sampleRate);
            (_real[i], _imaginary[i]) = ((float)(decay * cosine), (float)(decay * sine));
            _gain[i] = centres[i] < HighestOfNyquist * sampleRate / 2 ? (float)(2 * Math.Pow(1 - decay, 4)) : 0;
        }
    }

    /// <summary>Samples a second.</summary>
    public int SampleRate { get; }

    /// <summary>Each channel's centre frequency in Hz.</summary>
    public IReadOnlyList<double> Centres { get; }

    /// <summary>Filters a sound.</summary>
    /// <param name="sound">The samples.</param>
    /// <param name="filtered">Receives [samples, channels].</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Filter(ReadOnlySpan<float> sound, Span<float> filtered)
    {
        var channels = Centres.Count;
        if (filtered.Length != (long)sound.Length * channels)
        {
            throw new ArgumentException($"{sound.Length} samples × {channels} channels are needed; the destination has {filtered.Length}.", nameof(filtered));
        }

        Span<float> row = stackalloc float[Vector<float>.Count];
        for (var first = 0; first < channels; first += Vector<float>.Count)
        {
            var state = Begin(first, 1);
            var width = Math.Min(Vector<float>.Count, channels - first);
            for (var sample = 0; sample < sound.Length; sample++)
            {
                state.Step(sound[sample]).CopyTo(row);
                row[..width].CopyTo(filtered.Slice((sample * channels) + first, width));
            }
        }
    }

    /// <summary>How many vectors of channels there are.</summary>
    internal int VectorCount => _gain.Length / Vector<float>.Count;

    /// <summary>The filters of a vector of channels, at rest, for a sound that is to be scaled by a factor.</summary>
    internal Cascade Begin(int first, float scale) => new(Load(_real, first), Load(_imaginary, first), Load(_gain, first) * scale);

    private static Vector<float> Load(float[] values, int first) => new(values, first);

    /// <summary>Four complex one-pole filters in a row, for a vector of channels.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal struct Cascade(Vector<float> real, Vector<float> imaginary, Vector<float> gain)
    {
        private Vector<float> _r1;
        private Vector<float> _i1;
        private Vector<float> _r2;
        private Vector<float> _i2;
        private Vector<float> _r3;
        private Vector<float> _i3;
        private Vector<float> _r4;
        private Vector<float> _i4;

        /// <summary>The filters' next output.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Step(float sample)
        {
            var input = gain * new Vector<float>(sample + Unheard);
            (_r1, _i1) = ((real * _r1) - (imaginary * _i1) + input, (real * _i1) + (imaginary * _r1));
            (_r2, _i2) = ((real * _r2) - (imaginary * _i2) + _r1, (real * _i2) + (imaginary * _r2) + _i1);
            (_r3, _i3) = ((real * _r3) - (imaginary * _i3) + _r2, (real * _i3) + (imaginary * _r3) + _i2);
            (_r4, _i4) = ((real * _r4) - (imaginary * _i4) + _r3, (real * _i4) + (imaginary * _r4) + _i3);
            return _r4;
        }
    }
}
