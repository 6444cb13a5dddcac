using System.Numerics.Tensors;
using Glia.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Reservoirs;

/// <summary>The largest magnitude among a matrix's eigenvalues.</summary>
public static class SpectralRadius
{
    private const int LargestDense = 400;
    private const int KrylovSize = 80;
    private const int MostRestarts = 60;
    private const double Tolerance = 1e-6;

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

    /// <summary>The spectral radius of a square sparse matrix.</summary>
    /// <remarks>From all eigenvalues up to 400 rows. Above, by Arnoldi's method with restarts, which unlike the power method also finds a pair of complex eigenvalues; to about six digits.</remarks>
    /// <exception cref="ArgumentException">The matrix is not square.</exception>
    public static double Of(CompressedRows matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.RowCount != matrix.ColumnCount)
        {
            throw new ArgumentException($"A spectral radius needs a square matrix, not [{matrix.RowCount}, {matrix.ColumnCount}].", nameof(matrix));
        }

        return matrix.RowCount <= LargestDense ? Of(Dense(matrix)) : Arnoldi(matrix);
    }

    /// <summary>The matrix times the factor that gives it a spectral radius.</summary>
    /// <exception cref="ArgumentException">The matrix is not square, or has no eigenvalue but 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The radius is negative.</exception>
    public static CompressedRows Scale(CompressedRows matrix, double radius)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        var drawn = Of(matrix);
        return drawn > 1e-12 ? matrix.Scaled(radius / drawn)
            : throw new ArgumentException($"The {matrix.RowCount} units with {matrix.EntryCount} connections have no loop, so that their spectral radius is 0 and cannot be scaled. Connect more densely.", nameof(matrix));
    }

    private static Matrix<double> Dense(CompressedRows matrix)
    {
        var dense = Matrix<double>.Build.Dense(matrix.RowCount, matrix.ColumnCount);
        for (var row = 0; row < matrix.RowCount; row++)
        {
            var columns = matrix.Columns(row);
            var values = matrix.Values(row);
            for (var entry = 0; entry < columns.Length; entry++)
            {
                dense[row, columns[entry]] = values[entry];
            }
        }

        return dense;
    }

    private static double Arnoldi(CompressedRows matrix)
    {
        var random = new RandomStream(0, "spectral radius");
        var start = new double[matrix.RowCount];
        for (var index = 0; index < start.Length; index++)
        {
            start[index] = random.NextGaussian();
        }

        var (radius, calm) = (0.0, 0);
        for (var restart = 0; restart < MostRestarts && calm < 3; restart++)
        {
            var (basis, hessenberg, size) = Krylov(matrix, start);
            if (size == 0)
            {
                return 0;
            }

            var parts = hessenberg.SubMatrix(0, size, 0, size).Evd();
            var values = parts.EigenValues;
            var top = values.AbsoluteMaximumIndex();
            calm = Math.Abs(values[top].Magnitude - radius) <= Tolerance * values[top].Magnitude ? calm + 1 : 0;
            radius = values[top].Magnitude;
            if (size < KrylovSize)
            {
                return radius;
            }

            Restart(basis, parts, top, start);
        }

        return radius;
    }

    // Starts again from the Ritz vectors of the largest values: the columns of a real decomposition hold real and imaginary parts of a pair.
    private static void Restart(double[][] basis, MathNet.Numerics.LinearAlgebra.Factorization.Evd<double> parts, int top, double[] start)
    {
        Array.Clear(start);
        var order = Enumerable.Range(0, basis.Length).OrderByDescending(index => parts.EigenValues[index].Magnitude).Take(basis.Length / 4).Append(top).Distinct();
        foreach (var index in order)
        {
            var weight = Math.Pow(parts.EigenValues[index].Magnitude / parts.EigenValues[top].Magnitude, basis.Length);
            for (var vector = 0; vector < basis.Length; vector++)
            {
                TensorPrimitives.MultiplyAdd(basis[vector], weight * parts.EigenVectors[vector, index], start, start);
            }
        }
    }

    private static (double[][] Basis, Matrix<double> Hessenberg, int Size) Krylov(CompressedRows matrix, double[] start)
    {
        var count = matrix.RowCount;
        var most = Math.Min(KrylovSize, count);
        var basis = new double[most][];
        var hessenberg = Matrix<double>.Build.Dense(most + 1, most);
        var next = start.ToArray();
        var norm = TensorPrimitives.Norm<double>(next);
        for (var size = 0; size < most; size++)
        {
            if (!(norm > 1e-12))
            {
                return (basis[..size], hessenberg, size);
            }

            TensorPrimitives.Divide(next, norm, next);
            basis[size] = next;
            next = Product(matrix, basis[size]);

            // Twice, since once loses orthogonality.
            for (var pass = 0; pass < 2; pass++)
            {
                for (var vector = 0; vector <= size; vector++)
                {
                    var share = TensorPrimitives.Dot<double>(basis[vector], next);
                    hessenberg[vector, size] += share;
                    TensorPrimitives.MultiplyAdd(basis[vector], -share, next, next);
                }
            }

            norm = TensorPrimitives.Norm<double>(next);
            hessenberg[size + 1, size] = norm;
        }

        return (basis, hessenberg, most);
    }

    private static double[] Product(CompressedRows matrix, double[] x)
    {
        var y = new double[matrix.RowCount];
        for (var row = 0; row < y.Length; row++)
        {
            var columns = matrix.Columns(row);
            var values = matrix.Values(row);
            for (var entry = 0; entry < columns.Length; entry++)
            {
                y[row] += values[entry] * x[columns[entry]];
            }
        }

        return y;
    }
}
