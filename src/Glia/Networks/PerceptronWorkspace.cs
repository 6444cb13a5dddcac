using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glia.Networks;

/// <summary>Forward and backward passes of one <see cref="MultilayerPerceptron"/> on mini-batches, in buffers reserved once.</summary>
/// <remarks>
/// <para>A step is: fill <see cref="Input"/> rows, <see cref="Forward"/>, <see cref="SetSoftmaxErrors"/>, then either
/// <see cref="BackwardAndStep"/>, or <see cref="Backward"/> where the gradient itself is wanted. Both ways give the same bits.</para>
/// <para>Inputs that are zero in a whole batch are skipped, as are hidden units that are silent in it.</para>
/// <para>Cost: no allocation after construction. Thread-safe: no; one workspace and one network a thread.</para>
/// </remarks>
public sealed unsafe class PerceptronWorkspace : ITrainingBatch
{
    private readonly MultilayerPerceptron _network;
    private readonly AlignedBuffer[] _activations;
    private readonly AlignedBuffer[] _errors;
    private readonly int[][] _columns;
    private readonly int[] _columnCounts;
    private readonly AlignedBuffer _transposedErrors;
    private readonly AlignedBuffer _transposedResult;
    private AlignedBuffer? _squaredActivations;
    private AlignedBuffer? _squaredErrors;
    private int _rows;

    /// <summary>Reserves buffers for batches of at most <paramref name="capacity"/> rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is not positive.</exception>
    public PerceptronWorkspace(MultilayerPerceptron network, int capacity)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _network = network;
        Capacity = capacity;
        var rows = RoundUp(capacity, DenseKernels.BackwardRows);
        var sizes = network.Sizes;
        _activations = [.. sizes.Select(size => new AlignedBuffer(rows * MultilayerPerceptron.Padded(size)))];
        _errors = [.. sizes.Skip(1).Select(size => new AlignedBuffer(rows * MultilayerPerceptron.Padded(size)))];
        _columns = [.. sizes.SkipLast(1).Select(size => GC.AllocateArray<int>(size + DenseKernels.ColumnBlock, pinned: true))];
        _columnCounts = new int[_columns.Length];
        var widest = sizes.Skip(1).Max(MultilayerPerceptron.Padded);
        _transposedErrors = new AlignedBuffer(widest * DenseKernels.BackwardRows);
        _transposedResult = new AlignedBuffer(widest * DenseKernels.BackwardRows);
    }

    /// <summary>The largest number of rows of a batch.</summary>
    public int Capacity { get; }

    /// <summary>The network whose passes these are.</summary>
    public MultilayerPerceptron Network => _network;

    ITrainableNetwork ITrainingBatch.Network => _network;

    /// <summary>Number of rows of the batch of the last <see cref="Forward"/>.</summary>
    public int Rows => _rows;

    /// <summary>The input of one row of the batch, to be filled before <see cref="Forward"/>.</summary>
    public Span<float> Input(int row) => Row(_activations[0], row, _network.Sizes[0]);

    /// <summary>The activations of a layer for one row after <see cref="Forward"/>: 0 is the input, the last are the logits.</summary>
    public ReadOnlySpan<float> Activation(int layer, int row) => Row(_activations[layer], row, _network.Sizes[layer]);

    /// <inheritdoc/>
    public ReadOnlySpan<float> Presynaptic(int layer, int row) => Activation(layer, row);

    /// <summary>The logits of one row after <see cref="Forward"/>.</summary>
    public ReadOnlySpan<float> Logits(int row) => Activation(_activations.Length - 1, row);

    /// <summary>∂loss/∂logits of one row, which the backward passes start from.</summary>
    public Span<float> OutputError(int row) => Row(_errors[^1], row, _network.Sizes[^1]);

    /// <summary>∂loss/∂(input of the ReLU) of a layer's units for one row after a backward pass: 0 is the first hidden layer, the last are the logits.</summary>
    internal ReadOnlySpan<float> Error(int layer, int row) => Row(_errors[layer], row, _network.Sizes[layer + 1]);

    /// <summary>Computes activations and logits of the first <paramref name="rows"/> input rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of rows is not in 1 … <see cref="Capacity"/>.</exception>
    public void Forward(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, Capacity);
        _rows = rows;
        var padded = RoundUp(rows, DenseKernels.RowBlock);
        var parameters = _network.Buffer.Pointer;
        for (var i = 0; i < _columns.Length; i++)
        {
            var layer = _network.Layers[i];
            var x = _activations[i].Pointer;
            var xStride = MultilayerPerceptron.Padded(layer.Inputs);
            var list = ColumnList(i);
            _columnCounts[i] = DenseKernels.NonZeroColumns(x, xStride, rows, layer.Inputs, list);
            var y = _activations[i + 1].Pointer;
            DenseKernels.Forward(
                x, xStride, padded, list, _columnCounts[i], parameters + layer.WeightOffset, layer.Stride, parameters + layer.BiasOffset, y);
            if (i < _columns.Length - 1)
            {
                HiddenUnits.Activate(_network.Activation, y, rows * layer.Stride, y);
            }
        }

        GC.KeepAlive(_network);
    }

    /// <summary>Sets the output errors of cross-entropy, (softmax(logits) − one-hot(label)) · <paramref name="scale"/>, and returns the mean loss.</summary>
    /// <param name="labels">One label a row of the batch, each in 0 … outputs−1.</param>
    /// <param name="scale">1/rows for the gradient of the mean loss; 1 for per-sample errors.</param>
    public double SetSoftmaxErrors(ReadOnlySpan<int> labels, float scale) =>
        SoftmaxCrossEntropy.Errors(_activations[^1].Span, _errors[^1].Span, _network.Layers[^1].Stride, _network.Sizes[^1], labels[.._rows], scale);

    /// <summary>Takes one step of gradient descent along the output errors: θ ← θ − rate·∂loss/∂θ, without storing the gradient.</summary>
    public void BackwardAndStep(float rate) => Descend(_network.Buffer.Pointer, -rate);

    /// <summary>Writes the gradient that belongs to the output errors, in the layout of <see cref="MultilayerPerceptron.Parameters"/>.</summary>
    /// <param name="gradient">As long as the parameters; what it held is overwritten.</param>
    /// <exception cref="ArgumentException">The gradient has another length than the parameters.</exception>
    public void Backward(Span<float> gradient)
    {
        CheckLength(gradient);
        gradient.Clear();
        fixed (float* target = gradient)
        {
            Descend(target, 1);
        }
    }

    /// <summary>Adds the sum over the batch of squared per-sample gradients, for errors set with scale 1.</summary>
    /// <remarks>A sample's weight gradient is x_i·δ_o, so that its squares are an outer product of squares: as fast as a backward pass.</remarks>
    /// <param name="sum">As long as the parameters.</param>
    /// <exception cref="ArgumentException">The sum has another length than the parameters.</exception>
    public void AddSquaredGradients(Span<float> sum)
    {
        CheckLength(sum);
        _squaredActivations ??= new AlignedBuffer(_activations.Max(buffer => buffer.Length));
        _squaredErrors ??= new AlignedBuffer(_errors.Max(buffer => buffer.Length));
        fixed (float* target = sum)
        {
            for (var i = _columns.Length - 1; i >= 0; i--)
            {
                if (i > 0)
                {
                    BackwardErrors(i);
                }

                Square(_activations[i], _squaredActivations);
                Square(_errors[i], _squaredErrors);
                AddLayer(i, _squaredActivations.Pointer, _squaredErrors.Pointer, target, 1);
            }
        }
    }

    private void CheckLength(Span<float> numbers)
    {
        if (numbers.Length != _network.Parameters.Length)
        {
            throw new ArgumentException($"A gradient needs {_network.Parameters.Length} numbers, as the parameters; got {numbers.Length}.");
        }
    }

    private void Descend(float* target, float rate)
    {
        for (var i = _columns.Length - 1; i >= 0; i--)
        {
            if (i > 0)
            {
                BackwardErrors(i);
            }

            AddLayer(i, _activations[i].Pointer, _errors[i].Pointer, target, rate);
        }

        GC.KeepAlive(_network);
    }

    private void AddLayer(int index, float* x, float* error, float* target, float rate)
    {
        var layer = _network.Layers[index];
        var xStride = MultilayerPerceptron.Padded(layer.Inputs);
        DenseKernels.AddOuter(
            x, xStride, _rows, ColumnList(index), _columnCounts[index], error, layer.Stride, target + layer.WeightOffset, rate);
        AddColumnSums(error, _rows, layer.Stride, target + layer.BiasOffset, rate);
    }

    private void BackwardErrors(int index)
    {
        var layer = _network.Layers[index];
        var below = _network.Layers[index - 1];
        var errors = _errors[index].Pointer;
        var lower = _errors[index - 1].Pointer;
        var active = _activations[index].Pointer;
        for (var first = 0; first < _rows; first += DenseKernels.BackwardRows)
        {
            var rows = Math.Min(DenseKernels.BackwardRows, _rows - first);
            Transposition.ToColumns(errors + (first * layer.Stride), layer.Stride, layer.Stride, _transposedErrors.Pointer);
            DenseKernels.Backward(
                _network.Buffer.Pointer + layer.WeightOffset, layer.Stride, layer.Inputs, layer.Outputs, _transposedErrors.Pointer, _transposedResult.Pointer);
            if (_network.Activation == HiddenActivation.Rectified)
            {
                Transposition.ToRowsWhereActive(
                    _transposedResult.Pointer, below.Stride, rows, active + (first * below.Stride), lower + (first * below.Stride));
            }
            else
            {
                // Padding has slope 1, so that it must be empty.
                _transposedResult.Span[(below.Outputs * DenseKernels.BackwardRows)..(below.Stride * DenseKernels.BackwardRows)].Clear();
                Transposition.ToRows(_transposedResult.Pointer, below.Stride, rows, lower + (first * below.Stride));
                HiddenUnits.TimesSlope(_network.Activation, active + (first * below.Stride), rows * below.Stride, lower + (first * below.Stride));
            }
        }
    }

    private int* ColumnList(int layer) => (int*)Unsafe.AsPointer(ref _columns[layer][0]);

    private static void AddColumnSums(float* error, int rows, int stride, float* target, float rate)
    {
        for (var c = 0; c < stride; c += Vector512<float>.Count)
        {
            var sum = Vector512<float>.Zero;
            for (var row = 0; row < rows; row++)
            {
                sum += Vector512.Load(error + ((nint)row * stride) + c);
            }

            Vector512.FusedMultiplyAdd(Vector512.Create(rate), sum, Vector512.Load(target + c)).Store(target + c);
        }
    }

    private static void Square(AlignedBuffer from, AlignedBuffer to) =>
        System.Numerics.Tensors.TensorPrimitives.Multiply(from.Span, from.Span, to.Span[..from.Length]);

    private static Span<float> Row(AlignedBuffer buffer, int row, int width)
    {
        var stride = MultilayerPerceptron.Padded(width);
        return buffer.Span.Slice(row * stride, width);
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
