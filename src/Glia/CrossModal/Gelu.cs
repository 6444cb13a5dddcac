using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.CrossModal;

/// <summary>GELU, x Φ(x), and its derivative, for vectors; Φ by formula 7.1.26 of Abramowitz and Stegun, right to 10⁻⁷.</summary>
internal static class Gelu
{
    /// <summary>Replaces numbers by their GELU.</summary>
    public static void Apply(Span<float> values)
    {
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var x = new Vector<float>(values[i..]);
            (x * Distribution(x).Probability).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            values[i] *= Distribution(new Vector<float>(values[i])).Probability[0];
        }
    }

    /// <summary>Multiplies a gradient by the derivative, Φ(x) + x φ(x).</summary>
    /// <param name="x">Where.</param>
    /// <param name="gradient">As many numbers.</param>
    public static void Backward(ReadOnlySpan<float> x, Span<float> gradient)
    {
        var i = 0;
        for (; i <= gradient.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(gradient[i..]) * Derivative(new Vector<float>(x[i..]))).CopyTo(gradient[i..]);
        }

        for (; i < gradient.Length; i++)
        {
            gradient[i] *= Derivative(new Vector<float>(x[i]))[0];
        }
    }

    private static Vector<float> Derivative(Vector<float> x)
    {
        var (probability, density) = Distribution(x);
        return probability + (x * density);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<float> Probability, Vector<float> Density) Distribution(Vector<float> x)
    {
        var fall = Vector.Exp(x * x * -0.5f);
        var t = Vector<float>.One / (Vector<float>.One + (Vector.Abs(x) * (0.3275911f * 0.70710678f)));
        var tail = t * (new Vector<float>(0.254829592f) + (t * (new Vector<float>(-0.284496736f) + (t * (new Vector<float>(1.421413741f)
            + (t * (new Vector<float>(-1.453152027f) + (t * new Vector<float>(1.061405429f)))))))));
        var upper = tail * fall * 0.5f;
        return (Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), upper, Vector<float>.One - upper), fall * 0.3989422804f);
    }
}
