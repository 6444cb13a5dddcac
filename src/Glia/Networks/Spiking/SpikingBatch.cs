using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Glia.Networks.Spiking;

/// <summary>What the passes of all trained spiking networks share: inputs, logits, errors, and products of layers.</summary>
internal abstract unsafe class SpikingBatch : ILayerActivity
{
    private readonly AlignedBuffer _raw;
    private readonly AlignedBuffer _zeros;
    private readonly AlignedBuffer _transposedErrors;
    private readonly AlignedBuffer _transposedResult;
    private readonly AlignedBuffer _feedback;
    private readonly AlignedBuffer?[] _ownActivity;
    private readonly bool[] _usesOwnActivity;
    private readonly int[] _lists;
    private readonly int[] _counts;
    private readonly int _listStride;
    private float[] _errorCopy = [];
    private float[] _gradient = [];

    /// <summary>Reserves buffers.</summary>
    /// <param name="network">The network.</param>
    /// <param name="capacity">Largest number of rows of a batch.</param>
    /// <param name="steps">Time steps, whose rows are multiplied together.</param>
    /// <param name="errorSteps">How many errors a row has: one, or one a time step.</param>
    protected SpikingBatch(SpikingPerceptron network, int capacity, int steps, int errorSteps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        SpikingNetwork = network;
        Capacity = capacity;
        ErrorSteps = errorSteps;
        var widest = network.Sizes.Max(MultilayerPerceptron.Padded);
        var rows = PaddedRows(capacity * steps);
        _raw = new AlignedBuffer(capacity * MultilayerPerceptron.Padded(network.Sizes[0]));
        Inputs = new AlignedBuffer(PaddedRows(capacity) * MultilayerPerceptron.Padded(network.Sizes[0]));
        LogitRows = new AlignedBuffer(PaddedRows(capacity * errorSteps) * Last.Stride);
        Errors = new AlignedBuffer(PaddedRows(capacity * errorSteps) * Last.Stride);
        _zeros = new AlignedBuffer(widest);
        _transposedErrors = new AlignedBuffer(widest * DenseKernels.BackwardRows);
        _transposedResult = new AlignedBuffer(widest * DenseKernels.BackwardRows);
        _feedback = new AlignedBuffer(network.Layers.Max(layer => layer.Inputs * layer.Stride));
        _ownActivity = new AlignedBuffer?[network.Layers.Count];
        _usesOwnActivity = new bool[network.Layers.Count];
        _listStride = widest + DenseKernels.ColumnBlock;
        _lists = GC.AllocateArray<int>(rows / DenseKernels.RowBlock * _listStride, pinned: true);
        _counts = GC.AllocateArray<int>(rows / DenseKernels.RowBlock, pinned: true);
    }

    public ITrainableNetwork Network => SpikingNetwork;

    public int Capacity { get; }

    public int Rows { get; private set; }

    protected SpikingPerceptron SpikingNetwork { get; }

    protected IReadOnlyList<PerceptronLayer> Layers => SpikingNetwork.Layers;

    protected PerceptronLayer Last => SpikingNetwork.Layers[^1];

    protected int Hidden => SpikingNetwork.Layers.Count - 1;

    protected int ErrorSteps { get; }

    /// <summary>Normalised inputs [rows, stride].</summary>
    protected AlignedBuffer Inputs { get; }

    /// <summary>Logits [error steps · rows, stride].</summary>
    protected AlignedBuffer LogitRows { get; }

    /// <summary>∂loss/∂logits [error steps · rows, stride].</summary>
    protected AlignedBuffer Errors { get; }

    protected float* Parameters => SpikingNetwork.Buffer.Pointer;

    public Span<float> Input(int row)
    {
        var stride = MultilayerPerceptron.Padded(SpikingNetwork.Sizes[0]);
        return _raw.Span.Slice(row * stride, SpikingNetwork.Sizes[0]);
    }

    public void Forward(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, Capacity);
        Rows = rows;
        Array.Clear(_usesOwnActivity);
        var (mean, scale) = ((float)SpikingNetwork.Options.InputMean, (float)(1 / SpikingNetwork.Options.InputDeviation));
        var stride = MultilayerPerceptron.Padded(SpikingNetwork.Sizes[0]);
        for (var row = 0; row < rows; row++)
        {
            var normalised = Inputs.Span.Slice(row * stride, SpikingNetwork.Sizes[0]);
            TensorPrimitives.Subtract(Input(row), mean, normalised);
            TensorPrimitives.Multiply(normalised, scale, normalised);
        }

        Run();
    }

    public virtual ReadOnlySpan<float> Logits(int row) => LogitRows.Span.Slice(row * Last.Stride, Last.Outputs);

    public virtual Span<float> OutputError(int row) => Errors.Span.Slice(row * Last.Stride, Last.Outputs);

    public virtual double SetSoftmaxErrors(ReadOnlySpan<int> labels, float scale) =>
        SoftmaxCrossEntropy.Errors(LogitRows.Span, Errors.Span, Last.Stride, Last.Outputs, labels[..Rows], scale);

    public abstract ReadOnlySpan<float> Presynaptic(int layer, int row);

    public virtual int Observations(int layer) => 1;

    public abstract ActivityRows Observation(int layer, int index);

    public int GradientRows(int layer) => Activity(layer).Rows;

    public ActivityRows GradientActivity(int layer)
    {
        var (buffer, rows) = Activity(layer);
        var stride = MultilayerPerceptron.Padded(Layers[layer].Inputs);
        var own = _ownActivity[layer] ??= new AlignedBuffer(buffer.Length);
        if (!_usesOwnActivity[layer])
        {
            buffer.Span[..(rows * stride)].CopyTo(own.Span);
            _usesOwnActivity[layer] = true;
        }

        return new ActivityRows(own.Span, rows, Layers[layer].Inputs, stride);
    }

    public void Backward(Span<float> gradient)
    {
        if (gradient.Length != SpikingNetwork.Parameters.Length)
        {
            throw new ArgumentException($"A gradient has as many numbers as the network has parameters ({SpikingNetwork.Parameters.Length}); got {gradient.Length}.", nameof(gradient));
        }

        gradient.Clear();
        fixed (float* target = gradient)
        {
            Descend(target, 1);
        }
    }

    public void BackwardAndStep(float rate) => Descend(Parameters, -rate);

    public void AddSquaredGradients(Span<float> sum)
    {
        // A sample's gradient is a sum over time and no single product, so that each sample goes back by itself.
        if (_gradient.Length == 0)
        {
            (_gradient, _errorCopy) = (new float[SpikingNetwork.Parameters.Length], new float[Errors.Length]);
        }

        if (sum.Length != _gradient.Length)
        {
            throw new ArgumentException($"The sum has as many numbers as the network has parameters ({_gradient.Length}); got {sum.Length}.", nameof(sum));
        }

        Errors.Span.CopyTo(_errorCopy);
        for (var row = 0; row < Rows; row++)
        {
            Errors.Span.Clear();
            for (var step = 0; step < ErrorSteps; step++)
            {
                var at = ((step * Rows) + row) * Last.Stride;
                _errorCopy.AsSpan(at, Last.Stride).CopyTo(Errors.Span[at..]);
            }

            Backward(_gradient);
            TensorPrimitives.MultiplyAdd(_gradient, _gradient, sum, sum);
        }

        _errorCopy.CopyTo(Errors.Span);
    }

    /// <summary>Computes everything from the normalised inputs to the logits.</summary>
    protected abstract void Run();

    /// <summary>target ← target + rate · gradient. Errors of a layer are computed before its weights move.</summary>
    protected abstract void Descend(float* target, float rate);

    /// <summary>What a layer's weight gradient multiplies errors with, and its number of rows.</summary>
    protected abstract (AlignedBuffer Buffer, int Rows) Activity(int layer);

    /// <summary>y = x · weights of a layer, for any number of rows; what is zero in eight rows is skipped.</summary>
    protected void Multiply(int layer, AlignedBuffer x, int rows, AlignedBuffer y)
    {
        var shape = Layers[layer];
        var xStride = MultilayerPerceptron.Padded(shape.Inputs);
        var blocks = (rows + DenseKernels.RowBlock - 1) / DenseKernels.RowBlock;
        int* lists = (int*)Unsafe.AsPointer(ref _lists[0]), counts = (int*)Unsafe.AsPointer(ref _counts[0]);
        for (var block = 0; block < blocks; block++)
        {
            counts[block] = DenseKernels.NonZeroColumns(
                x.Pointer + ((nint)block * DenseKernels.RowBlock * xStride), xStride, DenseKernels.RowBlock, shape.Inputs, lists + ((nint)block * _listStride));
        }

        DenseKernels.Forward(
            x.Pointer, xStride, blocks * DenseKernels.RowBlock, lists, _listStride, counts, Parameters + shape.WeightOffset, shape.Stride, _zeros.Pointer, y.Pointer);
    }

    /// <summary>below = errors · feedback weights of a layer, transposed; rows are padded to 16.</summary>
    protected void MultiplyBack(int layer, AlignedBuffer errors, int rows, AlignedBuffer below)
    {
        var shape = Layers[layer];
        var stride = MultilayerPerceptron.Padded(shape.Inputs);
        var weights = SpikingNetwork.Feedback.Weights(layer, shape, Parameters + shape.WeightOffset, _feedback.Pointer);
        for (var first = 0; first < rows; first += DenseKernels.BackwardRows)
        {
            Transposition.ToColumns(errors.Pointer + ((nint)first * shape.Stride), shape.Stride, shape.Stride, _transposedErrors.Pointer);
            DenseKernels.Backward(weights, shape.Stride, shape.Inputs, shape.Outputs, _transposedErrors.Pointer, _transposedResult.Pointer);
            Transposition.ToRows(_transposedResult.Pointer, stride, below.Pointer + ((nint)first * stride));
        }

        ClearPadding(below, rows, shape.Inputs, stride);
    }

    /// <summary>target += rate · activityᵀ · errors for a layer's weights.</summary>
    protected void AddLayer(int layer, AlignedBuffer errors, float* target, float rate)
    {
        var shape = Layers[layer];
        var (buffer, rows) = Activity(layer);
        var activity = _usesOwnActivity[layer] ? _ownActivity[layer]! : buffer;
        var stride = MultilayerPerceptron.Padded(shape.Inputs);
        var list = (int*)Unsafe.AsPointer(ref _lists[0]);
        var count = DenseKernels.NonZeroColumns(activity.Pointer, stride, rows, shape.Inputs, list);
        DenseKernels.AddOuter(activity.Pointer, stride, rows, list, count, errors.Pointer, shape.Stride, target + shape.WeightOffset, rate);
    }

    protected static int PaddedRows(int rows) => (rows + DenseKernels.BackwardRows - 1) / DenseKernels.BackwardRows * DenseKernels.BackwardRows;

    // The backward product repeats the last unit in the padding, which would reach the padding of weights.
    private static void ClearPadding(AlignedBuffer rows, int count, int width, int stride)
    {
        if (width == stride)
        {
            return;
        }

        for (var row = 0; row < count; row++)
        {
            rows.Span.Slice((row * stride) + width, stride - width).Clear();
        }
    }
}
