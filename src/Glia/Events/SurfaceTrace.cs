using System.Numerics;

namespace Glia.Events;

/// <summary>Turns ages into traces, in whole vectors: the memory must go on for one vector beyond the length.</summary>
internal static unsafe class SurfaceTrace
{
    /// <summary>From so many time constants on a trace is 0.</summary>
    public const float Longest = 20;

    private const int ExponentBias = 127;
    private const int MantissaBits = 23;

    /// <summary>values ← e^(−value/τ), 0 from 20 τ on; within 1e-6 of its size, and 1 for 0.</summary>
    /// <remarks>2^z = 2^n · 2^f with n the nearest whole number and the Taylor polynomial of degree 7 for 2^f, whose error is 5e-9.</remarks>
    public static void Exponential(float* values, int length, double tau)
    {
        var ln2 = Math.Log(2);
        var scale = new Vector<float>((float)(-1 / (tau * ln2)));
        var lowest = new Vector<float>((float)(-Longest / ln2));
        Vector<float> c1 = new((float)ln2), c2 = new((float)(ln2 * ln2 / 2)), c3 = new((float)(Math.Pow(ln2, 3) / 6)), c4 = new((float)(Math.Pow(ln2, 4) / 24));
        Vector<float> c5 = new((float)(Math.Pow(ln2, 5) / 120)), c6 = new((float)(Math.Pow(ln2, 6) / 720)), c7 = new((float)(Math.Pow(ln2, 7) / 5040));
        for (var i = 0; i < length; i += Vector<float>.Count)
        {
            var exponent = Vector.Load(values + i) * scale;
            var alive = Vector.GreaterThan(exponent, lowest);
            exponent = Vector.Max(exponent, lowest);
            var whole = Vector.Round(exponent);
            var part = exponent - whole;
            var power = Vector.FusedMultiplyAdd(c7, part, c6);
            power = Vector.FusedMultiplyAdd(power, part, c5);
            power = Vector.FusedMultiplyAdd(power, part, c4);
            power = Vector.FusedMultiplyAdd(power, part, c3);
            power = Vector.FusedMultiplyAdd(power, part, c2);
            power = Vector.FusedMultiplyAdd(power, part, c1);
            power = Vector.FusedMultiplyAdd(power, part, Vector<float>.One);
            var factor = Vector.AsVectorSingle(Vector.ShiftLeft(Vector.ConvertToInt32(whole) + new Vector<int>(ExponentBias), MantissaBits));
            Vector.Store(Vector.ConditionalSelect(alive, power * factor, Vector<float>.Zero), values + i);
        }
    }

    /// <summary>values ← max(0, 1 − value/τ).</summary>
    public static void Linear(float* values, int length, double tau)
    {
        var scale = new Vector<float>((float)(-1 / tau));
        for (var i = 0; i < length; i += Vector<float>.Count)
        {
            Vector.Store(Vector.Max(Vector<float>.Zero, Vector.FusedMultiplyAdd(Vector.Load(values + i), scale, Vector<float>.One)), values + i);
        }
    }
}
