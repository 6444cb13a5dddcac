using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Neurons.Surrogates;

/// <summary>(α/2) / (1 + (π α z / 2)²).</summary>
internal readonly record struct ATan(double Alpha) : ISurrogateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var scaled = z * VectorMath.Of<T>(Math.PI * Alpha / 2);
        return VectorMath.Of<T>(Alpha / 2) / (Vector<T>.One + (scaled * scaled));
    }

    public double Primitive(double z) => (Math.Atan(Math.PI * Alpha * z / 2) / Math.PI) + 0.5;
}

/// <summary>1 / (1 + k|z|)².</summary>
internal readonly record struct FastSigmoid(double Slope) : ISurrogateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var root = Vector<T>.One + (VectorMath.Of<T>(Slope) * Vector.Abs(z));
        return Vector<T>.One / (root * root);
    }

    public double Primitive(double z) => (z / (1 + (Slope * Math.Abs(z)))) + 0.5;
}

/// <summary>α / (1 + |z|)².</summary>
internal readonly record struct ScaledSuperSpike(double Alpha) : ISurrogateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var root = Vector<T>.One + Vector.Abs(z);
        return VectorMath.Of<T>(Alpha) / (root * root);
    }

    public double Primitive(double z) => (Alpha * z / (1 + Math.Abs(z))) + 0.5;
}

/// <summary>α / (2 (1 + |αz|)²).</summary>
internal readonly record struct SoftSign(double Alpha) : ISurrogateFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Derivative<T>(Vector<T> z)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var root = Vector<T>.One + Vector.Abs(z * VectorMath.Of<T>(Alpha));
        return VectorMath.Of<T>(Alpha / 2) / (root * root);
    }

    public double Primitive(double z) => (Alpha * z / (2 * (1 + Math.Abs(Alpha * z)))) + 0.5;
}
