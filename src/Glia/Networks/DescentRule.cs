namespace Glia.Networks;

/// <summary>How a gradient becomes a step of flat parameters.</summary>
/// <remarks>A rule has no state; <see cref="Start"/> gives what is remembered from step to step.</remarks>
public abstract record DescentRule
{
    /// <summary>θ ← θ − rate·g.</summary>
    public static DescentRule Plain { get; } = new PlainDescent();

    /// <summary>v ← m·v + g; θ ← θ − rate·v (the form of PyTorch).</summary>
    /// <param name="momentum">m, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">m is not in [0, 1).</exception>
    public static DescentRule Momentum(double momentum = 0.9) => new MomentumDescent(momentum);

    /// <summary>Adam (Kingma and Ba 2015): θ ← θ − rate·m̂/(√v̂ + ε) with the corrected running means m̂ of g and v̂ of g².</summary>
    /// <param name="beta1">Decay of the mean of g, from 0 to below 1.</param>
    /// <param name="beta2">Decay of the mean of g², from 0 to below 1.</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static DescentRule Adam(double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8) => new AdamDescent(beta1, beta2, epsilon);

    /// <summary>Begins to descend with nothing remembered.</summary>
    /// <param name="parameters">Number of parameters.</param>
    public abstract IDescent Start(int parameters);

    internal static float CheckedShare(double value, string name) => value is >= 0 and < 1
        ? (float)value
        : throw new ArgumentOutOfRangeException(name, value, "A decay or momentum must be from 0 to below 1.");
}
