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
    /// <param name="inner">[layers − 1, hidden, hidden]: between hidden layers; empty for one layer.</param>
    /// <param name="innerBias">[layers − 1, hidden]: their biases.</param>
    public MemoryWeights(
        int hidden, int memory, ReadOnlySpan<T> fromMemory, ReadOnlySpan<T> toUpdate, ReadOnlySpan<T> bias, ReadOnlySpan<T> retention, ReadOnlySpan<T> gain,
        ReadOnlySpan<T> inner = default, ReadOnlySpan<T> innerBias = default)
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
        Layers = 1 + (innerBias.Length / hidden);
        var (matrix, biasRows) = (hidden * HiddenStride, RowProducts<T>.Rows * HiddenStride);
        (InnerForward, InnerBackward, InnerBiasRows) = (new T[(Layers - 1) * matrix], new T[(Layers - 1) * matrix], new T[(Layers - 1) * biasRows]);
        for (var layer = 0; layer < Layers - 1; layer++)
        {
            var weight = inner.Slice(layer * hidden * hidden, hidden * hidden);
            RowProducts<T>.Pack(weight, hidden, hidden, 1, hidden).CopyTo(InnerForward, layer * matrix);
            RowProducts<T>.Pack(weight, hidden, hidden, hidden, 1).CopyTo(InnerBackward, layer * matrix);
            RowProducts<T>.Pack(innerBias.Slice(layer * hidden, hidden), RowProducts<T>.Rows, hidden, 0, 1).CopyTo(InnerBiasRows, layer * biasRows);
        }
    }

    /// <summary>Hidden layers.</summary>
    public int Layers { get; }

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

    /// <summary>[layers − 1, hidden, hidden].</summary>
    public T[] InnerForward { get; }

    /// <summary>[layers − 1, hidden, hidden], for the way back.</summary>
    public T[] InnerBackward { get; }

    /// <summary>[layers − 1, 8, hidden]: each bias once a row.</summary>
    public T[] InnerBiasRows { get; }
}
