using System.Numerics.Tensors;

namespace Glia.Reservoirs.Tasks;

/// <summary>The angle between two changes of a readout's weights, in the space of all of them.</summary>
public static class SubspaceAngle
{
    /// <summary>Frobenius cosine of two changes, Σ A∘B/(|A| |B|), from −1 to 1.</summary>
    /// <param name="first">Weights, in any order.</param>
    /// <param name="second">As many, in the same order.</param>
    /// <exception cref="ArgumentException">The lengths differ, or one change is 0 and has no direction.</exception>
    public static double Cosine(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var (squares, otherSquares) = (TensorPrimitives.SumOfSquares(first), TensorPrimitives.SumOfSquares(second));
        if (first.Length != second.Length || !(squares > 0) || !(otherSquares > 0))
        {
            throw new ArgumentException($"Changes of {first.Length} and {second.Length} weights with norms {Math.Sqrt(squares)} and {Math.Sqrt(otherSquares)} have no angle.", nameof(second));
        }

        return TensorPrimitives.Dot(first, second) / Math.Sqrt(squares * otherSquares);
    }
}
