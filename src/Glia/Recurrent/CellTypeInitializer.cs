using Glia.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Recurrent;

/// <summary>Weights in blocks of cell types: each pair of types has its own probability and mean strength of connections. Of Frobenius norm g√N exactly.</summary>
/// <remarks>
/// The default has excitatory, PV, SST and VIP cells and the pattern that is known of cortical microcircuits (Pfeffer et al. 2013, Campagnola et al. 2022): PV cells inhibit
/// excitatory cells and each other, SST cells all but each other, VIP cells mainly SST cells. Its numbers are round ones of ours, not measured ones; Liu et al. 2024
/// (arXiv 2310.08513) take theirs from data that could not be read.
/// </remarks>
public sealed record CellTypeInitializer : IRecurrentInitializer
{
    /// <summary>Share of the units of each type, K numbers that add up to 1. Default 0.8, 0.08, 0.06, 0.06.</summary>
    public IReadOnlyList<double> Shares { get; init; } = [0.8, 0.08, 0.06, 0.06];

    /// <summary>Probability of a connection, [K, K]: a row for each type that receives; from 0 to 1.</summary>
    public Matrix<double> Probability { get; init; } = Matrix<double>.Build.DenseOfRowArrays([0.1, 0.4, 0.3, 0.05], [0.3, 0.4, 0.3, 0.05], [0.3, 0.1, 0.05, 0.4], [0.2, 0.05, 0.3, 0.05]);

    /// <summary>Mean strength of a connection that exists, negative where it inhibits, [K, K]. Strengths are exponentially distributed.</summary>
    public Matrix<double> Strength { get; init; } = Matrix<double>.Build.DenseOfRowArrays([1, -3, -2, -0.5], [1, -3, -2, -0.5], [0.7, -0.5, -0.5, -2], [0.7, -0.5, -2, -0.5]);

    /// <summary>g, above 0. Default 1.25.</summary>
    public double Gain { get; init; } = 1.25;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The shares do not add up to 1, or a matrix has another size or a probability outside of 0 to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The gain or the number of units is not above 0.</exception>
    /// <exception cref="InvalidOperationException">No connection was drawn.</exception>
    public Matrix<double> Draw(int units, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Gain);
        ArgumentNullException.ThrowIfNull(random);
        Check();
        var types = Enumerable.Range(0, units).Select(unit => TypeOf((unit + 0.5) / units)).ToArray();
        var weights = Matrix<double>.Build.Dense(units, units);
        for (var to = 0; to < units; to++)
        {
            for (var from = 0; from < units; from++)
            {
                var (exists, strength) = (random.NextDouble(), -Math.Log(1 - random.NextDouble()));
                weights[to, from] = exists < Probability[types[to], types[from]] ? Strength[types[to], types[from]] * strength : 0;
            }
        }

        return ConnectivityScale.ToGain(weights, Gain);
    }

    private int TypeOf(double place)
    {
        var (type, end) = (0, Shares[0]);
        while (place >= end && type < Shares.Count - 1)
        {
            end += Shares[++type];
        }

        return type;
    }

    private void Check()
    {
        var types = Shares.Count;
        if (Math.Abs(Shares.Sum() - 1) > 1e-9 || Shares.Any(share => !(share >= 0)))
        {
            throw new ArgumentException(FormattableString.Invariant($"CellTypeInitializer.Shares must be 0 or more and add up to 1; they add up to {Shares.Sum():0.######}."));
        }

        foreach (var (name, matrix) in new[] { (nameof(Probability), Probability), (nameof(Strength), Strength) })
        {
            if (matrix.RowCount != types || matrix.ColumnCount != types)
            {
                throw new ArgumentException($"CellTypeInitializer.{name} must be [{types}, {types}], as there are {types} shares; got [{matrix.RowCount}, {matrix.ColumnCount}].");
            }
        }

        if (Probability.Exists(value => !(value is >= 0 and <= 1)))
        {
            throw new ArgumentException("CellTypeInitializer.Probability must hold numbers from 0 to 1.");
        }
    }
}
