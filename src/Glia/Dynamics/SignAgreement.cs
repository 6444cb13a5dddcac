using MathNet.Numerics.LinearAlgebra;

namespace Glia.Dynamics;

/// <summary>Share of activities whose sign did not change; for ReLU units, of those that stayed active or stayed silent.</summary>
public static class SignAgreement
{
    /// <summary>The share, from 0 to 1, over all examples and units; 0 is a sign of its own.</summary>
    /// <param name="first">[examples, units].</param>
    /// <param name="second">[examples, units].</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static double Between(Matrix<double> first, Matrix<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.RowCount != second.RowCount || first.ColumnCount != second.ColumnCount)
        {
            throw new ArgumentException($"Activities must be of the same examples and units; got [{first.RowCount}, {first.ColumnCount}] and [{second.RowCount}, {second.ColumnCount}].", nameof(second));
        }

        return first.Enumerate().Zip(second.Enumerate(), (one, other) => Math.Sign(one) == Math.Sign(other) ? 1.0 : 0).Average();
    }
}
