using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Surrogates;

/// <summary>α σ(αz) (1 − σ(αz)).</summary>
internal readonly record struct Sigmoid(double Alpha) : ISurrogateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // By |z|, since the function is even: e^(−α|z|) cannot overflow.
        var decay = VectorMath.Exp(Vector.Abs(z) * VectorMath.Of<T>(-Alpha));
        var root = Vector<T>.One + decay;
        return VectorMath.Of<T>(Alpha) * decay / (root * root);
    }

    public double Primitive(double z) => 1 / (1 + Math.Exp(-Alpha * z));
}

/// <summary>(α/2) e^(−α|z|).</summary>
internal readonly record struct PiecewiseExponential(double Alpha) : ISurrogateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        VectorMath.Of<T>(Alpha / 2) * VectorMath.Exp(Vector.Abs(z) * VectorMath.Of<T>(-Alpha));

    public double Primitive(double z) => z < 0 ? Math.Exp(Alpha * z) / 2 : 1 - (Math.Exp(-Alpha * z) / 2);
}

/// <summary>(α/√π) e^(−α²z²).</summary>
internal readonly record struct Gaussian(double Alpha) : ISurrogateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        VectorMath.Of<T>(Alpha / Math.Sqrt(Math.PI)) * VectorMath.Exp(z * z * VectorMath.Of<T>(-Alpha * Alpha));

    public double Primitive(double z) => 0.5 + (ErrorFunction(Alpha * z) / 2);

    // erf x = 2/√π e^(−x²) Σ 2ⁿ x^(2n+1) / (2n+1)!!: all terms have one sign, so nothing cancels.
    private static double ErrorFunction(double x)
    {
        if (Math.Abs(x) > 6)
        {
            return Math.Sign(x);
        }

        double term = x, sum = x;
        for (var n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}

/// <summary>σ's derivative with slope α below the threshold, β/(z + 1) above it.</summary>
internal readonly record struct S2nn(double Alpha, double Beta) : ISurrogateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector.ConditionalSelect(
            Vector.LessThan(z, Vector<T>.Zero),
            new Sigmoid(Alpha).Derivative(z),
            VectorMath.Of<T>(Beta) / (Vector.Max(z, Vector<T>.Zero) + Vector<T>.One));

    public double Primitive(double z) => z < 0 ? new Sigmoid(Alpha).Primitive(z) : (Beta * Math.Log(z + 1)) + 0.5;
}

/// <summary>k e^(−β|z − 1|).</summary>
internal readonly record struct SpikeRateEscape(double Beta, double Slope) : ISurrogateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        VectorMath.Of<T>(Slope) * VectorMath.Exp(Vector.Abs(z - Vector<T>.One) * VectorMath.Of<T>(-Beta));

    public double Primitive(double z)
    {
        var below = Math.Exp(-Beta);
        var area = z < 1 ? Math.Exp(Beta * (z - 1)) - below : 2 - Math.Exp(-Beta * (z - 1)) - below;
        return (Slope / Beta * area) + 0.5;
    }
}
