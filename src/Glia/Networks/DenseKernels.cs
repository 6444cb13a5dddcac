using System.Runtime.Intrinsics;

namespace Glia.Networks;

/// <summary>The three matrix products of a dense layer, made for small batches: the weights are streamed once, sums stay in registers.</summary>
/// <remarks>
/// <para>Every output number is summed in one order with fused multiply-adds, whatever the vector width: results are the same bits on AVX-512,
/// AVX2 and without vectors.</para>
/// <para>A list of columns says which inputs are not zero in the whole batch; the others are skipped, which changes no bit.</para>
/// <para>Row counts are multiples of <see cref="RowBlock"/>, strides multiples of 16, pointers aligned to 64 bytes.</para>
/// </remarks>
internal static unsafe class DenseKernels
{
    /// <summary>Batches are worked on in blocks of so many rows.</summary>
    public const int RowBlock = 8;

    /// <summary>Columns are worked on in blocks of so many; their list is filled up with the last one.</summary>
    public const int ColumnBlock = 8;

    /// <summary>Backward products take so many rows at once.</summary>
    public const int BackwardRows = 16;

    /// <summary>y[r, c] = bias[c] + Σ_k x[r, columns[k]] · w[columns[k], c].</summary>
    public static void Forward(float* x, int xStride, int rows, int* columns, int count, float* w, int stride, float* bias, float* y)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            WideDenseKernels.Forward(x, xStride, rows, columns, count, w, stride, bias, y);
        }
        else
        {
            NarrowDenseKernels.Forward(x, xStride, rows, columns, count, w, stride, bias, y);
        }
    }

    /// <summary>The same with a list of columns for each block of <see cref="RowBlock"/> rows: for activity that is zero here and there, such as spikes.</summary>
    /// <remarks>Block n's list begins at <c>columns + n · listStride</c> and has <c>counts[n]</c> entries.</remarks>
    public static void Forward(float* x, int xStride, int rows, int* columns, int listStride, int* counts, float* w, int stride, float* bias, float* y)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            WideDenseKernels.Forward(x, xStride, rows, columns, listStride, counts, w, stride, bias, y);
        }
        else
        {
            NarrowDenseKernels.Forward(x, xStride, rows, columns, listStride, counts, w, stride, bias, y);
        }
    }

    /// <summary>target[i, c] += rate · Σ_b x[b, i] · error[b, c] for the listed columns i.</summary>
    public static void AddOuter(float* x, int xStride, int rows, int* columns, int count, float* error, int stride, float* target, float rate)
    {
        var padded = (count + ColumnBlock - 1) / ColumnBlock * ColumnBlock;
        for (var k = count; k < padded; k++)
        {
            columns[k] = columns[count - 1];
        }

        if (Vector512.IsHardwareAccelerated)
        {
            WideDenseKernels.AddOuter(x, xStride, rows, columns, padded, error, stride, target, rate);
        }
        else
        {
            NarrowDenseKernels.AddOuter(x, xStride, rows, columns, padded, error, stride, target, rate);
        }
    }

    /// <summary>result[i, b] = Σ_o w[i, o] · errors[o, b] for 16 rows b at once; errors and result are transposed, 16 numbers a row.</summary>
    /// <remarks><paramref name="inputs"/>: Number of rows of w, padded to a multiple of 8 in <paramref name="result"/>.</remarks>
    public static void Backward(float* w, int stride, int inputs, int outputs, float* errors, float* result)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            WideDenseKernels.Backward(w, stride, inputs, outputs, errors, result);
        }
        else
        {
            NarrowDenseKernels.Backward(w, stride, inputs, outputs, errors, result);
        }
    }

    /// <summary>Lists the columns in which a row differs from zero; returns how many there are.</summary>
    public static int NonZeroColumns(float* x, int xStride, int rows, int columns, int* list)
    {
        var count = 0;
        var width = Vector256<float>.Count;
        for (var first = 0; first < columns; first += width)
        {
            var any = Vector256<int>.Zero;
            for (var row = 0; row < rows; row++)
            {
                any |= Vector256.Load((int*)(x + ((nint)row * xStride) + first));
            }

            // Behind the last column lies padding, which is not a number once a network has diverged; its rows of weights do not exist.
            var within = (1u << Math.Min(width, columns - first)) - 1;
            var bits = ~Vector256.Equals(any, Vector256<int>.Zero).ExtractMostSignificantBits() & within;
            while (bits != 0)
            {
                list[count++] = first + System.Numerics.BitOperations.TrailingZeroCount(bits);
                bits &= bits - 1;
            }
        }

        return count;
    }
}
