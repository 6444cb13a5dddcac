using Glia.Networks;
using Glia.Random;

namespace Glia.Tests.Networks;

public sealed unsafe class DenseKernelsTests
{
    [Theory]
    [InlineData(8, 16)]
    [InlineData(16, 48)]
    [InlineData(24, 128)]
    public void Wide_and_narrow_vectors_give_the_same_bits(int rows, int stride)
    {
        const int inputs = 40;
        const int xStride = 48;
        var x = Fill(rows * xStride, "x");
        var w = Fill(inputs * stride, "w");
        var error = Fill(Math.Max(rows, 16) * stride, "error");
        var columns = Enumerable.Range(0, inputs).ToArray();
        var (forwardWide, forwardNarrow) = (new AlignedBuffer(rows * stride), new AlignedBuffer(rows * stride));
        var (outerWide, outerNarrow) = (Fill(inputs * stride, "target"), Fill(inputs * stride, "target"));
        var (backWide, backNarrow) = (new AlignedBuffer(inputs * 16), new AlignedBuffer(inputs * 16));
        fixed (int* list = columns)
        {
            WideDenseKernels.Forward(x.Pointer, xStride, rows, list, inputs, w.Pointer, stride, error.Pointer, forwardWide.Pointer);
            NarrowDenseKernels.Forward(x.Pointer, xStride, rows, list, inputs, w.Pointer, stride, error.Pointer, forwardNarrow.Pointer);
            WideDenseKernels.AddOuter(x.Pointer, xStride, rows, list, inputs, error.Pointer, stride, outerWide.Pointer, -0.1f);
            NarrowDenseKernels.AddOuter(x.Pointer, xStride, rows, list, inputs, error.Pointer, stride, outerNarrow.Pointer, -0.1f);
        }

        WideDenseKernels.Backward(w.Pointer, stride, inputs, stride, error.Pointer, backWide.Pointer);
        NarrowDenseKernels.Backward(w.Pointer, stride, inputs, stride, error.Pointer, backNarrow.Pointer);

        Assert.Equal(forwardNarrow.Span.ToArray(), forwardWide.Span.ToArray());
        Assert.Equal(outerNarrow.Span.ToArray(), outerWide.Span.ToArray());
        Assert.Equal(backNarrow.Span.ToArray(), backWide.Span.ToArray());
        Assert.Contains(forwardWide.Span.ToArray(), value => value != 0);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(48)]
    public void Lists_of_columns_by_block_skip_zeros_and_change_no_bit(int stride)
    {
        const int rows = 24, inputs = 40, xStride = 48;
        var x = Fill(rows * xStride, "x");
        for (var i = 0; i < x.Length; i++)
        {
            // Each block of eight rows is silent elsewhere.
            if ((i % xStride) % 3 == i / (8 * xStride))
            {
                x.Span[i] = 0;
            }
        }

        var (w, zeros) = (Fill(inputs * stride, "w"), new AlignedBuffer(stride));
        var (whole, wide, narrow) = (new AlignedBuffer(rows * stride), new AlignedBuffer(rows * stride), new AlignedBuffer(rows * stride));
        var (all, lists, counts) = (Enumerable.Range(0, inputs).ToArray(), new int[3 * inputs], new int[3]);
        fixed (int* every = all, some = lists, count = counts)
        {
            for (var block = 0; block < 3; block++)
            {
                counts[block] = DenseKernels.NonZeroColumns(x.Pointer + (block * 8 * xStride), xStride, 8, inputs, some + (block * inputs));
            }

            DenseKernels.Forward(x.Pointer, xStride, rows, every, inputs, w.Pointer, stride, zeros.Pointer, whole.Pointer);
            WideDenseKernels.Forward(x.Pointer, xStride, rows, some, inputs, count, w.Pointer, stride, zeros.Pointer, wide.Pointer);
            NarrowDenseKernels.Forward(x.Pointer, xStride, rows, some, inputs, count, w.Pointer, stride, zeros.Pointer, narrow.Pointer);
        }

        Assert.All(counts, count => Assert.InRange(count, 26, 27));
        Assert.Equal(whole.Span.ToArray(), wide.Span.ToArray());
        Assert.Equal(whole.Span.ToArray(), narrow.Span.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(11)]
    public void Columns_that_fill_up_the_list_are_added_once(int count)
    {
        const int stride = 32;
        var x = Fill(8 * 16, "x");
        var error = Fill(8 * stride, "error");
        var target = new AlignedBuffer(16 * stride);
        var columns = new int[24];
        for (var k = 0; k < count; k++)
        {
            columns[k] = k;
        }

        fixed (int* list = columns)
        {
            DenseKernels.AddOuter(x.Pointer, 16, 8, list, count, error.Pointer, stride, target.Pointer, 1);
        }

        for (var i = 0; i < 16; i++)
        {
            for (var c = 0; c < stride; c++)
            {
                var expected = i < count ? Enumerable.Range(0, 8).Sum(b => (double)x.Span[(b * 16) + i] * error.Span[(b * stride) + c]) : 0;
                Assert.Equal(expected, target.Span[(i * stride) + c], 1e-5);
            }
        }
    }

    [Fact]
    public void Columns_are_listed_when_a_single_row_differs_from_zero()
    {
        var x = new AlignedBuffer(3 * 32);
        x.Span[(1 * 32) + 4] = 1;
        x.Span[(2 * 32) + 20] = -1;
        x.Span[20] = 2;
        x.Span[28] = 3;
        x.Span[30] = float.NaN;     // padding, as a network that has diverged leaves it
        var columns = new int[32];
        int count;
        fixed (int* list = columns)
        {
            count = DenseKernels.NonZeroColumns(x.Pointer, 32, 3, 29, list);
        }

        Assert.Equal([4, 20, 28], columns[..count]);
    }

    private static AlignedBuffer Fill(int length, string name)
    {
        var buffer = new AlignedBuffer(length);
        new RandomStream(3, name).FillUniform(buffer.Span, -1, 1);
        return buffer;
    }
}
