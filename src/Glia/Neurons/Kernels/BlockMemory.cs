namespace Glia.Neurons.Kernels;

/// <summary>What a block of columns keeps in the first-level cache while it goes through time; on the stack of who runs it.</summary>
internal unsafe struct BlockMemory<T>
    where T : unmanaged
{
    /// <summary>Columns of a block, and distance between variables.</summary>
    public const int Stride = 1024;

    /// <summary>Numbers that a block needs: state, parameters and their gradients, of four variables each, a row of zeros, and rows of one vector for a ragged end.</summary>
    public const int Length = (13 * Stride) + (TailRows * TailStride);

    /// <summary>Distance between the rows of a ragged end; more than any vector has lanes.</summary>
    public const int TailStride = 64;

    private const int TailRows = 12;

    /// <summary>State; on the way back its gradient.</summary>
    public T* State;

    /// <summary>Parameters.</summary>
    public T* Parameters;

    /// <summary>Gradients of the parameters.</summary>
    public T* ParameterGradients;

    /// <summary>A row of zeros.</summary>
    public T* Zeros;

    /// <summary>Rows for a ragged end.</summary>
    public T* Tail;

    /// <summary>Lays the parts out in memory of <see cref="Length"/> numbers.</summary>
    public static BlockMemory<T> In(T* memory) => new()
    {
        State = memory,
        Parameters = memory + (4 * Stride),
        ParameterGradients = memory + (8 * Stride),
        Zeros = memory + (12 * Stride),
        Tail = memory + (13 * Stride),
    };

    /// <summary>The same memory seen from a column on.</summary>
    public readonly BlockMemory<T> From(nint column) => this with
    {
        State = State + column,
        Parameters = Parameters + column,
        ParameterGradients = ParameterGradients + column,
        Zeros = Zeros + column,
    };

    /// <summary>A row of the ragged end.</summary>
    public readonly T* TailRow(int row) => Tail + (row * TailStride);
}
