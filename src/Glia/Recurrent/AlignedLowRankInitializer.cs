using Glia.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Recurrent;

/// <summary>Low-rank input weights whose first direction points at what is to be learned: the exception of Liu et al. 2024 (arXiv 2310.08513), lazy although of low rank.</summary>
/// <remarks>
/// W = s Σ_k u_k v_kᵀ with r orthonormal pairs and equal singular values. v_1 = c t + √(1 − c²) q, where t is the direction of the features' covariance with the target, Σβ,
/// which gradient descent follows first, and q a random direction across it; all others are random. The construction is ours; the paper's could not be read.
/// </remarks>
/// <param name="Rank">r, from 1 to the smaller side of the weights.</param>
public sealed record AlignedLowRankInitializer(int Rank = 1)
{
    /// <summary>c, cosine of the first direction with that of the target, from −1 to 1. Default 1.</summary>
    public double Overlap { get; init; } = 1;

    /// <summary>‖W‖_F, above 0. Default 1.</summary>
    public double Norm { get; init; } = 1;

    /// <summary>Draws weights for features that are white.</summary>
    /// <inheritdoc cref="Draw(int, Vector{double}, Matrix{double}, RandomStream)" path="/param[@name='units' or @name='target' or @name='random']"/>
    /// <inheritdoc cref="Draw(int, Vector{double}, Matrix{double}, RandomStream)" path="/returns"/>
    /// <inheritdoc cref="Draw(int, Vector{double}, Matrix{double}, RandomStream)" path="/exception"/>
    public Matrix<double> Draw(int units, Vector<double> target, RandomStream random) =>
        Draw(units, target, Matrix<double>.Build.DenseIdentity(target is null ? 0 : target.Count), random);

    /// <summary>Draws weights.</summary>
    /// <param name="units">N, units that receive.</param>
    /// <param name="target">β, coefficients of the target βᵀx, not zero, [d].</param>
    /// <param name="covariance">Σ, covariance of the features x, [d, d].</param>
    /// <param name="random">The stream that is read.</param>
    /// <returns>W, [N, d].</returns>
    /// <exception cref="ArgumentException">Sizes do not fit, the target has no covariance with the features, or rank, overlap or norm is out of range.</exception>
    public Matrix<double> Draw(int units, Vector<double> target, Matrix<double> covariance, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(covariance);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        Check(units, target, covariance);
        var direction = covariance * target;
        if (!(direction.L2Norm() > 0))
        {
            throw new ArgumentException("The target has no covariance with the features, so that there is no direction to align with.", nameof(target));
        }

        var right = Orthonormal(direction.Normalize(2), target.Count, Overlap is 1 or -1 ? Rank : Rank + 1, random);
        var first = Overlap * right[0];
        if (right.Count > Rank)
        {
            first += Math.Sqrt(1 - (Overlap * Overlap)) * right[Rank];
        }

        var left = Orthonormal(Gaussian(units, random), units, Rank, random);
        var weights = left[0].OuterProduct(first);
        for (var k = 1; k < Rank; k++)
        {
            weights += left[k].OuterProduct(right[k]);
        }

        return weights * (Norm / Math.Sqrt(Rank));
    }

    private void Check(int units, Vector<double> target, Matrix<double> covariance)
    {
        if (covariance.RowCount != target.Count || covariance.ColumnCount != target.Count)
        {
            throw new ArgumentException($"The covariance must be [{target.Count}, {target.Count}], as the target has {target.Count} features; got [{covariance.RowCount}, {covariance.ColumnCount}].", nameof(covariance));
        }

        if (!(Overlap is >= -1 and <= 1) || !(Norm > 0))
        {
            throw new ArgumentException(FormattableString.Invariant($"Overlap must be from −1 to 1 and Norm above 0; got {Overlap} and {Norm}."), nameof(target));
        }

        var most = Math.Min(units, Overlap is 1 or -1 ? target.Count : target.Count - 1);
        if (Rank < 1 || Rank > most)
        {
            throw new ArgumentException(FormattableString.Invariant($"The rank of [{units}, {target.Count}] weights with overlap {Overlap} must be from 1 to {most}; got {Rank}."), nameof(units));
        }
    }

    // Gram and Schmidt, twice for orthogonality to the last digit.
    private static List<Vector<double>> Orthonormal(Vector<double> first, int size, int count, RandomStream random)
    {
        var directions = new List<Vector<double>> { first.Normalize(2) };
        while (directions.Count < count)
        {
            var next = Gaussian(size, random);
            foreach (var direction in directions.Concat(directions))
            {
                next -= direction * direction.DotProduct(next);
            }

            directions.Add(next.Normalize(2));
        }

        return directions;
    }

    private static Vector<double> Gaussian(int size, RandomStream random) => Vector<double>.Build.Dense(size, _ => random.NextGaussian());
}
