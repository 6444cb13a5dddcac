using System.Numerics;
using System.Runtime.CompilerServices;
using Glia.Spikes;

namespace Glia.Sound;

/// <summary>A model of the inner ear: from sound to the spikes of as many neurons as there are channels.</summary>
/// <remarks>
/// <para>Gammatone filters, evenly spaced in ERBs; hair cell: half-wave rectified, compressed (x^0.3), averaged over frames of 1 ms, minus its
/// own leaky average (adaptation); a leaky integrate-and-fire neuron with a refractory time, which like a bushy cell answers above all to onsets and to
/// modulation: v ← v e^{−dt/τ} + (1 − e^{−dt/τ}) drive, a spike and v = 0 where v ≥ θ.</para>
/// <para>The recipe of the SNN-delays stand-in for SHD; SHD itself (Cramer et al. 2020) has a hydrodynamic basilar membrane, a transmitter-pool hair cell and
/// bushy cells that pool many fibres. Spike times are the ends of frames.</para>
/// <para>Thread-safe: yes.</para>
/// </remarks>
public sealed class InnerEar
{
    private readonly GammatoneFilterBank _filters;
    private readonly InnerEarOptions _options;

    /// <summary>Builds an ear.</summary>
    /// <param name="options">Its settings.</param>
    /// <param name="sampleRate">Samples a second of the sounds that it hears; at least two a frame.</param>
    /// <exception cref="ArgumentException">A setting is not in range.</exception>
    public InnerEar(InnerEarOptions options, int sampleRate)
    {
        _options = options.Validated();
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate * options.FrameMs, 2000, nameof(sampleRate));
        _filters = new GammatoneFilterBank(sampleRate, ErbScale.Spaced(options.LowHertz, options.HighHertz, options.Channels));
    }

    /// <summary>How many channels.</summary>
    public int Channels => _options.Channels;

    /// <summary>Each channel's centre frequency in Hz.</summary>
    public IReadOnlyList<double> Centres => _filters.Centres;

    /// <summary>How many whole frames a sound of so many samples has.</summary>
    public int FramesOf(int samples) => (int)(samples / SamplesPerFrame);

    /// <summary>Turns a sound into spikes.</summary>
    /// <param name="sound">Samples, full scale ± 1; any level but silence is scaled to that of the options.</param>
    /// <returns>One unit a channel, low frequencies first; the window is the sound's whole frames.</returns>
    /// <exception cref="ArgumentException">A sample is not finite.</exception>
    public SpikeTrains Hear(ReadOnlySpan<float> sound)
    {
        var cells = new float[FramesOf(sound.Length) * Channels];
        HairCells(sound, cells);
        return Fire(cells);
    }

    /// <summary>Computes the hair cells' output, before adaptation: the compressed means of frames. Does not allocate.</summary>
    /// <param name="sound">The samples.</param>
    /// <param name="frames">Receives [frames, channels].</param>
    /// <exception cref="ArgumentException">A sample is not finite, or the destination has another length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void HairCells(ReadOnlySpan<float> sound, Span<float> frames)
    {
        var count = FramesOf(sound.Length);
        if (frames.Length != (long)count * Channels)
        {
            throw new ArgumentException($"{count} frames × {Channels} channels are needed; the destination has {frames.Length}.", nameof(frames));
        }

        var scale = Scale(sound);
        Span<float> row = stackalloc float[Vector<float>.Count];
        for (var first = 0; first < Channels; first += Vector<float>.Count)
        {
            var filters = _filters.Begin(first, scale);
            var width = Math.Min(Vector<float>.Count, Channels - first);
            for (var (frame, sample) = (0, 0); frame < count; frame++)
            {
                var (end, sum, samples) = ((int)((frame + 1) * SamplesPerFrame), Vector<float>.Zero, 0);
                for (; sample < end; sample++, samples++)
                {
                    sum += Compressed(filters.Step(sound[sample]));
                }

                (sum / samples).CopyTo(row);
                row[..width].CopyTo(frames.Slice((frame * Channels) + first, width));
            }
        }
    }

    /// <summary>Lets the neurons fire on hair cells' output.</summary>
    /// <param name="frames">[frames, channels], as <see cref="HairCells"/> gives it.</param>
    public SpikeTrains Fire(ReadOnlySpan<float> frames)
    {
        var count = frames.Length / Channels;
        var (times, units) = (new List<long>(), new List<int>());
        float[] average = new float[Channels], potential = new float[Channels];
        var ready = new int[Channels];
        var (forget, leak, threshold) = (1 - Decay(_options.AdaptationMs), Decay(_options.MembraneMs), (float)_options.Threshold);
        var refractory = (int)Math.Round(_options.RefractoryMs / _options.FrameMs);
        for (var frame = 0; frame < count; frame++)
        {
            var end = (long)Math.Round((frame + 1) * _options.FrameMs * 1000);
            var cells = frames.Slice(frame * Channels, Channels);
            for (var channel = 0; channel < cells.Length; channel++)
            {
                var drive = cells[channel] - average[channel];
                average[channel] += forget * drive;
                potential[channel] = (leak * potential[channel]) + ((1 - leak) * drive);
                if (frame < ready[channel])
                {
                    potential[channel] = 0;
                }
                else if (potential[channel] >= threshold)
                {
                    potential[channel] = 0;
                    ready[channel] = frame + refractory;
                    times.Add(end);
                    units.Add(channel);
                }
            }
        }

        return new SpikeTrains([.. times], [.. units], Channels, new TimeWindow(0, (long)Math.Round(count * _options.FrameMs * 1000) + 1));
    }

    private double SamplesPerFrame => _filters.SampleRate * _options.FrameMs / 1000;

    private float Decay(double timeConstantMs) => (float)Math.Exp(-_options.FrameMs / timeConstantMs);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> Compressed(Vector<float> filtered)
    {
        var rectified = Vector.Max(filtered, Vector<float>.Zero);
        return _options.Compression == 1 ? rectified : Vector.Exp(Vector.Log(rectified) * (float)_options.Compression);
    }

    private float Scale(ReadOnlySpan<float> sound)
    {
        double squares = 0;
        foreach (var sample in sound)
        {
            squares += (double)sample * sample;
        }

        return double.IsFinite(squares) ? squares == 0 ? 1 : (float)(_options.Level / Math.Sqrt(squares / sound.Length))
            : throw new ArgumentException("The sound has samples that are not finite.", nameof(sound));
    }
}
