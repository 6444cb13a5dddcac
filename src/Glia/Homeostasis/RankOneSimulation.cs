using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Glia.Continual;
using Glia.Networks;

namespace Glia.Homeostasis;

/// <summary>Imagines a step along the gradient of one sample without taking it, exactly: no parameter is copied or changed.</summary>
/// <remarks>
/// <para>The gradient of one sample is of rank one in every layer: h eᵀ with the activations h below and the errors e = ∂loss/∂z, and e for the biases. After a step
/// r the sums of a remembered sample m are therefore z_m = h_m W + b − r (h·h_m + 1) e, with h_m as the step has changed it in the layers below. In the first
/// layer h_m is the input, so that its sums are computed once for all steps.</para>
/// <para>Cost: no allocation after construction. Thread-safe: no.</para>
/// </remarks>
internal sealed unsafe class RankOneSimulation : IImaginedUpdate
{
    private readonly MultilayerPerceptron _network;
    private readonly SparsePerceptronPass _pass;
    private readonly SparseImages _images;
    private readonly AlignedBuffer _sums;
    private readonly AlignedBuffer[] _activations;
    private readonly float[] _dense;
    private readonly float[] _inputProducts;
    private readonly float[] _products;
    private readonly int[] _remembered;
    private readonly int[] _labels;
    private int _sample;
    private float _samples;
    private bool _isPrepared;

    public RankOneSimulation(SparsePerceptronPass pass, MultilayerPerceptron network, SparseImages images, int memory)
    {
        _network = network;
        _pass = pass;
        _images = images;
        var rows = SparsePerceptronPass.Padded(memory);
        _sums = new AlignedBuffer(rows * network.Layers[0].Stride);
        _activations = [.. network.Layers.Select(layer => new AlignedBuffer(rows * layer.Stride))];
        _dense = new float[images.Width];
        _inputProducts = new float[memory];
        _products = new float[memory];
        _remembered = new int[memory];
        _labels = new int[memory];
    }

    /// <summary>Takes a new step to imagine: along the gradient of the first sample of the pass.</summary>
    /// <param name="sample">The image of that sample.</param>
    /// <param name="samplesOfBatch">m, by which the learning rate is divided.</param>
    /// <param name="remembered">The images on which the step is tried.</param>
    /// <param name="concept">Their classes at present.</param>
    public void Begin(int sample, int samplesOfBatch, ReadOnlySpan<int> remembered, ConceptMap concept)
    {
        (_sample, _samples, _isPrepared) = (sample, samplesOfBatch, false);
        remembered.CopyTo(_remembered);
        for (var m = 0; m < remembered.Length; m++)
        {
            _labels[m] = concept[_images.Label(remembered[m])];
        }
    }

    /// <inheritdoc/>
    public int Correct(double rate)
    {
        if (!_isPrepared)
        {
            Prepare();
        }

        var step = (float)(rate / _samples);
        for (var i = 0; i < _activations.Length; i++)
        {
            var stride = _network.Layers[i].Stride;
            var z = _activations[i].Pointer;
            if (i == 0)
            {
                _sums.Span.CopyTo(_activations[0].Span);
            }
            else
            {
                _pass.HiddenForward(i, _activations[i - 1].Pointer, _remembered.Length, z);
                MultiplyBelow(i - 1);
            }

            AddStep(z, stride, i == 0 ? _inputProducts : _products, _pass.Error(i, 0), step);
            if (i < _activations.Length - 1)
            {
                HiddenUnits.Activate(_network.Activation, z, _remembered.Length * stride, z);
            }
        }

        return CountCorrect();
    }

    private void Prepare()
    {
        var first = _network.Layers[0];
        var parameters = _network.Buffer.Pointer;
        var positions = _images.Positions(_sample);
        var values = _images.Values(_sample);
        for (var k = 0; k < positions.Length; k++)
        {
            _dense[positions[k]] = values[k];
        }

        for (var m = 0; m < _remembered.Length; m++)
        {
            var others = _images.Positions(_remembered[m]);
            var brightness = _images.Values(_remembered[m]);
            SparseInputKernels.Forward(
                others, brightness, parameters + first.WeightOffset, first.Stride, parameters + first.BiasOffset, _sums.Pointer + ((nint)m * first.Stride));
            var product = 0f;
            for (var k = 0; k < others.Length; k++)
            {
                product += brightness[k] * _dense[others[k]];
            }

            _inputProducts[m] = product;
        }

        foreach (var position in positions)
        {
            _dense[position] = 0;
        }

        _isPrepared = true;
        GC.KeepAlive(_network);
    }

    // z_m −= step (products_m + 1) e for all remembered samples.
    private static void AddStep(float* z, int stride, ReadOnlySpan<float> products, float* errors, float step)
    {
        for (var m = 0; m < products.Length; m++)
        {
            var factor = Vector512.Create(-step * (products[m] + 1));
            for (var c = 0; c < stride; c += Vector512<float>.Count)
            {
                var to = z + ((nint)m * stride) + c;
                Vector512.FusedMultiplyAdd(factor, Vector512.Load(errors + c), Vector512.Load(to)).Store(to);
            }
        }
    }

    private void MultiplyBelow(int layer)
    {
        var stride = _network.Layers[layer].Stride;
        var sample = new ReadOnlySpan<float>(_pass.Activation(layer, 0), stride);
        for (var m = 0; m < _products.Length; m++)
        {
            _products[m] = TensorPrimitives.Dot(sample, _activations[layer].Span.Slice(m * stride, stride));
        }
    }

    private int CountCorrect()
    {
        var top = _network.Layers[^1];
        var correct = 0;
        for (var m = 0; m < _labels.Length; m++)
        {
            correct += SparsePerceptronPass.LargestOf(_activations[^1].Pointer + ((nint)m * top.Stride), top.Outputs) == _labels[m] ? 1 : 0;
        }

        return correct;
    }
}
