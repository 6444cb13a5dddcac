using System.Runtime.Intrinsics;
using Glia.Continual;
using Glia.Networks;

namespace Glia.Homeostasis;

/// <summary>Forward and backward passes of one <see cref="MultilayerPerceptron"/> on a few sparse images at a time, as online learning needs them.</summary>
/// <remarks>
/// <para>The first layer goes image by image over the pixels that are not zero, a fifth in digits; the others are <see cref="DenseKernels"/>.</para>
/// <para>Errors are ∂loss/∂z of single samples, not divided by the batch: <see cref="Step"/> takes η/m.</para>
/// <para>Cost: no allocation after construction. Thread-safe: no.</para>
/// </remarks>
internal sealed unsafe class SparsePerceptronPass
{
    private readonly MultilayerPerceptron _network;
    private readonly AlignedBuffer[] _activations;
    private readonly AlignedBuffer[] _errors;
    private readonly AlignedBuffer _transposedErrors;
    private readonly AlignedBuffer _transposedResult;
    private readonly AlignedBuffer<int>[] _columns;
    private readonly int[] _images;
    private int _rows;

    public SparsePerceptronPass(MultilayerPerceptron network, int capacity)
    {
        _network = network;
        _images = new int[capacity];
        var rows = Padded(capacity);
        _activations = [.. network.Layers.Select(layer => new AlignedBuffer(rows * layer.Stride))];
        _errors = [.. network.Layers.Select(layer => new AlignedBuffer(rows * layer.Stride))];
        var widest = network.Layers.Max(layer => layer.Stride);
        _transposedErrors = new AlignedBuffer(widest * DenseKernels.BackwardRows);
        _transposedResult = new AlignedBuffer(widest * DenseKernels.BackwardRows);
        _columns = [.. network.Layers.Select(AllInputs)];
    }

    /// <summary>As many rows as the kernels need for that many samples.</summary>
    public static int Padded(int rows) => (rows + DenseKernels.BackwardRows - 1) / DenseKernels.BackwardRows * DenseKernels.BackwardRows;

    /// <summary>Activations of the units of a layer, 0 for the first hidden one; the last layer's are logits.</summary>
    public float* Activation(int layer, int row) => _activations[layer].Pointer + ((nint)row * _network.Layers[layer].Stride);

    /// <summary>∂loss/∂z of the units of a layer.</summary>
    public float* Error(int layer, int row) => _errors[layer].Pointer + ((nint)row * _network.Layers[layer].Stride);

    /// <summary>The class with the largest logit; the first if there are several or none.</summary>
    public int Predicted(int row) => LargestOf(Activation(_activations.Length - 1, row), _network.Sizes[^1]);

    public static int LargestOf(float* logits, int classes)
    {
        var best = 0;
        for (var i = 1; i < classes; i++)
        {
            best = logits[i] > logits[best] ? i : best;
        }

        return best;
    }

    /// <summary>Computes the activations and logits of some images.</summary>
    public void Forward(SparseImages images, ReadOnlySpan<int> indices)
    {
        _rows = indices.Length;
        indices.CopyTo(_images);
        var parameters = _network.Buffer.Pointer;
        var first = _network.Layers[0];
        for (var row = 0; row < _rows; row++)
        {
            SparseInputKernels.Forward(
                images.Positions(indices[row]), images.Values(indices[row]), parameters + first.WeightOffset, first.Stride, parameters + first.BiasOffset, Activation(0, row));
        }

        for (var i = 1; i < _activations.Length; i++)
        {
            var below = _network.Layers[i - 1];
            HiddenUnits.Activate(_network.Activation, Activation(i - 1, 0), _rows * below.Stride, Activation(i - 1, 0));
            HiddenForward(i, Activation(i - 1, 0), _rows, Activation(i, 0));
        }

        GC.KeepAlive(_network);
    }

    /// <summary>result = h W + b of a layer above the first, for rows of activations below; both have room for <see cref="Padded"/> rows.</summary>
    public void HiddenForward(int index, float* below, int rows, float* result)
    {
        var layer = _network.Layers[index];
        var parameters = _network.Buffer.Pointer;
        var padded = (rows + DenseKernels.RowBlock - 1) / DenseKernels.RowBlock * DenseKernels.RowBlock;
        DenseKernels.Forward(
            below, _network.Layers[index - 1].Stride, padded, _columns[index].Pointer, layer.Inputs, parameters + layer.WeightOffset, layer.Stride, parameters + layer.BiasOffset, result);
    }

    /// <summary>Sets the errors of all layers for cross-entropy; returns the mean loss.</summary>
    public double Backward(ReadOnlySpan<int> labels)
    {
        var top = _errors.Length - 1;
        var loss = SoftmaxCrossEntropy.Errors(_activations[top].Span, _errors[top].Span, _network.Layers[top].Stride, _network.Sizes[^1], labels, 1);
        for (var i = top; i > 0; i--)
        {
            BackwardErrors(i);
        }

        return loss;
    }

    /// <summary>θ ← θ − rate · Σ over the samples of ∂loss/∂θ.</summary>
    public void Step(SparseImages images, float rate)
    {
        var parameters = _network.Buffer.Pointer;
        var first = _network.Layers[0];
        for (var row = 0; row < _rows; row++)
        {
            SparseInputKernels.AddOuter(
                images.Positions(_images[row]), images.Values(_images[row]), Error(0, row), first.Stride, parameters + first.WeightOffset, -rate);
        }

        AddBiases(0, parameters + first.BiasOffset, -rate);
        for (var i = 1; i < _errors.Length; i++)
        {
            var layer = _network.Layers[i];
            DenseKernels.AddOuter(
                Activation(i - 1, 0), _network.Layers[i - 1].Stride, _rows, _columns[i].Pointer, layer.Inputs, Error(i, 0), layer.Stride, parameters + layer.WeightOffset, -rate);
            AddBiases(i, parameters + layer.BiasOffset, -rate);
        }

        GC.KeepAlive(_network);
    }

    // The kernels skip inputs that are not listed; hidden units are all listed, with room in which AddOuter fills the list up.
    private static AlignedBuffer<int> AllInputs(PerceptronLayer layer)
    {
        var columns = new AlignedBuffer<int>(layer.Inputs + DenseKernels.ColumnBlock);
        for (var i = 0; i < layer.Inputs; i++)
        {
            columns.Span[i] = i;
        }

        return columns;
    }

    private void AddBiases(int index, float* target, float rate)
    {
        var stride = _network.Layers[index].Stride;
        for (var c = 0; c < stride; c += Vector512<float>.Count)
        {
            var sum = Vector512<float>.Zero;
            for (var row = 0; row < _rows; row++)
            {
                sum += Vector512.Load(Error(index, row) + c);
            }

            Vector512.FusedMultiplyAdd(Vector512.Create(rate), sum, Vector512.Load(target + c)).Store(target + c);
        }
    }

    private void BackwardErrors(int index)
    {
        var layer = _network.Layers[index];
        var below = _network.Layers[index - 1];
        for (var first = 0; first < _rows; first += DenseKernels.BackwardRows)
        {
            var rows = Math.Min(DenseKernels.BackwardRows, _rows - first);
            Transposition.ToColumns(Error(index, first), layer.Stride, layer.Stride, _transposedErrors.Pointer);
            DenseKernels.Backward(
                _network.Buffer.Pointer + layer.WeightOffset, layer.Stride, layer.Inputs, layer.Outputs, _transposedErrors.Pointer, _transposedResult.Pointer);

            // Padding has slope 1 in exponential units, so that it must be empty.
            _transposedResult.Span[(below.Outputs * DenseKernels.BackwardRows)..(below.Stride * DenseKernels.BackwardRows)].Clear();
            Transposition.ToRows(_transposedResult.Pointer, below.Stride, rows, Error(index - 1, first));
        }

        HiddenUnits.TimesSlope(_network.Activation, Activation(index - 1, 0), _rows * below.Stride, Error(index - 1, 0));
    }
}
