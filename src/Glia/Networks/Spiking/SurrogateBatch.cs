using System.Numerics.Tensors;
using Glia.Neurons;
using Glia.Neurons.Kernels;

namespace Glia.Networks.Spiking;

/// <summary>Forward pass of leaky neurons with surrogates; rows lie step by step.</summary>
internal abstract unsafe class SurrogateBatch : SpikingBatch
{
    private readonly NeuronKernel<float> _kernel;
    private readonly KernelParameters<float> _constants;
    private readonly AlignedBuffer[] _currents;
    private readonly AlignedBuffer[] _spikes;
    private readonly AlignedBuffer[] _saved;
    private readonly AlignedBuffer _state;
    private readonly AlignedBuffer _rest;

    protected SurrogateBatch(SpikingPerceptron network, SurrogateTraining training, int capacity, int errorSteps)
        : base(network, capacity, training.Steps, errorSteps)
    {
        Steps = training.Steps;
        var neuron = training.Neuron;
        _kernel = neuron.Compile<float>();
        _constants = neuron.KernelParameters<float>();
        AlignedBuffer OfSteps(PerceptronLayer layer) => new(PaddedRows(capacity * Steps) * layer.Stride);
        var hidden = Layers.Take(Hidden).ToList();
        _currents = [.. hidden.Select(OfSteps)];
        _spikes = [.. hidden.Select(OfSteps)];
        _saved = [.. hidden.Select(OfSteps)];
        Gradients = [.. hidden.Select(OfSteps)];
        OutputGradient = new AlignedBuffer(PaddedRows(capacity * Steps) * network.Sizes.Max(MultilayerPerceptron.Padded));
        _state = new AlignedBuffer(capacity * network.Sizes.Max(MultilayerPerceptron.Padded));
        _rest = new AlignedBuffer(_state.Length);
        Summed = new AlignedBuffer(PaddedRows(capacity) * network.Sizes.Max(MultilayerPerceptron.Padded));
        Mean = new AlignedBuffer(PaddedRows(capacity) * MultilayerPerceptron.Padded(Last.Inputs));
    }

    protected int Steps { get; }

    /// <summary>∂loss/∂currents of each hidden layer [T · rows, stride].</summary>
    protected AlignedBuffer[] Gradients { get; }

    /// <summary>∂loss/∂spikes of the layer at hand [T · rows, stride].</summary>
    protected AlignedBuffer OutputGradient { get; }

    /// <summary>A sum over time of the first layer's gradients [rows, stride].</summary>
    protected AlignedBuffer Summed { get; }

    /// <summary>Mean over time of the classifier's input [rows, stride].</summary>
    protected AlignedBuffer Mean { get; }

    public override ReadOnlySpan<float> Presynaptic(int layer, int row)
    {
        var (width, stride) = (Layers[layer].Inputs, MultilayerPerceptron.Padded(Layers[layer].Inputs));
        if (layer == 0)
        {
            return Inputs.Span.Slice(row * stride, width);
        }

        var mean = Summed.Span.Slice(row * stride, width);
        mean.Clear();
        for (var t = 0; t < Steps; t++)
        {
            TensorPrimitives.MultiplyAdd(Spikes(layer).Span.Slice(((t * Rows) + row) * stride, width), 1f / Steps, mean, mean);
        }

        return mean;
    }

    /// <summary>Spikes that a layer above the first gets [T · rows, stride].</summary>
    protected AlignedBuffer Spikes(int layer) => _spikes[layer - 1];

    protected override void Run()
    {
        for (var i = 0; i < Hidden; i++)
        {
            var stride = Layers[i].Stride;
            if (i == 0)
            {
                Multiply(0, Inputs, Rows, _currents[0]);
                Repeat(_currents[0], Rows * stride);
            }
            else
            {
                Multiply(i, _spikes[i - 1], Steps * Rows, _currents[i]);
            }

            var length = Steps * Rows * stride;
            _state.Span[..(Rows * stride)].Clear();
            _kernel.Forward(
                _currents[i].Span[..length], _spikes[i].Span[..length], _state.Span[..(Rows * stride)], _saved[i].Span[..length], _constants, new SequenceShape(Steps, Rows, stride));
        }

        Answer();
    }

    /// <summary>Computes logits from the last hidden layer's spikes.</summary>
    protected abstract void Answer();

    /// <summary>Gradients[layer] from <see cref="OutputGradient"/>, through all steps or through each by itself.</summary>
    /// <param name="layer">A hidden layer.</param>
    /// <param name="steps">How many steps are passed together: all, or one.</param>
    protected void PassNeurons(int layer, int steps)
    {
        var stride = Layers[layer].Stride;
        var (state, length) = (Rows * stride, steps * Rows * stride);
        for (var t = 0; t < Steps; t += steps)
        {
            var at = t * state;
            _state.Span[..state].Clear();
            _kernel.Backward(
                _saved[layer].Span.Slice(at, length), _rest.Span[..state], OutputGradient.Span.Slice(at, length), _state.Span[..state],
                Gradients[layer].Span.Slice(at, length), _constants, new SequenceShape(steps, Rows, stride));
        }
    }

    /// <summary>Copies the first step's rows to all other steps.</summary>
    protected void Repeat(AlignedBuffer rows, int length)
    {
        for (var t = 1; t < Steps; t++)
        {
            rows.Span[..length].CopyTo(rows.Span[(t * length)..]);
        }
    }

    /// <summary>result = mean over time.</summary>
    protected void Average(AlignedBuffer rows, int width, AlignedBuffer result) => Sum(rows, MultilayerPerceptron.Padded(width), _ => 1f / Steps, result);

    /// <summary>result = Σ_t weight(t) · rows of step t.</summary>
    protected void Sum(AlignedBuffer rows, int stride, Func<int, float> weight, AlignedBuffer result)
    {
        var length = Rows * stride;
        var sum = result.Span[..length];
        sum.Clear();
        for (var t = 0; t < Steps; t++)
        {
            TensorPrimitives.MultiplyAdd(rows.Span.Slice(t * length, length), weight(t), sum, sum);
        }
    }
}
