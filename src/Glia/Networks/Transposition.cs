using System.Runtime.Intrinsics;

namespace Glia.Networks;

/// <summary>Turns blocks of 16 rows into columns of 16 numbers and back, for the backward product.</summary>
internal static unsafe class Transposition
{
    private const int Rows = DenseKernels.BackwardRows;

    /// <summary>result[c, r] = rows[r, c] for 16 rows.</summary>
    /// <remarks><paramref name="columns"/>: A multiple of 4.</remarks>
    public static void ToColumns(float* rows, int stride, int columns, float* result)
    {
        for (var r = 0; r < Rows; r += 4)
        {
            var row = rows + (r * stride);
            for (var c = 0; c < columns; c += 4)
            {
                var (a, b, d, e) = Transpose(
                    Vector128.Load(row + c), Vector128.Load(row + stride + c), Vector128.Load(row + (2 * stride) + c), Vector128.Load(row + (3 * stride) + c));
                var to = result + (c * Rows) + r;
                a.Store(to);
                b.Store(to + Rows);
                d.Store(to + (2 * Rows));
                e.Store(to + (3 * Rows));
            }
        }
    }

    /// <summary>rows[r, c] = columns[c, r] for 16 rows.</summary>
    /// <remarks><paramref name="stride"/>: Distance between rows, and how many columns there are; a multiple of 4.</remarks>
    public static void ToRows(float* columns, int stride, float* rows)
    {
        for (var r = 0; r < Rows; r += 4)
        {
            for (var c = 0; c < stride; c += 4)
            {
                var from = columns + (c * Rows) + r;
                var to = rows + (r * stride) + c;
                var (a, b, d, e) = Transpose(Vector128.Load(from), Vector128.Load(from + Rows), Vector128.Load(from + (2 * Rows)), Vector128.Load(from + (3 * Rows)));
                a.Store(to);
                b.Store(to + stride);
                d.Store(to + (2 * stride));
                e.Store(to + (3 * stride));
            }
        }
    }

    /// <summary>rows[r, c] = columns[c, r] where active[r, c] is positive and 0 elsewhere.</summary>
    /// <remarks>
    /// <para><paramref name="stride"/>: Distance between rows of <paramref name="active"/> and of <paramref name="rows"/>, and how many columns there are.</para>
    /// <para><paramref name="count"/>: How many rows are wanted; rows are written four at a time.</para>
    /// </remarks>
    public static void ToRowsWhereActive(float* columns, int stride, int count, float* active, float* rows)
    {
        for (var r = 0; r < count; r += 4)
        {
            var offset = r * stride;
            for (var c = 0; c < stride; c += 4)
            {
                var from = columns + (c * Rows) + r;
                var (a, b, d, e) = Transpose(Vector128.Load(from), Vector128.Load(from + Rows), Vector128.Load(from + (2 * Rows)), Vector128.Load(from + (3 * Rows)));
                StoreWhereActive(a, active + offset + c, rows + offset + c);
                StoreWhereActive(b, active + offset + stride + c, rows + offset + stride + c);
                StoreWhereActive(d, active + offset + (2 * stride) + c, rows + offset + (2 * stride) + c);
                StoreWhereActive(e, active + offset + (3 * stride) + c, rows + offset + (3 * stride) + c);
            }
        }
    }

    /// <summary>rows[r, c] = columns[c, r].</summary>
    /// <remarks>
    /// <para><paramref name="stride"/>: Distance between rows, and how many columns there are.</para>
    /// <para><paramref name="count"/>: How many rows are wanted; rows are written four at a time.</para>
    /// </remarks>
    public static void ToRows(float* columns, int stride, int count, float* rows)
    {
        for (var r = 0; r < count; r += 4)
        {
            var row = rows + (r * stride);
            for (var c = 0; c < stride; c += 4)
            {
                var from = columns + (c * Rows) + r;
                var (a, b, d, e) = Transpose(Vector128.Load(from), Vector128.Load(from + Rows), Vector128.Load(from + (2 * Rows)), Vector128.Load(from + (3 * Rows)));
                a.Store(row + c);
                b.Store(row + stride + c);
                d.Store(row + (2 * stride) + c);
                e.Store(row + (3 * stride) + c);
            }
        }
    }

    private static void StoreWhereActive(Vector128<float> value, float* active, float* to) =>
        (value & Vector128.GreaterThan(Vector128.Load(active), Vector128<float>.Zero)).Store(to);

    private static (Vector128<float> A, Vector128<float> B, Vector128<float> C, Vector128<float> D) Transpose(
        Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        var lowAB = Interleave(a, b, low: true);
        var highAB = Interleave(a, b, low: false);
        var lowCD = Interleave(c, d, low: true);
        var highCD = Interleave(c, d, low: false);
        return (
            Vector128.Create(lowAB.GetLower(), lowCD.GetLower()),
            Vector128.Create(lowAB.GetUpper(), lowCD.GetUpper()),
            Vector128.Create(highAB.GetLower(), highCD.GetLower()),
            Vector128.Create(highAB.GetUpper(), highCD.GetUpper()));
    }

    private static Vector128<float> Interleave(Vector128<float> a, Vector128<float> b, bool low) =>
        System.Runtime.Intrinsics.X86.Sse.IsSupported
            ? low ? System.Runtime.Intrinsics.X86.Sse.UnpackLow(a, b) : System.Runtime.Intrinsics.X86.Sse.UnpackHigh(a, b)
            : low ? Vector128.Create(a[0], b[0], a[1], b[1]) : Vector128.Create(a[2], b[2], a[3], b[3]);
}
