using MathNet.Numerics.LinearAlgebra;

namespace Glia.Reservoirs;

/// <summary>The largest magnitude among a matrix's eigenvalues.</summary>
public static class SpectralRadius
{
    /// <summary>The spectral radius of a square matrix, from all of its eigenvalues.</summary>
    /// <exception cref="ArgumentException">The matrix is not square, or has an entry that is not finite.</exception>
    public static double Of(Matrix<double> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.RowCount != matrix.ColumnCount)
        {
            throw new ArgumentException($"A spectral radius needs a square matrix, not [{matrix.RowCount}, {matrix.ColumnCount}].", nameof(matrix));
        }

        if (matrix.Exists(value => !double.IsFinite(value)))
        {
            throw new ArgumentException("The matrix has an entry that is not finite.", nameof(matrix));
        }

        return matrix.Evd().EigenValues.AbsoluteMaximum().Magnitude;
    }
}
