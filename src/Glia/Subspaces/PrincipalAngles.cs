using MathNet.Numerics.LinearAlgebra;

namespace Glia.Subspaces;

/// <summary>How far apart two subspaces are, and the subspace that explains activity best.</summary>
public static class PrincipalAngles
{
    /// <summary>The principal angles between the spans of two sets of rows, in degrees, smallest first; as many as the smaller set has rows.</summary>
    /// <param name="first">[rows, width].</param>
    /// <param name="second">[rows, the same width].</param>
    /// <exception cref="ArgumentException">The widths differ, or a matrix has more rows than columns.</exception>
    public static IReadOnlyList<double> Between(Matrix<double> first, Matrix<double> second)
    {
        if (first.ColumnCount != second.ColumnCount || first.RowCount > first.ColumnCount || second.RowCount > second.ColumnCount)
        {
            throw new ArgumentException($"Principal angles are between rows of one width, no more than it; got {first.RowCount} × {first.ColumnCount} and {second.RowCount} × {second.ColumnCount}.");
        }

        var (a, b) = (first.Transpose().GramSchmidt().Q, second.Transpose().GramSchmidt().Q);
        return [.. a.TransposeThisAndMultiply(b).Svd(computeVectors: false).S
            .Take(Math.Min(first.RowCount, second.RowCount)).Select(cosine => Math.Acos(Math.Min(1, cosine)) * 180 / Math.PI).Order()];
    }

    /// <summary>The directions with the largest mean square of an activity, as rows, largest first: principal components without taking the mean off.</summary>
    /// <param name="activity">[samples, width].</param>
    /// <param name="count">How many directions, at most the smaller side of the matrix.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer directions than asked for.</exception>
    public static Matrix<double> PrincipalRows(Matrix<double> activity, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Math.Min(activity.RowCount, activity.ColumnCount));

        // The smaller of the two products has the same spectrum.
        var few = activity.RowCount < activity.ColumnCount;
        var product = few ? activity.TransposeAndMultiply(activity) : activity.TransposeThisAndMultiply(activity);
        var vectors = product.Evd(Symmetricity.Symmetric).EigenVectors;
        var largest = Matrix<double>.Build.Dense(count, product.RowCount, (row, column) => vectors[column, product.RowCount - 1 - row]);
        return few ? (largest * activity).NormalizeRows(2) : largest;
    }

    /// <summary>The share of an activity's sum of squares that lies in the span of some rows; 1 is all.</summary>
    /// <param name="activity">[samples, width].</param>
    /// <param name="rows">[rows, width].</param>
    public static double ExplainedShare(Matrix<double> activity, Matrix<double> rows)
    {
        var inside = activity * rows.Transpose().GramSchmidt().Q;
        return Math.Pow(inside.FrobeniusNorm() / activity.FrobeniusNorm(), 2);
    }
}
