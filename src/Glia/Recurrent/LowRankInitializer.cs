using Glia.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Recurrent;

/// <summary>Normal weights cut to their largest singular values, and scaled back to the size that they had.</summary>
/// <remarks>Liu et al. 2024, arXiv 2310.08513: W = g G/√N, its r largest singular triplets, times ‖W‖_F over their norm. To compare ranks, cut one full matrix with
/// <see cref="Truncate"/>.</remarks>
/// <param name="Rank">r, from 1 to N.</param>
public sealed record LowRankInitializer(int Rank) : IRecurrentInitializer
{
    /// <summary>g, above 0. Default 1.25.</summary>
    public double Gain { get; init; } = 1.25;

    /// <summary>Whether the cut matrix is scaled back to the Frobenius norm of the full one. Default true; see <see cref="Warning"/>.</summary>
    public bool PreserveFrobenius { get; init; } = true;

    /// <summary>What is doubtful about these settings; null if nothing is.</summary>
    public string? Warning => PreserveFrobenius
        ? null
        : $"Rank and size are confounded: weights cut to rank {Rank} are smaller than the full ones. Set PreserveFrobenius = true to compare ranks.";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The rank is not from 1 to N.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The gain or the number of units is not above 0.</exception>
    public Matrix<double> Draw(int units, RandomStream random) => Truncate(new GaussianInitializer(Gain).Draw(units, random));

    /// <summary>Cuts a matrix to the rank.</summary>
    /// <param name="full">[rows, columns].</param>
    /// <exception cref="ArgumentException">The rank is not from 1 to the smaller side of the matrix.</exception>
    public Matrix<double> Truncate(Matrix<double> full)
    {
        ArgumentNullException.ThrowIfNull(full);
        var most = Math.Min(full.RowCount, full.ColumnCount);
        if (Rank < 1 || Rank > most)
        {
            throw new ArgumentException($"The rank of a [{full.RowCount}, {full.ColumnCount}] matrix must be from 1 to {most}; got {Rank}.", nameof(full));
        }

        if (Rank == most)
        {
            return full.Clone();
        }

        var parts = full.Svd();
        var cut = parts.U.SubMatrix(0, full.RowCount, 0, Rank)
            * Matrix<double>.Build.DiagonalOfDiagonalVector(parts.S.SubVector(0, Rank))
            * parts.VT.SubMatrix(0, Rank, 0, full.ColumnCount);
        return PreserveFrobenius ? cut * (full.FrobeniusNorm() / cut.FrobeniusNorm()) : cut;
    }
}
