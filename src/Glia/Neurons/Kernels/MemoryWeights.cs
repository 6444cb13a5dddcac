using System.Numerics;

namespace Glia.Neurons.Kernels;

/// <summary>The weights of the recurrent part of an expressive leaky memory neuron, packed for <see cref="RowProducts{T}"/>.</summary>
internal sealed class MemoryWeights<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Packs the weights.</summary>
    /// <param name="hidden">Hidden units.</param>
    /// <param name="memory">Memories.</param>
    /// <param name="fromMemory">[hidden, memory]: what the hidden layer reads from the memories.</param>
    /// <param name="toUpdate">[memory, hidden]: the output layer.</param>
    /// <param name="bias">[memory]: its bias.</param>
    /// <param name="retention">[memory]: κ.</param>
    /// <param name="gain">[memory]: what an update is multiplied with.</param>
    public MemoryWeights(int hidden, int memory, ReadOnlySpan<T> fromMemory, ReadOnlySpan<T> toUpdate, ReadOnlySpan<T> bias, ReadOnlySpan<T> retention, ReadOnlySpan<T> gain)
    {
        (Hidden, Memory) = (hidden, memory);
        (HiddenStride, MemoryStride) = (RowProducts<T>.Padded(hidden), RowProducts<T>.Padded(memory));
        MemoryToHidden = RowProducts<T>.Pack(fromMemory, memory, hidden, 1, memory);
        HiddenToUpdate = RowProducts<T>.Pack(toUpdate, hidden, memory, 1, hidden);
        UpdateToHidden = RowProducts<T>.Pack(toUpdate, memory, hidden, hidden, 1);
        HiddenToMemory = RowProducts<T>.Pack(fromMemory, hidden, memory, memory, 1);
        Bias = RowProducts<T>.Pack(bias, 1, memory, memory, 1);
        Retention = RowProducts<T>.Pack(retention, 1, memory, memory, 1);
        Gain = RowProducts<T>.Pack(gain, 1, memory, memory, 1);
    }

    /// <summary>Hidden units.</summary>
    public int Hidden { get; }

    /// <summary>Memories.</summary>
    public int Memory { get; }

    /// <summary>Padded number of hidden units.</summary>
    public int HiddenStride { get; }

    /// <summary>Padded number of memories.</summary>
    public int MemoryStride { get; }

    /// <summary>[memory, hidden].</summary>
    public T[] MemoryToHidden { get; }

    /// <summary>[hidden, memory].</summary>
    public T[] HiddenToUpdate { get; }

    /// <summary>[memory, hidden], for the way back.</summary>
    public T[] UpdateToHidden { get; }

    /// <summary>[hidden, memory], for the way back.</summary>
    public T[] HiddenToMemory { get; }

    /// <summary>[memory].</summary>
    public T[] Bias { get; }

    /// <summary>[memory].</summary>
    public T[] Retention { get; }

    /// <summary>[memory].</summary>
    public T[] Gain { get; }
}
