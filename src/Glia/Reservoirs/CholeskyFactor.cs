using System.Numerics.Tensors;

namespace Glia.Reservoirs;

/// <summary>The Cholesky factor L of a symmetric matrix A = L L', block by block, in double precision.</summary>
internal sealed unsafe class CholeskyFactor : IDisposable
{
    private const int BlockColumns = 128;

    // What is left of a diagonal entry below this share of it is rounding.
    private const double LeastPivot = 1e-15;
    private readonly int _size;
    private readonly int _stride;
    private readonly PanelBuffer _matrix;
    private readonly double[] _diagonal;

    /// <summary>Room for a matrix, all 0.</summary>
    public CholeskyFactor(int size)
    {
        _size = size;
        _stride = StateProducts.RoundedUp(size, PanelProducts.PanelWidth) + PanelProducts.GroupWidth;
        _matrix = new PanelBuffer((nint)(size + PanelProducts.PanelWidth) * _stride);
        _diagonal = new double[size];
    }

    /// <summary>A row of A up to its diagonal, to be filled before the factorisation.</summary>
    public Span<double> Row(int row) => new(_matrix.Pointer + ((nint)row * _stride), row + 1);

    /// <summary>Replaces A by L.</summary>
    /// <returns>Whether A is positive definite to rounding; if not, the content is lost.</returns>
    public bool Factor()
    {
        for (var row = 0; row < _size; row++)
        {
            _diagonal[row] = Row(row)[row];
        }

        using var panels = new PanelBuffer((nint)StateProducts.RoundedUp(_size, PanelProducts.GroupWidth) * BlockColumns);
        for (var first = 0; first < _size; first += BlockColumns)
        {
            var end = Math.Min(first + BlockColumns, _size);
            if (!FactorColumns(first, end))
            {
                return false;
            }

            var left = _size - end;
            if (left > 0)
            {
                Pack(panels.Pointer, first, end);
                var rowPanels = StateProducts.RoundedUp(left, PanelProducts.PanelWidth) / PanelProducts.PanelWidth;
                PanelProducts.Add(panels.Pointer, rowPanels, left, BlockColumns, end - first, -1, _matrix.Pointer + ((nint)end * _stride) + end, _stride);
            }
        }

        return true;
    }

    /// <summary>Replaces b by the solution of A x = b, after the factorisation.</summary>
    public void Solve(Span<double> b)
    {
        for (var row = 0; row < _size; row++)
        {
            var l = Row(row);
            b[row] = (b[row] - TensorPrimitives.Dot<double>(l[..row], b[..row])) / l[row];
        }

        for (var row = _size - 1; row >= 0; row--)
        {
            var l = Row(row);
            b[row] /= l[row];
            TensorPrimitives.MultiplyAdd(l[..row], -b[row], b[..row], b[..row]);
        }
    }

    public void Dispose() => _matrix.Dispose();

    private bool FactorColumns(int first, int end)
    {
        for (var row = first; row < _size; row++)
        {
            var l = new Span<double>(_matrix.Pointer + ((nint)row * _stride), _size);
            for (var column = first; column < Math.Min(row, end); column++)
            {
                var other = Row(column);
                l[column] = (l[column] - TensorPrimitives.Dot<double>(l[first..column], other[first..column])) / other[column];
            }

            if (row < end)
            {
                var pivot = l[row] - TensorPrimitives.SumOfSquares<double>(l[first..row]);
                if (!(pivot > LeastPivot * _diagonal[row]) || double.IsInfinity(pivot))
                {
                    return false;
                }

                l[row] = Math.Sqrt(pivot);
            }
        }

        return true;
    }

    // Rows below the block become columns of panels; those that fill up the last panels are 0.
    private void Pack(double* panels, int first, int end)
    {
        var rows = StateProducts.RoundedUp(_size - end, PanelProducts.GroupWidth);
        for (var row = 0; row < rows; row++)
        {
            var to = panels + ((nint)(row / PanelProducts.PanelWidth) * BlockColumns * PanelProducts.PanelWidth) + (row % PanelProducts.PanelWidth);
            var from = _matrix.Pointer + ((nint)(end + row) * _stride) + first;
            for (var k = 0; k < end - first; k++)
            {
                to[k * PanelProducts.PanelWidth] = end + row < _size ? from[k] : 0;
            }
        }
    }
}
