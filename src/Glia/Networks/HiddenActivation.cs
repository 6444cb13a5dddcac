namespace Glia.Networks;

/// <summary>What the hidden units of a <see cref="MultilayerPerceptron"/> make of their sums.</summary>
public enum HiddenActivation
{
    /// <summary>max(0, z).</summary>
    Rectified,

    /// <summary>The exponential linear unit with α = 1 (Clevert, Unterthiner, Hochreiter 2015, arXiv 1511.07289): z where positive, e^z − 1 elsewhere.</summary>
    ExponentialLinear,
}
