using System.Runtime.Intrinsics;

namespace Glia.Networks;

/// <summary>The activations of hidden units and their slopes, on whole vectors of 16 numbers.</summary>
internal static unsafe class HiddenUnits
{
    /// <summary>result = φ(z); the two may be the same place.</summary>
    public static void Activate(HiddenActivation activation, float* z, int count, float* result)
    {
        if (activation == HiddenActivation.Rectified)
        {
            for (var i = 0; i < count; i += Vector512<float>.Count)
            {
                Vector512.Max(Vector512.Load(z + i), Vector512<float>.Zero).Store(result + i);
            }

            return;
        }

        for (var i = 0; i < count; i += Vector512<float>.Count)
        {
            var sum = Vector512.Load(z + i);
            var below = Vector512.Exp(Vector512.Min(sum, Vector512<float>.Zero)) - Vector512<float>.One;
            Vector512.ConditionalSelect(Vector512.GreaterThan(sum, Vector512<float>.Zero), sum, below).Store(result + i);
        }
    }

    /// <summary>errors *= φ'(z), which for both activations follows from φ(z) alone.</summary>
    public static void TimesSlope(HiddenActivation activation, float* activations, int count, float* errors)
    {
        if (activation == HiddenActivation.Rectified)
        {
            for (var i = 0; i < count; i += Vector512<float>.Count)
            {
                (Vector512.Load(errors + i) & Vector512.GreaterThan(Vector512.Load(activations + i), Vector512<float>.Zero)).Store(errors + i);
            }

            return;
        }

        // e^z is the activation + 1 below zero; above the slope is 1.
        for (var i = 0; i < count; i += Vector512<float>.Count)
        {
            var slope = Vector512.Min(Vector512.Load(activations + i) + Vector512<float>.One, Vector512<float>.One);
            (Vector512.Load(errors + i) * slope).Store(errors + i);
        }
    }
}
