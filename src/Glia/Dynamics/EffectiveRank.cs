using MathNet.Numerics.LinearAlgebra;

namespace Glia.Dynamics;

/// <summary>How many directions a matrix really has: from 1 to its rank, which it reaches where all singular values that are not 0 are equal.</summary>
public static class EffectiveRank
{
    /// <summary>The effective rank of a matrix.</summary>
    /// <param name="matrix">Any matrix but zero.</param>
    /// <param name="definition">What it is; say which beside every figure.</param>
    /// <exception cref="ArgumentException">The matrix is zero or not finite.</exception>
    public static double Of(Matrix<double> matrix, EffectiveRankDefinition definition = EffectiveRankDefinition.NuclearRatio)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.Exists(value => !double.IsFinite(value)))
        {
            throw new ArgumentException("The effective rank of a matrix with numbers that are not finite is undefined.", nameof(matrix));
        }

        return OfSingularValues(matrix.Svd(computeVectors: false).S, definition);
    }

    /// <summary>The effective rank by singular values.</summary>
    /// <param name="values">σ, none negative, in any order.</param>
    /// <param name="definition">What it is.</param>
    /// <exception cref="ArgumentException">All values are 0, or one is negative.</exception>
    public static double OfSingularValues(Vector<double> values, EffectiveRankDefinition definition = EffectiveRankDefinition.NuclearRatio)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (!(values.Minimum() >= 0 && values.Maximum() > 0))
        {
            throw new ArgumentException("Singular values must not be negative, and one must be above 0: the effective rank of zero is undefined.", nameof(values));
        }

        var shares = values / values.Maximum();
        var squares = shares.PointwisePower(2);
        return definition switch
        {
            EffectiveRankDefinition.NuclearRatio => shares.Sum() * shares.Sum() / squares.Sum(),
            EffectiveRankDefinition.ParticipationRatio => squares.Sum() * squares.Sum() / squares.PointwisePower(2).Sum(),
            EffectiveRankDefinition.Stable => squares.Sum(),
            _ => Math.Exp((shares / shares.Sum()).Sum(share => share > 0 ? -share * Math.Log(share) : 0)),
        };
    }
}
