using System.Runtime.Intrinsics;

namespace Glia.Deltas;

/// <summary>Adds the columns of a weight matrix that belong to events: target ← target + Σ value·column, sums in registers.</summary>
/// <remarks>Lengths and pitches are multiples of 16. The order of summation is that of the events, with fused multiply-adds: the same bits whatever the vector width.</remarks>
internal static unsafe class ColumnKernel
{
    private const int Width = 16;

    /// <summary>target[i] += Σ_e values[e] · weights[channels[e]·pitch + i], i below the length.</summary>
    public static void Add(float* values, int* channels, int count, float* weights, int pitch, float* target, int length)
    {
        var i = 0;
        for (; i <= length - (4 * Width); i += 4 * Width)
        {
            AddFour(values, channels, count, weights + i, pitch, target + i);
        }

        if (i <= length - (2 * Width))
        {
            AddTwo(values, channels, count, weights + i, pitch, target + i);
            i += 2 * Width;
        }

        if (i < length)
        {
            AddOne(values, channels, count, weights + i, pitch, target + i);
        }
    }

    private static void AddFour(float* values, int* channels, int count, float* weights, int pitch, float* target)
    {
        var s0 = Vector512.Load(target);
        var s1 = Vector512.Load(target + Width);
        var s2 = Vector512.Load(target + (2 * Width));
        var s3 = Vector512.Load(target + (3 * Width));
        for (var e = 0; e < count; e++)
        {
            var column = weights + ((nint)channels[e] * pitch);
            var value = Vector512.Create(values[e]);
            s0 = Vector512.FusedMultiplyAdd(value, Vector512.Load(column), s0);
            s1 = Vector512.FusedMultiplyAdd(value, Vector512.Load(column + Width), s1);
            s2 = Vector512.FusedMultiplyAdd(value, Vector512.Load(column + (2 * Width)), s2);
            s3 = Vector512.FusedMultiplyAdd(value, Vector512.Load(column + (3 * Width)), s3);
        }

        s0.Store(target);
        s1.Store(target + Width);
        s2.Store(target + (2 * Width));
        s3.Store(target + (3 * Width));
    }

    private static void AddTwo(float* values, int* channels, int count, float* weights, int pitch, float* target)
    {
        var s0 = Vector512.Load(target);
        var s1 = Vector512.Load(target + Width);
        for (var e = 0; e < count; e++)
        {
            var column = weights + ((nint)channels[e] * pitch);
            var value = Vector512.Create(values[e]);
            s0 = Vector512.FusedMultiplyAdd(value, Vector512.Load(column), s0);
            s1 = Vector512.FusedMultiplyAdd(value, Vector512.Load(column + Width), s1);
        }

        s0.Store(target);
        s1.Store(target + Width);
    }

    private static void AddOne(float* values, int* channels, int count, float* weights, int pitch, float* target)
    {
        var sum = Vector512.Load(target);
        for (var e = 0; e < count; e++)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.Create(values[e]), Vector512.Load(weights + ((nint)channels[e] * pitch)), sum);
        }

        sum.Store(target);
    }
}
