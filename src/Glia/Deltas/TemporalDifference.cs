using static TorchSharp.torch;

namespace Glia.Deltas;

/// <summary>Sequences as changes from frame to frame; autograd works through all of it. The way back is the sum over time, <c>cumsum(0)</c>.</summary>
public static class TemporalDifference
{
    /// <summary>s_0 = x_0, s_t = x_t − x_(t−1).</summary>
    /// <param name="sequence">[T, …].</param>
    public static Tensor Of(Tensor sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        using var scope = NewDisposeScope();
        return cat([sequence.narrow(0, 0, 1), Differences(sequence)], 0).MoveToOuterDisposeScope();
    }

    /// <summary>As <see cref="Of"/>, with the change to the second frame in place of the first frame.</summary>
    /// <param name="sequence">[T, …], T at least 2.</param>
    public static Tensor WithoutFirst(Tensor sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        using var scope = NewDisposeScope();
        var differences = Differences(sequence);
        return cat([differences.narrow(0, 0, 1), differences], 0).MoveToOuterDisposeScope();
    }

    private static Tensor Differences(Tensor sequence)
    {
        var steps = sequence.shape[0];
        return sequence.narrow(0, 1, steps - 1) - sequence.narrow(0, 0, steps - 1);
    }
}
