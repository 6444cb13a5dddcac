using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Glia.Random;

namespace Glia.Reservoirs;

/// <summary>A sparse matrix in compressed rows, in single precision.</summary>
/// <remarks>Immutable and thread-safe. Columns of a row are in ascending order.</remarks>
public sealed class CompressedRows
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly float[] _values;

    /// <summary>Takes the entries of a matrix.</summary>
    /// <param name="columnCount">Number of columns.</param>
    /// <param name="starts">Where each row begins among the entries, and at the end their number.</param>
    /// <param name="columns">Column of each entry, ascending within a row.</param>
    /// <param name="values">Value of each entry.</param>
    /// <exception cref="ArgumentException">The arrays do not fit each other, or columns are out of range or order.</exception>
    public CompressedRows(int columnCount, int[] starts, int[] columns, float[] values)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(columnCount);
        if (starts.Length == 0 || starts[0] != 0 || starts[^1] != values.Length || columns.Length != values.Length)
        {
            throw new ArgumentException($"The rows end at entry {(starts.Length == 0 ? 0 : starts[^1])}; there are {columns.Length} columns and {values.Length} values.", nameof(starts));
        }

        for (var row = 0; row + 1 < starts.Length; row++)
        {
            if (starts[row + 1] < starts[row])
            {
                throw new ArgumentException($"Row {row} ends before it begins.", nameof(starts));
            }

            for (var entry = starts[row]; entry < starts[row + 1]; entry++)
            {
                if ((uint)columns[entry] >= (uint)columnCount || (entry > starts[row] && columns[entry] <= columns[entry - 1]))
                {
                    throw new ArgumentException($"Row {row} has the column {columns[entry]}; expected ascending columns below {columnCount}.", nameof(columns));
                }
            }
        }

        (ColumnCount, _starts, _columns, _values) = (columnCount, starts, columns, values);
    }

    /// <summary>Number of rows.</summary>
    public int RowCount => _starts.Length - 1;

    /// <summary>Number of columns.</summary>
    public int ColumnCount { get; }

    /// <summary>Number of entries.</summary>
    public int EntryCount => _values.Length;

    /// <summary>The columns of a row's entries.</summary>
    public ReadOnlySpan<int> Columns(int row) => _columns.AsSpan(_starts[row].._starts[row + 1]);

    /// <summary>The values of a row's entries.</summary>
    public ReadOnlySpan<float> Values(int row) => _values.AsSpan(_starts[row].._starts[row + 1]);

    /// <summary>The largest magnitude of an entry; 0 without entries.</summary>
    internal float LargestMagnitude => _values.Length == 0 ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude<float>(_values));

    /// <summary>The columns of all entries, row by row.</summary>
    internal ReadOnlySpan<int> AllColumns => _columns;

    /// <summary>The values of all entries, row by row.</summary>
    internal ReadOnlySpan<float> AllValues => _values;

    /// <summary>A matrix in which each entry is there with some probability.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="density">The probability, 0 to 1.</param>
    /// <param name="value">Draws the value of an entry.</param>
    /// <param name="random">Source of both.</param>
    /// <exception cref="ArgumentOutOfRangeException">The density is not from 0 to 1.</exception>
    public static CompressedRows Draw(int rows, int columns, double density, Func<RandomStream, double> value, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(random);
        if (density is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(density), density, "The density must be from 0 to 1.");
        }

        var (starts, found, values) = (new int[rows + 1], new List<int>(), new List<float>());
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (random.NextDouble() < density)
                {
                    found.Add(column);
                    values.Add((float)value(random));
                }
            }

            starts[row + 1] = found.Count;
        }

        return new CompressedRows(columns, starts, [.. found], [.. values]);
    }

    /// <summary>The entries of a full matrix that are not 0.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="values">[rows, columns], row by row.</param>
    /// <exception cref="ArgumentException">There are not as many values as rows times columns.</exception>
    public static CompressedRows FromDense(int rows, int columns, ReadOnlySpan<float> values)
    {
        if (values.Length != (long)rows * columns)
        {
            throw new ArgumentException($"A matrix [{rows}, {columns}] has {(long)rows * columns} values; got {values.Length}.", nameof(values));
        }

        var (starts, found, kept) = (new int[rows + 1], new List<int>(), new List<float>());
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (values[(row * columns) + column] is var value and not 0)
                {
                    found.Add(column);
                    kept.Add(value);
                }
            }

            starts[row + 1] = found.Count;
        }

        return new CompressedRows(columns, starts, [.. found], [.. kept]);
    }

    /// <summary>The matrix with rows and columns exchanged.</summary>
    public CompressedRows Transposed()
    {
        var starts = new int[ColumnCount + 1];
        foreach (var column in _columns)
        {
            starts[column + 1]++;
        }

        for (var column = 0; column < ColumnCount; column++)
        {
            starts[column + 1] += starts[column];
        }

        var (next, columns, values) = (starts.AsSpan(0, ColumnCount).ToArray(), new int[EntryCount], new float[EntryCount]);
        for (var row = 0; row < RowCount; row++)
        {
            for (var entry = _starts[row]; entry < _starts[row + 1]; entry++)
            {
                var place = next[_columns[entry]]++;
                (columns[place], values[place]) = (row, _values[entry]);
            }
        }

        return new CompressedRows(RowCount, starts, columns, values);
    }

    /// <summary>The entries of the same places with other values.</summary>
    /// <param name="change">Makes a value of an entry's number, counted row by row, and its value.</param>
    internal CompressedRows WithValues(Func<int, float, double> change)
    {
        var values = new float[EntryCount];
        for (var entry = 0; entry < values.Length; entry++)
        {
            values[entry] = (float)change(entry, _values[entry]);
        }

        return new CompressedRows(ColumnCount, _starts, _columns, values);
    }

    /// <summary>The same entries times a factor.</summary>
    public CompressedRows Scaled(double factor) => new(ColumnCount, _starts, _columns, Array.ConvertAll(_values, value => (float)(value * factor)));

    /// <summary>The same entries with other values.</summary>
    /// <param name="value">A value from row, column and value before.</param>
    public CompressedRows Map(Func<int, int, float, float> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var values = new float[_values.Length];
        for (var row = 0; row < RowCount; row++)
        {
            for (var entry = _starts[row]; entry < _starts[row + 1]; entry++)
            {
                values[entry] = value(row, _columns[entry], _values[entry]);
            }
        }

        return new CompressedRows(ColumnCount, _starts, _columns, values);
    }

    /// <summary>This matrix and another of as many rows, side by side.</summary>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    public CompressedRows Beside(CompressedRows right)
    {
        ArgumentNullException.ThrowIfNull(right);
        if (right.RowCount != RowCount)
        {
            throw new ArgumentException($"A matrix of {RowCount} rows and one of {right.RowCount} cannot stand side by side.", nameof(right));
        }

        var (starts, columns, values) = (new int[RowCount + 1], new List<int>(), new List<float>());
        for (var row = 0; row < RowCount; row++)
        {
            columns.AddRange(Columns(row));
            foreach (var column in right.Columns(row))
            {
                columns.Add(ColumnCount + column);
            }

            values.AddRange(Values(row));
            values.AddRange(right.Values(row));
            starts[row + 1] = columns.Count;
        }

        return new CompressedRows(ColumnCount + right.ColumnCount, starts, [.. columns], [.. values]);
    }

    /// <summary>y = A x. Allocates nothing.</summary>
    /// <param name="x">As many numbers as columns.</param>
    /// <param name="y">Receives as many numbers as rows.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public unsafe void Multiply(ReadOnlySpan<float> x, Span<float> y)
    {
        if (x.Length != ColumnCount || y.Length != RowCount)
        {
            throw new ArgumentException($"A matrix [{RowCount}, {ColumnCount}] maps {ColumnCount} numbers to {RowCount}; got {x.Length} and {y.Length}.", nameof(x));
        }

        fixed (int* starts = _starts, columns = _columns)
        fixed (float* values = _values, from = x, to = y)
        {
            if (EntryCount == (long)RowCount * ColumnCount)
            {
                FullRows.Multiply(values, RowCount, ColumnCount, from, to);
                return;
            }

            for (var row = 0; row < RowCount; row++)
            {
                to[row] = Dot(columns + starts[row], values + starts[row], starts[row + 1] - starts[row], from);
            }
        }
    }

    /// <summary>y ← y + factor · (a row). Allocates nothing; a full row is added as a whole vector.</summary>
    /// <param name="row">The row.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="y">As many numbers as columns.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public void AddRow(int row, float factor, Span<float> y)
    {
        if (y.Length != ColumnCount)
        {
            throw new ArgumentException($"A row has {ColumnCount} columns; the destination has {y.Length}.", nameof(y));
        }

        var values = Values(row);
        if (values.Length == ColumnCount)
        {
            AddAll(values, factor, y);
            return;
        }

        var columns = Columns(row);
        for (var entry = 0; entry < columns.Length; entry++)
        {
            y[columns[entry]] += factor * values[entry];
        }
    }

    private static void AddAll(ReadOnlySpan<float> values, float factor, Span<float> y)
    {
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var to = ref MemoryMarshal.GetReference(y);
        var i = 0;
        for (; i <= y.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (Vector.LoadUnsafe(ref to, (nuint)i) + (factor * Vector.LoadUnsafe(ref from, (nuint)i))).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < y.Length; i++)
        {
            y[i] += factor * values[i];
        }
    }

    // Columns were checked when the matrix was made, and x has as many numbers.
    private static unsafe float Dot(int* columns, float* values, int count, float* x)
    {
        var (entry, sum) = (0, 0f);
        if (count >= Vector256<float>.Count)
        {
            var (first, second) = (Vector256<float>.Zero, Vector256<float>.Zero);
            for (; entry <= count - (2 * Vector256<float>.Count); entry += 2 * Vector256<float>.Count)
            {
                first += Gathered(x, columns + entry) * Vector256.Load(values + entry);
                second += Gathered(x, columns + entry + Vector256<float>.Count) * Vector256.Load(values + entry + Vector256<float>.Count);
            }

            if (entry <= count - Vector256<float>.Count)
            {
                first += Gathered(x, columns + entry) * Vector256.Load(values + entry);
                entry += Vector256<float>.Count;
            }

            sum = Vector256.Sum(first + second);
        }

        for (; entry < count; entry++)
        {
            sum += values[entry] * x[columns[entry]];
        }

        return sum;
    }

    // Eight loads one by one: on the processor that we measured the gather instruction takes about twice as long.
    private static unsafe Vector256<float> Gathered(float* x, int* columns) =>
        Vector256.Create(x[columns[0]], x[columns[1]], x[columns[2]], x[columns[3]], x[columns[4]], x[columns[5]], x[columns[6]], x[columns[7]]);
}
