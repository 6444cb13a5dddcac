using Glia.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Recurrent;

/// <summary>Normal weights of which only a random share is there, of Frobenius norm g√N exactly.</summary>
/// <param name="Probability">Share of the connections that exist, above 0 and at most 1. Default 0.1.</param>
public sealed record SparseInitializer(double Probability = 0.1) : IRecurrentInitializer
{
    /// <summary>g, above 0. Default 1.25.</summary>
    public double Gain { get; init; } = 1.25;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The probability, the gain or the number of units is out of range.</exception>
    /// <exception cref="InvalidOperationException">No connection was drawn.</exception>
    public Matrix<double> Draw(int units, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Probability, 1);
        var weights = new GaussianInitializer(Gain).Draw(units, random.Child("strengths"));
        var connections = random.Child("connections");

        // Not MapInplace, which goes through large matrices on several threads.
        var sparse = Matrix<double>.Build.Dense(units, units, (to, from) => connections.NextDouble() < Probability ? weights[to, from] : 0);
        return ConnectivityScale.ToGain(sparse, Gain);
    }
}
