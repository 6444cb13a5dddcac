namespace Glia.Networks;

/// <summary>A matrix of activity that lies in someone's buffer: one row a sample (or a sample at one time step), one column a unit.</summary>
public readonly ref struct ActivityRows
{
    private readonly Span<float> _values;

    /// <summary>Takes a view of a buffer.</summary>
    /// <param name="values">Numbers, row after row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Units, the numbers of a row that count.</param>
    /// <param name="stride">Distance between rows, at least the width.</param>
    /// <exception cref="ArgumentException">The buffer is too short for so many rows.</exception>
    public ActivityRows(Span<float> values, int rows, int width, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, width);
        if (rows > 0 && values.Length < ((rows - 1) * stride) + width)
        {
            throw new ArgumentException($"{rows} rows of {width} numbers, {stride} apart, need {((rows - 1) * stride) + width} numbers; got {values.Length}.", nameof(values));
        }

        _values = values;
        (Rows, Width, Stride) = (rows, width, stride);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Numbers of a row.</summary>
    public int Width { get; }

    /// <summary>Distance between rows in the buffer.</summary>
    public int Stride { get; }

    /// <summary>One row.</summary>
    public Span<float> this[int row] => _values.Slice(row * Stride, Width);

    /// <summary>Whether all numbers are the same: then there is no direction to learn.</summary>
    public bool IsConstant
    {
        get
        {
            for (var row = 0; row < Rows; row++)
            {
                if (this[row].ContainsAnyExcept(_values[0]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
