using MathNet.Numerics.LinearAlgebra;

namespace Glia.Recurrent;

/// <summary>Scales weights to the size of normal ones.</summary>
internal static class ConnectivityScale
{
    /// <summary>W times g√N/‖W‖_F.</summary>
    /// <exception cref="InvalidOperationException">There is no connection.</exception>
    public static Matrix<double> ToGain(Matrix<double> weights, double gain)
    {
        var norm = weights.FrobeniusNorm();
        return norm > 0
            ? weights * (gain * Math.Sqrt(weights.RowCount) / norm)
            : throw new InvalidOperationException($"No connection was drawn among {weights.RowCount} units; take more units, a higher probability or another seed.");
    }
}
