using Glia.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Recurrent;

/// <summary>Independent normal weights of standard deviation g/√N, whose expected Frobenius norm is g√N and whose rank is full.</summary>
/// <param name="Gain">g, above 0. Default 1.25, that of Liu et al. 2024, arXiv 2310.08513.</param>
public sealed record GaussianInitializer(double Gain = 1.25) : IRecurrentInitializer
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The gain or the number of units is not above 0.</exception>
    public Matrix<double> Draw(int units, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Gain);
        ArgumentNullException.ThrowIfNull(random);
        var deviation = Gain / Math.Sqrt(units);
        var weights = Matrix<double>.Build.Dense(units, units);
        for (var to = 0; to < units; to++)
        {
            for (var from = 0; from < units; from++)
            {
                weights[to, from] = deviation * random.NextGaussian();
            }
        }

        return weights;
    }
}
