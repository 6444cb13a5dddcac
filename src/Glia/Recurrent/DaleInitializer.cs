using Glia.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Recurrent;

/// <summary>Dale's law: each unit either excites or inhibits all others; inhibition is so much stronger that both cancel on average. Of Frobenius norm g√N exactly.</summary>
/// <remarks>Magnitudes are those of normal numbers; the first units excite. Balance as in Rajan and Abbott 2006; Liu et al. 2024 (arXiv 2310.08513) name Dale's law
/// among their structures, but their construction could not be read.</remarks>
public sealed record DaleInitializer : IRecurrentInitializer
{
    /// <summary>f, share of the units that excite, above 0 and below 1. Default 0.8.</summary>
    public double ExcitatoryShare { get; init; } = 0.8;

    /// <summary>g, above 0. Default 1.25.</summary>
    public double Gain { get; init; } = 1.25;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The share leaves no unit of one kind.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The gain or the number of units is not above 0.</exception>
    public Matrix<double> Draw(int units, RandomStream random)
    {
        var excitatory = (int)Math.Round(ExcitatoryShare * units);
        if (!(ExcitatoryShare is > 0 and < 1) || excitatory < 1 || excitatory >= units)
        {
            throw new ArgumentException(FormattableString.Invariant($"Of {units} units at least one must excite and one inhibit; got ExcitatoryShare = {ExcitatoryShare}."), nameof(units));
        }

        var inhibition = -(double)excitatory / (units - excitatory);
        return ConnectivityScale.ToGain(new GaussianInitializer(Gain).Draw(units, random).MapIndexed((_, from, weight) => Math.Abs(weight) * (from < excitatory ? 1 : inhibition)), Gain);
    }
}
