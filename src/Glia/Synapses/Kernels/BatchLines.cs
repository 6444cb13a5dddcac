using System.Numerics;
using System.Runtime.Intrinsics;

namespace Glia.Synapses.Kernels;

/// <summary>Signals of one block of samples as lines over time, [channels, steps, lanes]: a lane is a sample, so that a shift in time is a shift by whole vectors.</summary>
/// <remarks>Aligned to vectors; zero before and after the signal, and in lanes without a sample.</remarks>
internal sealed unsafe class BatchLines<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _before;
    private readonly AlignedBuffer<T> _room;

    /// <summary>Makes room for so many channels and steps, and so many steps of zeros at both ends.</summary>
    public BatchLines(int channels, int before, int steps, int after)
    {
        (Channels, _before) = (channels, before);

        // An odd number of vectors a line: lines would else fall into the same sets of the cache.
        Length = (before + steps + after) | 1;
        _room = new AlignedBuffer<T>(channels * Length * Lanes);
    }

    /// <summary>Samples of a block.</summary>
    public static int Lanes => Vector512<T>.Count;

    public int Channels { get; }

    /// <summary>Steps of a line with its zeros.</summary>
    public int Length { get; }

    public T* Data => _room.Data;

    /// <summary>Number of blocks that hold so many samples.</summary>
    public static int BlocksOf(int batch) => (batch + Lanes - 1) / Lanes;

    /// <summary>Where a channel's step lies.</summary>
    public int At(int channel, int step) => ((channel * Length) + _before + step) * Lanes;

    /// <summary>Takes the samples of a block from [steps, batch, channels].</summary>
    public void Read(T* signal, int steps, int batch, int block)
    {
        var first = block * Lanes;
        var lanes = Math.Min(Lanes, batch - first);
        var stride = Length * Lanes;
        for (var step = 0; step < steps; step++)
        {
            for (var lane = 0; lane < lanes; lane++)
            {
                var from = signal + (((step * batch) + first + lane) * Channels);
                var to = Data + At(0, step) + lane;
                for (var channel = 0; channel < Channels; channel++, to += stride)
                {
                    *to = from[channel];
                }
            }
        }
    }

    /// <summary>Writes a chunk of sums, [channels, steps of a chunk, lanes], to a signal [steps, batch, channels].</summary>
    public static void Write(T* sums, T* signal, int channels, int step, int steps, int batch, int block)
    {
        var samples = Math.Min(Lanes, batch - (block * Lanes));
        for (var at = 0; at < Math.Min(TapChunk.Steps, steps - step) * Lanes; at++)
        {
            if (at % Lanes < samples)
            {
                var row = signal + ((((step + (at / Lanes)) * batch) + (block * Lanes) + (at % Lanes)) * channels);
                for (var channel = 0; channel < channels; channel++)
                {
                    row[channel] = sums[(channel * TapChunk.Steps * Lanes) + at];
                }
            }
        }
    }

    public void Dispose() => _room.Dispose();
}
