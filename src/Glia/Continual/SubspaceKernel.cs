using System.Runtime.Intrinsics;

namespace Glia.Continual;

/// <summary>gradient ← gradient − UUᵀ gradient in two passes that keep their sums in registers.</summary>
/// <remarks>Every number is summed in one order with fused multiply-adds, whatever the vector width.</remarks>
internal static unsafe class SubspaceKernel
{
    /// <summary>Directions are worked on in blocks of so many.</summary>
    public const int Rows = 4;

    /// <summary>Columns of the gradient are worked on in blocks of so many: two vectors.</summary>
    public const int Columns = 16;

    /// <summary>Removes the part of the gradient in the space of the directions.</summary>
    /// <param name="basis">[rows, width]: a direction a row; the number of rows a multiple of <see cref="Rows"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Inputs.</param>
    /// <param name="gradient">[width, stride].</param>
    /// <param name="stride">A multiple of <see cref="Columns"/>.</param>
    /// <param name="coefficients">Room for rows × stride numbers.</param>
    /// <param name="active">Room for width numbers.</param>
    public static void Remove(ReadOnlySpan<float> basis, int rows, int width, Span<float> gradient, int stride, Span<float> coefficients, Span<int> active)
    {
        var count = ActiveInputs(gradient, width, stride, active);
        fixed (float* u = basis)
        fixed (float* g = gradient)
        fixed (float* c = coefficients)
        fixed (int* list = active)
        {
            for (var column = 0; column < stride; column += Columns)
            {
                Coefficients(u, rows, width, g + column, stride, c + column, list, count);
                Subtract(u, rows, width, g + column, stride, c + column);
            }
        }
    }

    // Inputs that were silent in the whole batch have no gradient and are skipped.
    private static int ActiveInputs(ReadOnlySpan<float> gradient, int width, int stride, Span<int> active)
    {
        var count = 0;
        for (var i = 0; i < width; i++)
        {
            if (gradient.Slice(i * stride, stride).ContainsAnyExcept(0f))
            {
                active[count++] = i;
            }
        }

        return count;
    }

    private static void Coefficients(float* u, int rows, int width, float* g, int stride, float* c, int* active, int count)
    {
        for (var r = 0; r < rows; r += Rows)
        {
            float* u0 = u + ((nint)r * width), u1 = u0 + width, u2 = u1 + width, u3 = u2 + width;
            Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
            for (var k = 0; k < count; k++)
            {
                var i = active[k];
                var a = Vector256.Load(g + ((nint)i * stride));
                var b = Vector256.Load(g + ((nint)i * stride) + Vector256<float>.Count);
                var s = Vector256.Create(u0[i]);
                (a0, b0) = (Vector256.FusedMultiplyAdd(s, a, a0), Vector256.FusedMultiplyAdd(s, b, b0));
                s = Vector256.Create(u1[i]);
                (a1, b1) = (Vector256.FusedMultiplyAdd(s, a, a1), Vector256.FusedMultiplyAdd(s, b, b1));
                s = Vector256.Create(u2[i]);
                (a2, b2) = (Vector256.FusedMultiplyAdd(s, a, a2), Vector256.FusedMultiplyAdd(s, b, b2));
                s = Vector256.Create(u3[i]);
                (a3, b3) = (Vector256.FusedMultiplyAdd(s, a, a3), Vector256.FusedMultiplyAdd(s, b, b3));
            }

            var target = c + ((nint)r * stride);
            Store(a0, b0, target);
            Store(a1, b1, target + stride);
            Store(a2, b2, target + (2 * stride));
            Store(a3, b3, target + (3 * stride));
        }
    }

    private static void Subtract(float* u, int rows, int width, float* g, int stride, float* c)
    {
        var i = 0;
        for (; i <= width - 4; i += 4)
        {
            var target = g + ((nint)i * stride);
            Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
            for (var r = 0; r < rows; r++)
            {
                var a = Vector256.Load(c + ((nint)r * stride));
                var b = Vector256.Load(c + ((nint)r * stride) + Vector256<float>.Count);
                var from = u + ((nint)r * width) + i;
                var s = Vector256.Create(from[0]);
                (a0, b0) = (Vector256.FusedMultiplyAdd(s, a, a0), Vector256.FusedMultiplyAdd(s, b, b0));
                s = Vector256.Create(from[1]);
                (a1, b1) = (Vector256.FusedMultiplyAdd(s, a, a1), Vector256.FusedMultiplyAdd(s, b, b1));
                s = Vector256.Create(from[2]);
                (a2, b2) = (Vector256.FusedMultiplyAdd(s, a, a2), Vector256.FusedMultiplyAdd(s, b, b2));
                s = Vector256.Create(from[3]);
                (a3, b3) = (Vector256.FusedMultiplyAdd(s, a, a3), Vector256.FusedMultiplyAdd(s, b, b3));
            }

            Take(a0, b0, target);
            Take(a1, b1, target + stride);
            Take(a2, b2, target + (2 * stride));
            Take(a3, b3, target + (3 * stride));
        }

        for (; i < width; i++)
        {
            Vector256<float> a = default, b = default;
            for (var r = 0; r < rows; r++)
            {
                var s = Vector256.Create(u[((nint)r * width) + i]);
                a = Vector256.FusedMultiplyAdd(s, Vector256.Load(c + ((nint)r * stride)), a);
                b = Vector256.FusedMultiplyAdd(s, Vector256.Load(c + ((nint)r * stride) + Vector256<float>.Count), b);
            }

            Take(a, b, g + ((nint)i * stride));
        }
    }

    private static void Store(Vector256<float> a, Vector256<float> b, float* target)
    {
        a.Store(target);
        b.Store(target + Vector256<float>.Count);
    }

    private static void Take(Vector256<float> a, Vector256<float> b, float* target) =>
        Store(Vector256.Load(target) - a, Vector256.Load(target + Vector256<float>.Count) - b, target);
}
