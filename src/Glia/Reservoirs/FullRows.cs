using System.Numerics;

namespace Glia.Reservoirs;

/// <summary>y = A x for a matrix without gaps, row by row in memory: four rows at a time share what they read of x.</summary>
internal static unsafe class FullRows
{
    private const int RowsAtOnce = 4;

    public static void Multiply(float* a, int rows, int columns, float* x, float* y)
    {
        var row = 0;
        for (; row <= rows - RowsAtOnce; row += RowsAtOnce)
        {
            Four(a + ((nint)row * columns), columns, x, y + row);
        }

        for (; row < rows; row++)
        {
            y[row] = One(a + ((nint)row * columns), columns, x);
        }
    }

    private static void Four(float* a0, int columns, float* x, float* y)
    {
        var a1 = a0 + columns;
        var a2 = a1 + columns;
        var a3 = a2 + columns;
        Vector<float> s0 = default, s1 = default, s2 = default, s3 = default, t0 = default, t1 = default, t2 = default, t3 = default;
        nint column = 0;
        for (; column <= columns - (2 * Vector<float>.Count); column += 2 * Vector<float>.Count)
        {
            var (first, second) = (Vector.Load(x + column), Vector.Load(x + column + Vector<float>.Count));
            s0 += Vector.Load(a0 + column) * first;
            t0 += Vector.Load(a0 + column + Vector<float>.Count) * second;
            s1 += Vector.Load(a1 + column) * first;
            t1 += Vector.Load(a1 + column + Vector<float>.Count) * second;
            s2 += Vector.Load(a2 + column) * first;
            t2 += Vector.Load(a2 + column + Vector<float>.Count) * second;
            s3 += Vector.Load(a3 + column) * first;
            t3 += Vector.Load(a3 + column + Vector<float>.Count) * second;
        }

        var (y0, y1, y2, y3) = (Vector.Sum(s0 + t0), Vector.Sum(s1 + t1), Vector.Sum(s2 + t2), Vector.Sum(s3 + t3));
        for (; column < columns; column++)
        {
            y0 += a0[column] * x[column];
            y1 += a1[column] * x[column];
            y2 += a2[column] * x[column];
            y3 += a3[column] * x[column];
        }

        (y[0], y[1], y[2], y[3]) = (y0, y1, y2, y3);
    }

    private static float One(float* a, int columns, float* x)
    {
        float sum = 0;
        for (var column = 0; column < columns; column++)
        {
            sum += a[column] * x[column];
        }

        return sum;
    }
}
