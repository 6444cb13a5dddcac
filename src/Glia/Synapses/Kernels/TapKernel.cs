using System.Numerics;
using System.Runtime.CompilerServices;
using Glia.Neurons.Kernels;
using Glia.Neurons.Surrogates;

namespace Glia.Synapses.Kernels;

/// <summary>Turns weights and positions into the kernel over delays, and gradients of the kernel back into theirs.</summary>
/// <remarks>
/// <para>q = p + K div 2; g_j = a_j/Z, Z = Σa + 10⁻⁷; the kernel at delay d = K − 1 − j is Σ over taps of w·g_j.
/// ∂w = Σ g_j ∂g_j; ∂p = w (Σ a'_j ∂_j/Z − Σ a_j ∂_j · Σ a'/Z²). Khalfaoui-Hassani et al. 2023, arXiv 2112.03740 and 2306.17670.</para>
/// <para>Layouts: weight and position [taps, inputs, outputs], kernel [inputs, K, row], the row filled up to whole vectors with zeros.</para>
/// </remarks>
internal sealed unsafe class TapKernel<T>(TapProfile<T> profile, DelayShape shape, int taps)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double Small = 1e-7;

    /// <summary>Computes the kernel; it need not be zero before.</summary>
    public void Fill(ReadOnlySpan<T> weights, ReadOnlySpan<T> positions, Span<T> kernel)
    {
        fixed (T* w0 = weights, p0 = positions, k0 = kernel)
        {
            var (w, p, k) = ((nint)w0, (nint)p0, (nint)k0);
            BlockParallel.Run(shape.Inputs, input => FillPlane(input, (T*)w, (T*)p, (T*)k + (input * shape.PlaneOf<T>())));
        }
    }

    /// <summary>Computes the gradients of weights and positions from that of the kernel.</summary>
    public void Backward(ReadOnlySpan<T> weights, ReadOnlySpan<T> positions, ReadOnlySpan<T> kernelGradient, Span<T> weightGradient, Span<T> positionGradient)
    {
        fixed (T* w0 = weights, p0 = positions, k0 = kernelGradient, dw0 = weightGradient, dp0 = positionGradient)
        {
            var (w, p, k, dw, dp) = ((nint)w0, (nint)p0, (nint)k0, (nint)dw0, (nint)dp0);
            BlockParallel.Run(shape.Inputs, input =>
                BackwardPlane(input, (T*)w, (T*)p, (T*)k + (input * shape.PlaneOf<T>()), (T*)dw, (T*)dp));
        }
    }

    private void FillPlane(int input, T* weights, T* positions, T* plane)
    {
        var row = shape.RowOf<T>();
        new Span<T>(plane, shape.PlaneOf<T>()).Clear();
        var heights = stackalloc Vector<T>[shape.Slots];
        for (var tap = 0; tap < taps; tap++)
        {
            var first = ((tap * shape.Inputs) + input) * shape.Outputs;
            for (var output = 0; output < shape.Outputs; output += Vector<T>.Count)
            {
                var weight = Load(weights + first, output);
                var (q, sum, _) = Heights(Load(positions + first, output), heights);
                var scale = profile.IsRounded ? weight : weight / (sum + VectorMath.Of<T>(Small));
                for (var j = 0; j < shape.Slots; j++)
                {
                    var at = plane + ((shape.Slots - 1 - j) * row) + output;
                    Store(at, LoadWhole(at) + (heights[j] * scale));
                }
            }
        }
    }

    private void BackwardPlane(int input, T* weights, T* positions, T* plane, T* weightGradient, T* positionGradient)
    {
        var row = shape.RowOf<T>();
        var heights = stackalloc Vector<T>[shape.Slots];
        for (var tap = 0; tap < taps; tap++)
        {
            var first = ((tap * shape.Inputs) + input) * shape.Outputs;
            for (var output = 0; output < shape.Outputs; output += Vector<T>.Count)
            {
                var weight = Load(weights + first, output);
                var (q, sum, slope) = Heights(Load(positions + first, output), heights);
                Vector<T> byHeight = default, bySlope = default;
                for (var j = 0; j < shape.Slots; j++)
                {
                    var gradient = LoadWhole(plane + ((shape.Slots - 1 - j) * row) + output);
                    byHeight += heights[j] * gradient;
                    bySlope += profile.Slope(heights[j], VectorMath.Of<T>(j), q) * gradient;
                }

                var inverse = profile.IsRounded ? Vector<T>.One : Vector<T>.One / (sum + VectorMath.Of<T>(Small));
                StorePart(weightGradient + first, output, byHeight * inverse);
                StorePart(positionGradient + first, output, weight * inverse * (bySlope - (byHeight * slope * inverse)));
            }
        }
    }

    private (Vector<T> Centre, Vector<T> Sum, Vector<T> Slope) Heights(Vector<T> position, Vector<T>* heights)
    {
        var q = position + VectorMath.Of<T>(shape.Slots / 2);
        Vector<T> sum = default, slope = default;
        for (var j = 0; j < shape.Slots; j++)
        {
            var place = VectorMath.Of<T>(j);
            heights[j] = profile.Height(place, q);
            sum += heights[j];
            slope += profile.Slope(heights[j], place, q);
        }

        return (q, sum, slope);
    }

    private Vector<T> Load(T* values, int output)
    {
        if (output + Vector<T>.Count <= shape.Outputs)
        {
            return LoadWhole(values + output);
        }

        Vector<T> part = default;
        for (var lane = 0; output + lane < shape.Outputs; lane++)
        {
            part = part.WithElement(lane, values[output + lane]);
        }

        return part;
    }

    private void StorePart(T* values, int output, Vector<T> vector)
    {
        for (var lane = 0; lane < Vector<T>.Count && output + lane < shape.Outputs; lane++)
        {
            values[output + lane] = vector[lane];
        }
    }

    private static Vector<T> LoadWhole(T* at) => Unsafe.ReadUnaligned<Vector<T>>(at);

    private static void Store(T* at, Vector<T> vector) => Unsafe.WriteUnaligned(at, vector);
}
