using System.Numerics.Tensors;

namespace Glia.Random;

/// <summary>Normal numbers for noise, many at once.</summary>
/// <remarks>Box–Muller in single precision from uniform numbers of 24 bits: several times faster than one by one, and never beyond 5.8 standard deviations.</remarks>
internal static class GaussianBlock
{
    private const int Most = 256;
    private const float Resolution = 1.0f / (1 << 24);

    /// <summary>Fills the span with normal numbers of mean 0 and the given standard deviation. Allocates nothing.</summary>
    public static void Fill(RandomStream random, Span<float> destination, float deviation)
    {
        Span<float> radii = stackalloc float[Most];
        Span<float> angles = stackalloc float[Most];
        Span<float> waves = stackalloc float[Most];
        while (destination.Length > 0)
        {
            var pairs = Math.Min(Most, (destination.Length + 1) / 2);
            var radius = radii[..pairs];
            var angle = angles[..pairs];
            var wave = waves[..pairs];
            for (var pair = 0; pair < pairs; pair++)
            {
                radius[pair] = ((random.NextUInt32() >> 8) + 1) * Resolution;
                angle[pair] = (random.NextUInt32() >> 8) * (Resolution * 2 * MathF.PI);
            }

            TensorPrimitives.Log<float>(radius, radius);
            TensorPrimitives.Multiply(radius, -2 * deviation * deviation, radius);
            TensorPrimitives.Sqrt<float>(radius, radius);
            TensorPrimitives.Cos<float>(angle, wave);
            TensorPrimitives.Multiply<float>(radius, wave, destination[..pairs]);
            destination = destination[pairs..];
            var second = Math.Min(pairs, destination.Length);
            TensorPrimitives.Sin<float>(angle, wave);
            TensorPrimitives.Multiply<float>(radius[..second], wave[..second], destination[..second]);
            destination = destination[second..];
        }
    }
}
