using System.Numerics;
using Glia.Neurons.Surrogates;

namespace Glia.Synapses.Kernels;

/// <summary>The height a_j of a tap at position j and its derivative by the centre q, before normalisation.</summary>
/// <remarks>
/// <para>Gaussian: a' = a·(j − q)/s². Where s ≤ 2 steps it is cut off at ⌈4s⌉ steps from the rounded centre, where it is below 3.4·10⁻⁴ of its peak.
/// Triangle: a' = sign(j − q) inside, 0 outside. Rounded: 1 at the rounded centre, 0 elsewhere, no derivative.</para>
/// </remarks>
internal readonly struct TapProfile<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double WidestCutOff = 2;
    private readonly Kind _kind;
    private readonly double _width;
    private readonly double _reach;

    public TapProfile(DelayProfile profile, double sigma, DelayExecution execution)
    {
        _kind = execution == DelayExecution.Rounded ? Kind.Rounded : profile == DelayProfile.Gaussian ? Kind.Gaussian : Kind.Triangle;
        _width = Math.Abs(sigma) + (_kind == Kind.Gaussian ? 0.27 : 1);
        _reach = _width <= WidestCutOff ? Math.Ceiling(4 * _width) : double.PositiveInfinity;
    }

    private enum Kind
    {
        Gaussian,
        Triangle,
        Rounded,
    }

    /// <summary>Whether the tap is one at a whole step, and so needs no normalisation.</summary>
    public bool IsRounded => _kind == Kind.Rounded;

    /// <summary>Height at whole position j of taps centred at q.</summary>
    public Vector<T> Height(Vector<T> j, Vector<T> q)
    {
        var distance = j - q;
        switch (_kind)
        {
            case Kind.Gaussian:
                var height = VectorMath.Exp(distance * distance * VectorMath.Of<T>(-0.5 / (_width * _width)));
                return double.IsInfinity(_reach)
                    ? height
                    : Vector.ConditionalSelect(Vector.LessThanOrEqual(Vector.Abs(j - Round(q)), VectorMath.Of<T>(_reach)), height, Vector<T>.Zero);
            case Kind.Triangle:
                return Vector.Max(Vector<T>.Zero, VectorMath.Of<T>(_width) - Vector.Abs(distance));
            default:
                return VectorMath.OneWhere(Vector.Equals(j, Round(q)));
        }
    }

    /// <summary>Derivative by q of a height that <see cref="Height"/> gave.</summary>
    public Vector<T> Slope(Vector<T> height, Vector<T> j, Vector<T> q) => _kind switch
    {
        Kind.Gaussian => height * (j - q) * VectorMath.Of<T>(1 / (_width * _width)),
        Kind.Triangle => Vector.BitwiseAnd(
            Vector.GreaterThan(height, Vector<T>.Zero),
            VectorMath.OneWhere(Vector.GreaterThan(j, q)) - VectorMath.OneWhere(Vector.LessThan(j, q))),
        _ => Vector<T>.Zero,
    };

    // Halves to the even step, as torch rounds.
    private static Vector<T> Round(Vector<T> value) =>
        typeof(T) == typeof(float) ? Vector.Round(value.As<T, float>()).As<float, T>() : Vector.Round(value.As<T, double>()).As<double, T>();
}
