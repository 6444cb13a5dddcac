using Glia.Networks;
using Glia.Neurons.Kernels;
using MathNet.Numerics.LinearAlgebra;

namespace Glia.Dynamics;

/// <summary>The Jacobian of a weight matrix as sums of outer products: row r is Σ_k e_{r,k} ⊗ a_{x(r),k}, with errors e of output r and inputs a of its example x(r).</summary>
/// <remarks>
/// So it is for every layer of a network (one term), and for recurrent weights (a term a step). The kernel is then Σ_{k,l} (e_{r,k}·e_{s,l}) (a_{x(r),k}·a_{x(s),l}): products of
/// vectors as long as a layer instead of as long as its weights, and no Jacobian in memory.
/// </remarks>
internal sealed unsafe class TangentFactors
{
    private const int RowBlock = RowProducts<float>.Rows;

    private readonly int _examples;
    private readonly int _terms;
    private readonly int _errorStride;
    private readonly int _inputStride;
    private readonly int[] _exampleOf;
    private readonly AlignedBuffer _errors;
    private readonly AlignedBuffer _inputs;

    public TangentFactors(IReadOnlyList<int> exampleOfRow, int examples, int terms, int errorSize, int inputSize)
    {
        _exampleOf = [.. exampleOfRow];
        (_examples, _terms, ErrorSize, InputSize) = (examples, terms, errorSize, inputSize);
        (_errorStride, _inputStride) = (RowProducts<float>.Padded(errorSize), RowProducts<float>.Padded(inputSize));
        _errors = new AlignedBuffer(Whole(_exampleOf.Length) * terms * _errorStride);
        _inputs = new AlignedBuffer(Whole(examples * terms) * _inputStride);
    }

    public int ErrorSize { get; }

    public int InputSize { get; }

    public Span<float> Error(int row, int term) => _errors.Span.Slice(((row * _terms) + term) * _errorStride, ErrorSize);

    public Span<float> Input(int example, int term) => _inputs.Span.Slice(((example * _terms) + term) * _inputStride, InputSize);

    /// <summary>Writes a row of the Jacobian, [error, input] in row-major order.</summary>
    public void WriteRow(int row, Span<double> destination)
    {
        destination.Clear();
        for (var term = 0; term < _terms; term++)
        {
            var error = Error(row, term);
            var input = Input(_exampleOf[row], term);
            for (var e = 0; e < error.Length; e++)
            {
                if (error[e] == 0)
                {
                    continue;
                }

                var line = destination.Slice(e * InputSize, InputSize);
                for (var i = 0; i < input.Length; i++)
                {
                    line[i] += (double)error[e] * input[i];
                }
            }
        }
    }

    /// <summary>Adds this weight matrix's part of the kernel.</summary>
    /// <param name="kernel">[rows, rows].</param>
    public void AddTo(Matrix<double> kernel)
    {
        var rows = _exampleOf.Length;
        var inputProducts = Products(_inputs.Pointer, Whole(_examples * _terms), Transposed(_inputs, 0, _examples * _terms, _inputStride, InputSize), _inputStride, InputSize, out var inputColumns);
        var tile = new float[RowBlock * _terms * RowProducts<float>.Padded(RowBlock * _terms)];
        for (var left = 0; left < rows; left += RowBlock)
        {
            var transposed = Transposed(_errors, left * _terms, RowBlock * _terms, _errorStride, ErrorSize);
            for (var top = left; top < rows; top += RowBlock)
            {
                var columns = Products(_errors.Pointer + ((nint)top * _terms * _errorStride), RowBlock * _terms, transposed, _errorStride, ErrorSize, tile);
                for (var r = top; r < Math.Min(top + RowBlock, rows); r++)
                {
                    for (var s = left; s < Math.Min(left + RowBlock, r + 1); s++)
                    {
                        var sum = Contract(
                            tile.AsSpan(((r - top) * _terms * columns) + ((s - left) * _terms)), columns,
                            inputProducts.AsSpan((_exampleOf[r] * _terms * inputColumns) + (_exampleOf[s] * _terms)), inputColumns);
                        kernel[r, s] += sum;
                        kernel[s, r] = kernel[r, s];
                    }
                }
            }
        }
    }

    private double Contract(ReadOnlySpan<float> errors, int errorColumns, ReadOnlySpan<float> inputs, int inputColumns)
    {
        var sum = 0.0;
        for (var k = 0; k < _terms; k++)
        {
            var e = errors.Slice(k * errorColumns, _terms);
            var a = inputs.Slice(k * inputColumns, _terms);
            for (var l = 0; l < e.Length; l++)
            {
                sum += (double)e[l] * a[l];
            }
        }

        return sum;
    }

    private static float[] Transposed(AlignedBuffer vectors, int first, int count, int stride, int size) =>
        RowProducts<float>.Pack(vectors.Span.Slice(first * stride, count * stride), size, count, 1, stride);

    private static float[] Products(float* vectors, int count, float[] transposed, int stride, int size, out int columns)
    {
        var products = new float[count * (transposed.Length / size)];
        columns = Products(vectors, count, transposed, stride, size, products);
        return products;
    }

    private static int Products(float* vectors, int count, float[] transposed, int stride, int size, float[] products)
    {
        var columns = transposed.Length / size;
        fixed (float* w = transposed, y = products)
        {
            for (var row = 0; row < count; row += RowBlock)
            {
                RowProducts<float>.Multiply(vectors + ((nint)row * stride), stride, size, w, y + ((nint)row * columns), columns);
            }
        }

        return columns;
    }

    private static int Whole(int rows) => (rows + RowBlock - 1) / RowBlock * RowBlock;
}
