using System.Numerics;

namespace Glia.Neurons.Kernels;

/// <summary>The numbers of a matrix that are not zero, row by row: spikes of many inputs. Products cost per spike, not per input.</summary>
internal sealed unsafe class SparseRows<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Fixed, so that sums do not depend on the number of threads.
    private const int GradientBlocks = 8;
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly T[] _values;

    private SparseRows(int columnCount, int[] starts, int[] columns, T[] values) => (ColumnCount, _starts, _columns, _values) = (columnCount, starts, columns, values);

    /// <summary>Number of rows.</summary>
    public int RowCount => _starts.Length - 1;

    /// <summary>Number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>The numbers, row by row.</summary>
    public ReadOnlySpan<T> Values => _values;

    /// <summary>Collects what is not zero; null where that is more than a share of all numbers.</summary>
    /// <param name="dense">[rows, columns].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="greatestShare">Share above which a dense product is the better one.</param>
    public static SparseRows<T>? TryCollect(ReadOnlySpan<T> dense, int rows, int columns, double greatestShare)
    {
        var limit = (int)Math.Min(int.MaxValue, greatestShare * dense.Length);
        var (starts, found, values) = (new int[rows + 1], new List<int>(), new List<T>());
        for (var row = 0; row < rows; row++)
        {
            var line = dense.Slice(row * columns, columns);
            var c = 0;
            for (; c <= columns - Vector<T>.Count; c += Vector<T>.Count)
            {
                if (!Vector.EqualsAll(new Vector<T>(line[c..]), Vector<T>.Zero))
                {
                    Collect(line.Slice(c, Vector<T>.Count), c, found, values);
                }
            }

            Collect(line[c..], c, found, values);
            if (found.Count > limit)
            {
                return null;
            }

            starts[row + 1] = found.Count;
        }

        return new(columns, starts, [.. found], [.. values]);
    }

    /// <summary>result = this · weights.</summary>
    /// <param name="weights">[columns, outputs].</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="result">[rows, outputs], written.</param>
    public void Multiply(ReadOnlySpan<T> weights, int outputs, Span<T> result)
    {
        const int RowsPerBlock = 256;
        var stride = RowProducts<T>.Padded(outputs);
        var packed = RowProducts<T>.Pack(weights, ColumnCount, outputs, outputs, 1);
        fixed (T* r = result)
        {
            var results = (nint)r;
            BlockParallel.Run((RowCount + RowsPerBlock - 1) / RowsPerBlock, block =>
            {
                var sum = new T[stride];
                for (var row = block * RowsPerBlock; row < Math.Min(RowCount, (block + 1) * RowsPerBlock); row++)
                {
                    sum.AsSpan().Clear();
                    for (var n = _starts[row]; n < _starts[row + 1]; n++)
                    {
                        AddScaled(packed.AsSpan(_columns[n] * stride, stride), _values[n], sum);
                    }

                    sum.AsSpan(0, outputs).CopyTo(new Span<T>((T*)results + ((nint)row * outputs), outputs));
                }
            });
        }
    }

    /// <summary>result = transpose of this · gradient: the gradient of the weights.</summary>
    /// <param name="gradient">[rows, outputs].</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="result">[columns, outputs], written.</param>
    public void MultiplyTransposed(ReadOnlySpan<T> gradient, int outputs, Span<T> result)
    {
        var stride = RowProducts<T>.Padded(outputs);
        var sums = new T[GradientBlocks][];
        var rowsPerBlock = (RowCount + GradientBlocks - 1) / GradientBlocks;
        fixed (T* g = gradient)
        {
            var gradients = (nint)g;
            BlockParallel.Run(GradientBlocks, block =>
            {
                var (sum, line) = (new T[ColumnCount * stride], new T[stride]);
                for (var row = block * rowsPerBlock; row < Math.Min(RowCount, (block + 1) * rowsPerBlock); row++)
                {
                    new ReadOnlySpan<T>((T*)gradients + ((nint)row * outputs), outputs).CopyTo(line);
                    for (var n = _starts[row]; n < _starts[row + 1]; n++)
                    {
                        AddScaled(line, _values[n], sum.AsSpan(_columns[n] * stride, stride));
                    }
                }

                sums[block] = sum;
            });
        }

        for (var block = 1; block < GradientBlocks; block++)
        {
            AddScaled(sums[block], T.One, sums[0]);
        }

        for (var column = 0; column < ColumnCount; column++)
        {
            sums[0].AsSpan(column * stride, outputs).CopyTo(result.Slice(column * outputs, outputs));
        }
    }

    private static void Collect(ReadOnlySpan<T> line, int first, List<int> columns, List<T> values)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != T.Zero)
            {
                columns.Add(first + i);
                values.Add(line[i]);
            }
        }
    }

    private static void AddScaled(ReadOnlySpan<T> line, T scale, Span<T> sum)
    {
        var factor = Vector.Create(scale);
        fixed (T* from = line, to = sum)
        {
            for (nint c = 0; c < line.Length; c += Vector<T>.Count)
            {
                (Vector.Load(to + c) + (factor * Vector.Load(from + c))).Store(to + c);
            }
        }
    }
}
