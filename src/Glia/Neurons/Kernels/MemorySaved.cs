namespace Glia.Neurons.Kernels;

/// <summary>What the forward pass of an expressive leaky memory neuron leaves to the backward pass.</summary>
internal readonly ref struct MemorySaved<T>
    where T : unmanaged
{
    /// <summary>[layers, T, B, hidden]: input of each hidden layer.</summary>
    public ReadOnlySpan<T> PreActivations { get; init; }

    /// <summary>[T, B, memory]: what was written.</summary>
    public ReadOnlySpan<T> Updates { get; init; }

    /// <summary>[T, B, memory]: memories after each step.</summary>
    public ReadOnlySpan<T> Memories { get; init; }

    /// <summary>[B, memory]: memories before the first step.</summary>
    public ReadOnlySpan<T> InitialState { get; init; }
}
