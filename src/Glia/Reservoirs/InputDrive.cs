using System.Numerics.Tensors;

namespace Glia.Reservoirs;

/// <summary>Adds W_in u to a drive: column by column where there are few, since most rows of so narrow a matrix are empty or short.</summary>
internal sealed class InputDrive
{
    private const int MostColumns = 64;
    private readonly CompressedRows _weights;
    private readonly float[] _columns = [];
    private readonly float[] _input;
    private readonly float[] _product = [];

    public InputDrive(CompressedRows weights)
    {
        (_weights, _input) = (weights, new float[weights.ColumnCount]);
        if (weights.ColumnCount > MostColumns)
        {
            _product = new float[weights.RowCount];
            return;
        }

        _columns = new float[weights.ColumnCount * weights.RowCount];
        for (var row = 0; row < weights.RowCount; row++)
        {
            var columns = weights.Columns(row);
            for (var entry = 0; entry < columns.Length; entry++)
            {
                _columns[(columns[entry] * weights.RowCount) + row] = weights.Values(row)[entry];
            }
        }
    }

    /// <exception cref="ArgumentException">The input has another length.</exception>
    public void AddTo(Span<float> drive, ReadOnlySpan<double> input)
    {
        if (input.Length != _input.Length)
        {
            throw new ArgumentException($"The reservoir has {_input.Length} input channels; got {input.Length}.", nameof(input));
        }

        if (_product.Length > 0)
        {
            TensorPrimitives.ConvertTruncating(input, _input.AsSpan());
            _weights.Multiply(_input, _product);
            TensorPrimitives.Add(drive, _product, drive);
            return;
        }

        for (var channel = 0; channel < input.Length; channel++)
        {
            TensorPrimitives.MultiplyAdd(_columns.AsSpan(channel * drive.Length, drive.Length), (float)input[channel], drive, drive);
        }
    }
}
