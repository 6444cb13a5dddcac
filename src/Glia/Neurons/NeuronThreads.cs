namespace Glia.Neurons;

/// <summary>How many threads a kernel of neurons uses. Results do not depend on it, bit for bit.</summary>
public static class NeuronThreads
{
    private static int _count = 1;

    /// <summary>Threads of one kernel. Default 1: trials run side by side, as with <see cref="Tensors.Libtorch.Threads"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static int Count
    {
        get => Volatile.Read(ref _count);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            Volatile.Write(ref _count, value);
        }
    }
}
