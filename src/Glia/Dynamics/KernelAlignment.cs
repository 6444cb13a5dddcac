using MathNet.Numerics.LinearAlgebra;

namespace Glia.Dynamics;

/// <summary>How alike two kernel matrices over the same examples are, whatever their scale.</summary>
/// <remarks>Cristianini et al. 2001; centred: Cortes, Mohri, Rostamizadeh 2012, and Kornblith et al. 2019 (CKA). For kernels, which are positive semidefinite, from 0 to 1.</remarks>
public static class KernelAlignment
{
    /// <summary>⟨K, L⟩ / (‖K‖ ‖L‖) with the Frobenius product.</summary>
    /// <param name="first">K, square.</param>
    /// <param name="second">L, of the same size.</param>
    /// <exception cref="ArgumentException">A matrix is not square, or the sizes differ.</exception>
    /// <exception cref="InvalidOperationException">A matrix is zero or not finite, so that its direction is undefined.</exception>
    public static double Between(Matrix<double> first, Matrix<double> second)
    {
        RequireSameSize(first, second);
        var (one, other) = (Direction(first, nameof(first)), Direction(second, nameof(second)));
        return one.PointwiseMultiply(other).RowSums().Sum();
    }

    /// <summary>The alignment of both kernels with the mean of their features taken off, H K H with H = I − 1/n: centred kernel alignment, CKA.</summary>
    /// <param name="first">K, square.</param>
    /// <param name="second">L, of the same size.</param>
    /// <exception cref="ArgumentException">A matrix is not square, or the sizes differ.</exception>
    /// <exception cref="InvalidOperationException">A centred matrix is zero or not finite.</exception>
    public static double Centred(Matrix<double> first, Matrix<double> second)
    {
        RequireSameSize(first, second);
        return Between(Centre(first), Centre(second));
    }

    /// <summary>Tangent-kernel distance, 1 − alignment. Fort et al. 2020, arXiv 2010.15110.</summary>
    /// <inheritdoc cref="Between" path="/param"/>
    /// <inheritdoc cref="Between" path="/exception"/>
    public static double Distance(Matrix<double> first, Matrix<double> second) => 1 - Between(first, second);

    private static Matrix<double> Direction(Matrix<double> kernel, string name)
    {
        var norm = kernel.FrobeniusNorm();
        return norm > 0 && double.IsFinite(norm)
            ? kernel / norm
            : throw new InvalidOperationException(FormattableString.Invariant($"The alignment is undefined: the {name} kernel has the norm {norm}."));
    }

    private static Matrix<double> Centre(Matrix<double> kernel)
    {
        var count = kernel.RowCount;
        var (rows, columns) = (kernel.RowSums() / count, kernel.ColumnSums() / count);
        var mean = rows.Sum() / count;
        return kernel.MapIndexed((row, column, value) => value - rows[row] - columns[column] + mean, Zeros.Include);
    }

    private static void RequireSameSize(Matrix<double> first, Matrix<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.RowCount != first.ColumnCount || second.RowCount != first.RowCount || second.ColumnCount != first.ColumnCount)
        {
            throw new ArgumentException($"Kernels must be square and over the same examples; got [{first.RowCount}, {first.ColumnCount}] and [{second.RowCount}, {second.ColumnCount}].", nameof(second));
        }
    }
}
