namespace Glia.Dendrites;

/// <summary>How often a segment that several patterns share fires on a random pattern.</summary>
/// <param name="ExpectedSize">Expected synapses of the segment, E|X| (equation 13).</param>
/// <param name="Probability">The exact probability: the mean over the distribution of |X|.</param>
/// <param name="Variance">Variance, over |X|, of one segment's probability: simulations that reuse a segment need it.</param>
/// <param name="MeanField">The paper's equation 15: the probability at |X| = E|X|, rounded.</param>
public readonly record struct UnionMatch(double ExpectedSize, double Probability, double Variance, double MeanField);
