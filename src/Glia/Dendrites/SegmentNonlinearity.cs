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
    public sealed record Power(double Exponent) : SegmentNonlinearity
    {
        /// <inheritdoc/>
        public override double Apply(int overlap) => Math.Pow(overlap, Exponent);
    }

    /// <summary>A logistic function of the number of active synapses.</summary>
    /// <param name="Centre">Where it is one half.</param>
    /// <param name="Scale">How wide it rises, positive.</param>
    public sealed record Sigmoid(double Centre, double Scale) : SegmentNonlinearity
    {
        /// <inheritdoc/>
        public override double Apply(int overlap) => 1 / (1 + Math.Exp((Centre - overlap) / Scale));
    }
}
