namespace Glia.Neurons.Kernels;

/// <summary>What the way back of an <see cref="AstrocyteKernel{T}"/> needs of the way forward.</summary>
internal readonly unsafe struct AstrocyteSaved<T>
    where T : unmanaged
{
    /// <summary>[T, B, N].</summary>
    public T* Spikes { get; init; }

    /// <summary>Membranes before the reset, [T, B, N].</summary>
    public T* Charged { get; init; }

    /// <summary>Astrocytes before each step, [T, B, A].</summary>
    public T* Astrocytes { get; init; }
}
