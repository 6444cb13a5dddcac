namespace Glia.Conversion;

/// <summary>Turns a network with quantised activations into a network of integrate-and-fire neurons with the same weights.</summary>
public static class AnnToSnn
{
    /// <summary>Converts: each activation becomes neurons with threshold λ that start at λ/2, reset by subtraction and send spikes of size λ.</summary>
    /// <remarks>The image is a constant input at every step, biases are added at every step, and the last layer's output is not spiked but summed.</remarks>
    /// <param name="network">Dense, convolution and average-pooling layers with quantised activations between; its weights are shared, not copied.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">Layers cannot be converted; the message lists all of them.</exception>
    public static SpikingNetwork Convert(FeedforwardNetwork network, ConversionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        options = (options ?? new ConversionOptions()).Validated();
        var problems = Problems(network.Layers).ToList();
        if (problems.Count > 0)
        {
            throw new ArgumentException("The network cannot be converted:\n" + string.Join('\n', problems.Select(problem => "- " + problem)), nameof(network));
        }

        var stages = new List<SpikingStage>();
        var linear = new List<IFeedforwardLayer>();
        for (var i = 0; i < network.Layers.Count; i++)
        {
            if (network.Layers[i] is QuantizedActivation activation)
            {
                stages.Add(new SpikingStage([.. linear], activation.Name, activation.Ceiling, FanOut.Of(network.Layers, i + 1)));
                linear.Clear();
            }
            else
            {
                linear.Add(network.Layers[i]);
            }
        }

        return new SpikingNetwork([.. stages], [.. linear], options);
    }

    private static IEnumerable<string> Problems(IReadOnlyList<IFeedforwardLayer> layers)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            var layer = layers[i];
            var name = $"{layer.Name} ({layer.GetType().Name})";
            if (layer is not (DenseLayer or ConvolutionLayer or AveragePooling or QuantizedActivation))
            {
                yield return $"{name}: only dense, convolution and average-pooling layers and quantised activations can be converted. "
                    + "Use average pooling for max pooling, a quantised activation for others, and leave a softmax to what reads the logits.";
            }
            else if (layer is QuantizedActivation && (i == 0 || layers[i - 1] is QuantizedActivation))
            {
                yield return $"{name}: an activation must follow a dense, convolution or pooling layer.";
            }
        }

        if (layers[^1] is QuantizedActivation last)
        {
            yield return $"{last.Name}: the last layer must give the logits, without an activation.";
        }

        if (!layers.Any(layer => layer is QuantizedActivation))
        {
            yield return "There is no quantised activation, so there is nothing that could spike.";
        }
    }
}
