using System.Numerics;
using Glia.Signals;

namespace Glia.Sound;

/// <summary>Log-mel features: the power of short frames within mel filters, in decibels.</summary>
/// <remarks>As torchaudio: frames centred on multiples of the hop with the sound mirrored at its ends, a periodic Hann window, |FFT|², mel filters,
/// 10 log₁₀(max(power, 1e−10)). One second at 8 kHz gives 101 frames.</remarks>
public sealed class MelSpectrogram
{
    private const float Floor = 1e-10f;
    private readonly MelSpectrogramOptions _options;
    private readonly MelFilterBank _filters;
    private readonly float[] _window;

    /// <summary>Prepares window and filters.</summary>
    /// <exception cref="ArgumentException">A setting is not in range.</exception>
    public MelSpectrogram(MelSpectrogramOptions options)
    {
        if (options.FrameLength is < 2 or > 1 << 20 || !BitOperations.IsPow2(options.FrameLength) || options.Hop < 1)
        {
            throw new ArgumentException($"MelSpectrogramOptions.FrameLength must be a power of two up to 2²⁰ and Hop at least 1; got {options.FrameLength} and {options.Hop}.", nameof(options));
        }

        _options = options;
        _filters = new MelFilterBank(options.SampleRate, options.FrameLength, options.Filters, options.LowHertz, options.HighHertz);
        var length = options.FrameLength;
        _window = [.. Enumerable.Range(0, length).Select(i => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / length))))];
    }

    /// <summary>How many features a frame has.</summary>
    public int Filters => _options.Filters;

    /// <summary>How many frames a sound of so many samples has.</summary>
    public int FramesOf(int samples) => (samples / _options.Hop) + 1;

    /// <summary>Computes the features.</summary>
    /// <param name="sound">More samples than half a frame.</param>
    /// <returns>[frames, filters], decibels.</returns>
    /// <exception cref="ArgumentException">The sound is too short to be mirrored.</exception>
    public float[] Compute(ReadOnlySpan<float> sound)
    {
        var (length, half) = (_options.FrameLength, _options.FrameLength / 2);
        if (sound.Length <= half)
        {
            throw new ArgumentException($"The sound must have more than {half} samples; got {sound.Length}. Fill it up with silence.", nameof(sound));
        }

        var features = new float[FramesOf(sound.Length) * Filters];
        var (frame, spectrum) = (new Complex[length], new float[half + 1]);
        for (var index = 0; index < FramesOf(sound.Length); index++)
        {
            for (var i = 0; i < length; i++)
            {
                frame[i] = _window[i] * sound[Mirrored((index * _options.Hop) - half + i, sound.Length)];
            }

            FourierTransform.Forward(frame, length);
            for (var bin = 0; bin <= half; bin++)
            {
                spectrum[bin] = (float)((frame[bin].Real * frame[bin].Real) + (frame[bin].Imaginary * frame[bin].Imaginary));
            }

            var row = features.AsSpan(index * Filters, Filters);
            _filters.Apply(spectrum, row);
            foreach (ref var energy in row)
            {
                energy = 10 * MathF.Log10(MathF.Max(energy, Floor));
            }
        }

        return features;
    }

    private static int Mirrored(int place, int length) => place < 0 ? -place : place < length ? place : (2 * (length - 1)) - place;
}
