using Glia.Data;

namespace Glia.Conversion;

/// <summary>Forward and backward of one sample after the other, with gradients added up.</summary>
internal sealed class TrainingPass
{
    private readonly FeedforwardNetwork _network;
    private readonly float[][] _values;
    private readonly float[][] _errors;

    public TrainingPass(FeedforwardNetwork network)
    {
        _network = network;
        _values = [new float[network.Inputs], .. network.Layers.Select(layer => new float[layer.Outputs])];
        _errors = [.. _values.Select(values => new float[values.Length])];
        Gradients = [.. network.Layers.Select(layer => new float[layer.Parameters.Length])];
    }

    /// <summary>The gradients so far, one array a layer.</summary>
    public float[][] Gradients { get; }

    /// <summary>Adds scale · ∂loss/∂parameters of one sample and returns its loss.</summary>
    public double Add(LabelledImages images, int sample, float scale)
    {
        Forward(images, sample, _network.Layers.Count);
        var loss = SetErrors(images.Labels[sample], scale);
        for (var layer = _network.Layers.Count - 1; layer >= 0; layer--)
        {
            // Nobody wants the derivative by the image.
            var below = layer == 0 ? [] : _errors[layer].AsSpan();
            _network.Layers[layer].Backward(_values[layer], _errors[layer + 1], below, Gradients[layer]);
        }

        return loss;
    }

    /// <summary>Sets every ceiling by what reaches its layer, first layer first.</summary>
    public void FitCeilings(LabelledImages images, IReadOnlyList<int> samples)
    {
        for (var layer = 0; layer < _network.Layers.Count; layer++)
        {
            if (_network.Layers[layer] is QuantizedActivation activation)
            {
                var inputs = new float[samples.Count * activation.Inputs];
                for (var i = 0; i < samples.Count; i++)
                {
                    Forward(images, samples[i], layer);
                    _values[layer].CopyTo(inputs, i * activation.Inputs);
                }

                activation.FitCeiling(inputs);
            }
        }
    }

    private void Forward(LabelledImages images, int sample, int layers)
    {
        images.CopyTo(sample, _values[0]);
        for (var layer = 0; layer < layers; layer++)
        {
            _network.Layers[layer].Forward(_values[layer], _values[layer + 1]);
        }
    }

    private double SetErrors(int label, float scale)
    {
        var (logits, errors) = (_values[^1], _errors[^1]);
        var largest = logits.Max();
        var sum = 0.0;
        for (var i = 0; i < logits.Length; i++)
        {
            var exponential = Math.Exp((double)logits[i] - largest);
            errors[i] = (float)exponential;
            sum += exponential;
        }

        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = scale * ((float)(errors[i] / sum) - (i == label ? 1 : 0));
        }

        return Math.Log(sum) + largest - logits[label];
    }
}
