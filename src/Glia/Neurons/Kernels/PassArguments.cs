namespace Glia.Neurons.Kernels;

/// <summary>Where a pass over a sequence reads and writes; pointers are valid for the length of the call. Null where there is nothing.</summary>
internal sealed unsafe class PassArguments<T>
    where T : unmanaged
{
    /// <summary>Shape of the sequence.</summary>
    public required SequenceShape Shape { get; init; }

    /// <summary>Parameters.</summary>
    public required KernelParameters<T> Parameters { get; init; }

    /// <summary>Input [T, columns]; on the way back only where parameters are learned.</summary>
    public T* Current { get; init; }

    /// <summary>Output [T, columns], or its gradient on the way back.</summary>
    public T* Output { get; init; }

    /// <summary>State [variables, columns]: in and out; on the way back the gradient of the final state in, of the initial state out.</summary>
    public T* State { get; init; }

    /// <summary>State before the first step [variables, columns]; only on the way back.</summary>
    public T* InitialState { get; init; }

    /// <summary>What forward saves for the way back, [slots, T, columns].</summary>
    public T* Saved { get; init; }

    /// <summary>Gradient of the input [T, columns]; only on the way back.</summary>
    public T* CurrentGradient { get; init; }

    /// <summary>Gradients of the parameters a column, [parameters, columns]; only where they are learned.</summary>
    public T* ParameterGradients { get; init; }
}
