namespace Glia.Neurons.Kernels;

/// <summary>Where one step back reads and writes.</summary>
internal unsafe struct BackwardRow<T>
    where T : unmanaged
{
    /// <summary>What forward saved in this step.</summary>
    public T* Saved;

    /// <summary>Distance between its variables.</summary>
    public nint SavedStride;

    /// <summary>What forward saved in the step before; in the first step, the initial state.</summary>
    public T* Before;

    /// <summary>Distance between its variables.</summary>
    public nint BeforeStride;

    /// <summary>Input of this step; only where parameters are learned.</summary>
    public T* Current;

    /// <summary>Gradient of this step's output.</summary>
    public T* OutputGradient;

    /// <summary>Gradient of this step's input, written.</summary>
    public T* CurrentGradient;
}
