using MathNet.Numerics.LinearAlgebra;

namespace Glia.Dynamics;

/// <summary>How alike the similarities among examples are in two representations, R = H Hᵀ: near 1 where learning was lazy.</summary>
public static class RepresentationAlignment
{
    /// <summary>⟨R, S⟩ / (‖R‖ ‖S‖).</summary>
    /// <param name="first">H, [examples, units].</param>
    /// <param name="second">Another representation of the same examples; units may differ.</param>
    /// <exception cref="ArgumentException">The numbers of examples differ.</exception>
    /// <exception cref="InvalidOperationException">A representation is silent, so that its direction is undefined.</exception>
    public static double Between(Matrix<double> first, Matrix<double> second)
    {
        Require(first, nameof(first));
        Require(second, nameof(second));
        return first.RowCount == second.RowCount
            ? KernelAlignment.Between(first.TransposeAndMultiply(first), second.TransposeAndMultiply(second))
            : throw new ArgumentException($"Representations must be of the same examples; got {first.RowCount} and {second.RowCount}.", nameof(second));
    }

    private static void Require(Matrix<double> representation, string name)
    {
        ArgumentNullException.ThrowIfNull(representation, name);
        if (!representation.Exists(value => value != 0))
        {
            throw new InvalidOperationException(
                $"The representation alignment is undefined: no unit of the {name} representation is active for any example (dead units). Try another seed or larger weights.");
        }
    }
}
