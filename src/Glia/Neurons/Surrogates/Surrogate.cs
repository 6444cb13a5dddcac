using System.Numerics;

namespace Glia.Neurons.Surrogates;

/// <summary>A surrogate gradient, to be chosen in a neuron's options: any neuron takes any surrogate.</summary>
/// <remarks>
/// <para>All are functions of z = h − θ, the distance of the membrane from the threshold. Names and defaults are those of SpikingJelly, snnTorch and Norse; where two libraries
/// use one name for different functions, both are here under different names.</para>
/// <para>Two surrogates are equal when function and parameters are.</para>
/// </remarks>
public abstract record Surrogate
{
    private Surrogate()
    {
    }

    /// <summary>(α/2) / (1 + (παz/2)²): SpikingJelly's and snnTorch's <c>ATan</c>. Area 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">α is not positive.</exception>
    public static Surrogate ATan(double alpha = 2) => Of(new ATan(Positive(alpha, nameof(alpha))));

    /// <summary>α σ(αz)(1 − σ(αz)): SpikingJelly's default; snnTorch's <c>sigmoid</c> has slope 25. Area 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">α is not positive.</exception>
    public static Surrogate Sigmoid(double alpha = 4) => Of(new Sigmoid(Positive(alpha, nameof(alpha))));

    /// <summary>1 / (1 + k|z|)²: snnTorch's <c>fast_sigmoid</c>, and Norse's <c>SuperSpike</c> with k = 100. Area 2/k.</summary>
    /// <exception cref="ArgumentOutOfRangeException">k is not positive.</exception>
    public static Surrogate FastSigmoid(double slope = 25) => Of(new FastSigmoid(Positive(slope, nameof(slope))));

    /// <summary>α / (1 + |z|)²: SpikingJelly's <c>SuperSpike</c>, another function than Norse's. Area 2α.</summary>
    /// <exception cref="ArgumentOutOfRangeException">α is not positive.</exception>
    public static Surrogate ScaledSuperSpike(double alpha = 1) => Of(new ScaledSuperSpike(Positive(alpha, nameof(alpha))));

    /// <summary>α / (2(1 + |αz|)²): SpikingJelly's <c>SoftSign</c>. Area 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">α is not positive.</exception>
    public static Surrogate SoftSign(double alpha = 2) => Of(new SoftSign(Positive(alpha, nameof(alpha))));

    /// <summary>max(0, α − α²|z|), a triangle: SpikingJelly's <c>PiecewiseQuadratic</c>. Area 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">α is not positive.</exception>
    public static Surrogate PiecewiseQuadratic(double alpha = 1) => Of(new PiecewiseQuadratic(Positive(alpha, nameof(alpha))));

    /// <summary>α max(0, 1 − |z|): Norse's <c>Triangle</c>. Area α.</summary>
    /// <exception cref="ArgumentOutOfRangeException">α is not positive.</exception>
    public static Surrogate Triangle(double alpha = 0.3) => Of(new Triangle(Positive(alpha, nameof(alpha))));

    /// <summary>(α/2) e^(−α|z|): SpikingJelly's <c>PiecewiseExp</c>. Area 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">α is not positive.</exception>
    public static Surrogate PiecewiseExponential(double alpha = 1) => Of(new PiecewiseExponential(Positive(alpha, nameof(alpha))));

    /// <summary>(α/√π) e^(−α²z²), the Gaussian: SpikingJelly's <c>Erf</c>. Area 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">α is not positive.</exception>
    public static Surrogate Gaussian(double alpha = 2) => Of(new Gaussian(Positive(alpha, nameof(alpha))));

    /// <summary>α where |z| &lt; 1/(2α), the boxcar: SpikingJelly's <c>Rect</c>. Area 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">α is not positive.</exception>
    public static Surrogate Boxcar(double alpha = 1) => Of(new Boxcar(Positive(alpha, nameof(alpha))));

    /// <summary>1/(2w) where |z| ≤ w, else c: SpikingJelly's <c>PiecewiseLeakyReLU</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">w is not positive.</exception>
    public static Surrogate PiecewiseLeakyRelu(double width = 1, double outside = 0.01) =>
        Of(new PiecewiseLeakyRelu(Positive(width, nameof(width)), outside));

    /// <summary>σ's derivative with slope α below the threshold and β/(z + 1) above: SpikingJelly's <c>S2NN</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">α or β is not positive.</exception>
    public static Surrogate S2nn(double alpha = 4, double beta = 1) =>
        Of(new S2nn(Positive(alpha, nameof(alpha)), Positive(beta, nameof(beta))));

    /// <summary>1 everywhere: snnTorch's <c>straight_through_estimator</c>.</summary>
    public static Surrogate StraightThrough() => Of(default(StraightThrough));

    /// <summary>k e^(−β|z − 1|): snnTorch's <c>spike_rate_escape</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">β or k is not positive.</exception>
    public static Surrogate SpikeRateEscape(double beta = 1, double slope = 25) =>
        Of(new SpikeRateEscape(Positive(beta, nameof(beta)), Positive(slope, nameof(slope))));

    /// <summary>1 at and above the threshold, k below: snnTorch's leaky spike operator, whose wrapper <c>LSO()</c> calls another function there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">k is not positive.</exception>
    public static Surrogate LeakySpikeOperator(double slope = 0.1) => Of(new LeakySpikeOperator(Positive(slope, nameof(slope))));

    /// <summary>Makes a surrogate of a function of your own; kernels are compiled for it like for the others.</summary>
    /// <typeparam name="TFunction">A struct with the formula.</typeparam>
    public static Surrogate Of<TFunction>(TFunction function)
        where TFunction : struct, ISurrogateFunction => new Holder<TFunction>(function);

    /// <summary>Returns ds/dz at a distance from the threshold.</summary>
    public abstract double Derivative(double z);

    /// <summary>Returns the primitive of the surrogate at a distance from the threshold; it is ½ at 0.</summary>
    public abstract double Primitive(double z);

    internal abstract TResult Accept<TResult>(ISurrogateVisitor<TResult> visitor);

    private static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"The surrogate's {name} must be greater than 0 and finite.");

    private sealed record Holder<TFunction>(TFunction Function) : Surrogate
        where TFunction : struct, ISurrogateFunction
    {
        public override double Derivative(double z) => Function.Derivative(Vector.Create(z))[0];

        public override double Primitive(double z) => Function.Primitive(z);

        public override string ToString() => $"{Function}";

        internal override TResult Accept<TResult>(ISurrogateVisitor<TResult> visitor) => visitor.Visit(Function);
    }
}
