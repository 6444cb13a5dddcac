using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Glia.Synapses.Kernels;

/// <summary>Signals of one block of samples as lines over time, [channels, steps, lanes]: a lane is a sample, so that a shift in time is a shift by whole vectors.</summary>
/// <remarks>Aligned to vectors; zero before and after the signal, and in lanes without a sample.</remarks>
internal sealed unsafe class BatchLines<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const nuint Alignment = 64;
    private readonly int _before;

    /// <summary>Makes room for so many channels and steps, and so many steps of zeros at both ends.</summary>
    public BatchLines(int channels, int before, int steps, int after)
    {
        (Channels, _before) = (channels, before);

        // An odd number of vectors a line: lines would else fall into the same sets of the cache.
        Length = (before + steps + after) | 1;
        var bytes = (nuint)channels * (nuint)Length * (nuint)(Lanes * sizeof(T));
        Data = (T*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(Data, bytes);
    }

    /// <summary>Samples of a block.</summary>
    public static int Lanes => Vector512<T>.Count;

    public int Channels { get; }

    /// <summary>Steps of a line with its zeros.</summary>
    public int Length { get; }

    public T* Data { get; }

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

    public void Dispose() => NativeMemory.AlignedFree(Data);
}
