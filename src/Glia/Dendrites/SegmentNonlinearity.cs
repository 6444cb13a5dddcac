namespace Glia.Dendrites;

/// <summary>What a segment passes on of its number of active synapses.</summary>
public abstract record SegmentNonlinearity
{
    private SegmentNonlinearity()
    {
    }

    /// <summary>The output for a number of active synapses.</summary>
    public abstract double Apply(int overlap);

    /// <summary>1 from the threshold on, else 0.</summary>
    /// <param name="Theta">The threshold.</param>
    public sealed record Threshold(int Theta) : SegmentNonlinearity
    {
        /// <inheritdoc/>
        public override double Apply(int overlap) => overlap >= Theta ? 1 : 0;
    }

    /// <summary>The number of active synapses from the threshold on, else 0.</summary>
    /// <param name="Theta">The threshold.</param>
    public sealed record ThresholdCount(int Theta) : SegmentNonlinearity
    {
        /// <inheritdoc/>
        public override double Apply(int overlap) => overlap >= Theta ? overlap : 0;
    }

    /// <summary>A power of the number of active synapses.</summary>
    /// <param name="Exponent">The exponent, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is not positive.</exception>
    public sealed record Power(double Exponent) : SegmentNonlinearity
    {
        /// <summary>The exponent, positive.</summary>
        public double Exponent { get; init; } = Positive(Exponent, nameof(Exponent));

        /// <inheritdoc/>
        public override double Apply(int overlap) => Math.Pow(overlap, Exponent);
    }

    /// <summary>A logistic function of the number of active synapses.</summary>
    /// <param name="Centre">Where it is one half.</param>
    /// <param name="Scale">How wide it rises, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive.</exception>
    public sealed record Sigmoid(double Centre, double Scale) : SegmentNonlinearity
    {
        /// <summary>How wide it rises, positive.</summary>
        public double Scale { get; init; } = Positive(Scale, nameof(Scale));

        /// <inheritdoc/>
        public override double Apply(int overlap) => 1 / (1 + Math.Exp((Centre - overlap) / Scale));
    }

    private static double Positive(double value, string name) => value > 0 ? value
        : throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} must be greater than 0; got {value}."));
}
