using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Surrogates;

/// <summary>max(0, α − α²|z|).</summary>
internal readonly record struct PiecewiseQuadratic(double Alpha) : ISurrogateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector.Max(Vector<T>.Zero, VectorMath.Of<T>(Alpha) - (VectorMath.Of<T>(Alpha * Alpha) * Vector.Abs(z)));

    public double Primitive(double z)
    {
        var reach = Math.Min(Math.Abs(z), 1 / Alpha);
        return (Math.Sign(z) * ((Alpha * reach) - (Alpha * Alpha * reach * reach / 2))) + 0.5;
    }
}

/// <summary>α max(0, 1 − |z|).</summary>
internal readonly record struct Triangle(double Alpha) : ISurrogateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        VectorMath.Of<T>(Alpha) * Vector.Max(Vector<T>.Zero, Vector<T>.One - Vector.Abs(z));

    public double Primitive(double z)
    {
        var reach = Math.Min(Math.Abs(z), 1);
        return (Math.Sign(z) * Alpha * (reach - (reach * reach / 2))) + 0.5;
    }
}

/// <summary>α where |z| &lt; 1/(2α), else 0.</summary>
internal readonly record struct Boxcar(double Alpha) : ISurrogateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector.BitwiseAnd(Vector.LessThan(Vector.Abs(z), VectorMath.Of<T>(0.5 / Alpha)), VectorMath.Of<T>(Alpha));

    public double Primitive(double z) => Math.Clamp((Alpha * z) + 0.5, 0, 1);
}

/// <summary>1/(2w) where |z| ≤ w, else c.</summary>
internal readonly record struct PiecewiseLeakyRelu(double Width, double Outside) : ISurrogateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector.ConditionalSelect(
            Vector.LessThanOrEqual(Vector.Abs(z), VectorMath.Of<T>(Width)), VectorMath.Of<T>(0.5 / Width), VectorMath.Of<T>(Outside));

    public double Primitive(double z)
    {
        var inside = Math.Clamp(z, -Width, Width);
        return (inside / (2 * Width)) + (Outside * (z - inside)) + 0.5;
    }
}

/// <summary>1 everywhere.</summary>
internal readonly record struct StraightThrough : ISurrogateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> => Vector<T>.One;

    public double Primitive(double z) => z + 0.5;
}

/// <summary>1 at and above the threshold, k below.</summary>
internal readonly record struct LeakySpikeOperator(double Slope) : ISurrogateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector.ConditionalSelect(Vector.GreaterThanOrEqual(z, Vector<T>.Zero), Vector<T>.One, VectorMath.Of<T>(Slope));

    public double Primitive(double z) => (z >= 0 ? z : Slope * z) + 0.5;
}
