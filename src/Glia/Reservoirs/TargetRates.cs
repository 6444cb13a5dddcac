using Glia.Random;

namespace Glia.Reservoirs;

/// <summary>The mean rate that each neuron of a reservoir is to have, between 0 and 1.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class TargetRates
{
    private readonly double[] _rates;

    /// <summary>Takes a rate for each neuron.</summary>
    /// <exception cref="ArgumentException">A rate is not between 0 and 1: a sigmoid reaches neither end. The message names the neuron.</exception>
    public TargetRates(IEnumerable<double> rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        _rates = [.. rates];
        var bad = Array.FindIndex(_rates, rate => rate is not (> 0 and < 1));
        if (bad >= 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"The target rate of neuron {bad} is {_rates[bad]}; expected a number between 0 and 1, neither included, since a sigmoid reaches neither."), nameof(rates));
        }
    }

    /// <summary>Number of neurons.</summary>
    public int Count => _rates.Length;

    /// <summary>The rate of each neuron.</summary>
    public IReadOnlyList<double> Rates => _rates;

    /// <summary>Mean over neurons.</summary>
    public double Mean => _rates.Average();

    /// <summary>Variance over neurons.</summary>
    public double Variance => _rates.Select(rate => (rate - Mean) * (rate - Mean)).Average();

    /// <summary>The same rate for all neurons.</summary>
    /// <exception cref="ArgumentException">The rate is not between 0 and 1.</exception>
    public static TargetRates Constant(int units, double rate) => new(Enumerable.Repeat(rate, units));

    /// <summary>Rates drawn from a Beta distribution: mean a/(a + b), and the narrower the larger a + b is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">a or b is not above 0.</exception>
    public static TargetRates Beta(int units, double a, double b, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(a);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(b);
        return new(Enumerable.Range(0, units).Select(_ => Math.Clamp(MathNet.Numerics.Distributions.Beta.InvCDF(a, b, random.NextDouble()), 1e-6, 1 - 1e-6)));
    }

    internal void RequireCount(int units)
    {
        if (Count != units)
        {
            throw new ArgumentException($"There are target rates for {Count} neurons; the reservoir has {units}.");
        }
    }
}
