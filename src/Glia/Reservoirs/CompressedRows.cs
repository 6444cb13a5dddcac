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
