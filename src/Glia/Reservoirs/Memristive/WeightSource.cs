using Glia.Random;

namespace Glia.Reservoirs.Memristive;

/// <summary>What random weights are drawn from; all have mean 0.</summary>
public abstract record WeightSource
{
    private WeightSource()
    {
    }

    /// <summary>Normal, s.d. 1.</summary>
    public static WeightSource Gaussian { get; } = new Normal();

    /// <summary>Uniform from −√3 to √3, s.d. 1.</summary>
    public static WeightSource Uniform { get; } = new Flat();

    /// <summary>+ or − a lognormal number of root mean square 1.</summary>
    /// <param name="sigma">S.d. of the logarithm, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">σ is negative.</exception>
    public static WeightSource Lognormal(double sigma = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sigma);
        return new SignedLognormal(sigma);
    }

    /// <summary>Differential pairs of resistive memory as it is after forming, (G⁺ − G⁻)/G_ref, without noise of reading.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static WeightSource ResistiveMemory(MemristorOptions? options = null) => new Pair((options ?? new MemristorOptions()).Validated());

    /// <summary>Draws a weight.</summary>
    public abstract double Draw(RandomStream random);

    private sealed record Normal : WeightSource
    {
        public override double Draw(RandomStream random) => random.NextGaussian();
    }

    private sealed record Flat : WeightSource
    {
        public override double Draw(RandomStream random) => Math.Sqrt(3) * ((2 * random.NextDouble()) - 1);
    }

    private sealed record SignedLognormal(double Sigma) : WeightSource
    {
        public override double Draw(RandomStream random)
        {
            var sign = random.NextDouble() < 0.5 ? -1 : 1;
            return sign * Math.Exp((Sigma * random.NextGaussian()) - (Sigma * Sigma));
        }
    }

    private sealed record Pair(MemristorOptions Options) : WeightSource
    {
        public override double Draw(RandomStream random) => Options.Form(random) - Options.Form(random);
    }
}
