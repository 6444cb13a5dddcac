using System.Numerics.Tensors;

namespace Glia.Networks.Spiking;

/// <summary>Passes of <see cref="BackpropagationThroughTime"/>.</summary>
internal sealed unsafe class ThroughTimeBatch(SpikingPerceptron network, BackpropagationThroughTime training, int capacity)
    : SurrogateBatch(network, training, capacity, errorSteps: 1)
{
    /// <summary>The spikes of all time steps; the first layer's input, which does not change, once.</summary>
    public override ActivityRows Observation(int layer, int index)
    {
        var stride = MultilayerPerceptron.Padded(Layers[layer].Inputs);
        return layer == 0 ? new(Inputs.Span, Rows, Layers[0].Inputs, stride) : new(Spikes(layer).Span, Steps * Rows, Layers[layer].Inputs, stride);
    }

    protected override void Answer()
    {
        if (Hidden > 0)
        {
            Average(Spikes(Hidden), Last.Inputs, Mean);
        }

        Multiply(Hidden, Hidden > 0 ? Mean : Inputs, Rows, LogitRows);
    }

    protected override void Descend(float* target, float rate)
    {
        for (var layer = Hidden; layer >= 0; layer--)
        {
            if (layer > 0)
            {
                BackTo(layer - 1);
            }

            AddLayer(layer, layer == Hidden ? Errors : layer == 0 ? Summed : Gradients[layer], target, rate);
        }
    }

    protected override (AlignedBuffer Buffer, int Rows) Activity(int layer) =>
        layer == 0 ? (Inputs, Rows) : layer == Hidden ? (Mean, Rows) : (Spikes(layer), Steps * Rows);

    private void BackTo(int layer)
    {
        var stride = Layers[layer].Stride;
        if (layer == Hidden - 1)
        {
            MultiplyBack(Hidden, Errors, Rows, OutputGradient);
            var first = OutputGradient.Span[..(Rows * stride)];
            TensorPrimitives.Multiply<float>(first, 1f / Steps, first);
            Repeat(OutputGradient, Rows * stride);
        }
        else
        {
            MultiplyBack(layer + 1, Gradients[layer + 1], Steps * Rows, OutputGradient);
        }

        PassNeurons(layer, Steps);
        if (layer == 0)
        {
            // The input is the same at each step: errors are summed first.
            Sum(Gradients[0], stride, _ => 1, Summed);
        }
    }
}
