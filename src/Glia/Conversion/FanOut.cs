namespace Glia.Conversion;

/// <summary>How many weights that are not zero a spike of each neuron meets: its synaptic operations.</summary>
internal static class FanOut
{
    /// <summary>Counts for the neurons whose spikes go into the layer at an index, through pooling, up to the next layer with weights.</summary>
    public static float[] Of(IReadOnlyList<IFeedforwardLayer> layers, int index)
    {
        var layer = layers[index];
        switch (layer)
        {
            case AveragePooling pooling when index + 1 < layers.Count && layers[index + 1] is not QuantizedActivation:
                var next = Of(layers, index + 1);
                return [.. Enumerable.Range(0, layer.Inputs).Select(input => next[pooling.Target(input)])];
            case DenseLayer dense:
                return [.. Enumerable.Range(0, dense.Inputs).Select(input => (float)NonZero(dense.Parameters.Slice(input * dense.Outputs, dense.Outputs)))];
            case ConvolutionLayer convolution:
                return Convolution(convolution);
            default:
                // Pooling straight into neurons: one synapse a spike.
                return [.. Enumerable.Repeat(1f, layer.Inputs)];
        }
    }

    private static float[] Convolution(ConvolutionLayer layer)
    {
        var counts = new float[layer.Inputs];
        for (var input = 0; input < counts.Length; input++)
        {
            var (pixel, channel) = (input / layer.Channels, input % layer.Channels);
            var (row, column) = (pixel / layer.Width, pixel % layer.Width);
            for (var tap = 0; tap < 9; tap++)
            {
                // Weights lie row by row, columns from the right: tap (i, 2 − j) takes the pixel to (row + 1 − i, column − 1 + tap mod 3).
                var (toRow, toColumn) = (row + 1 - (tap / 3), column - 1 + (tap % 3));
                if (toRow >= 0 && toRow < layer.Height && toColumn >= 0 && toColumn < layer.Width)
                {
                    counts[input] += NonZero(layer.Parameters.Slice(((channel * 9) + tap) * layer.Filters, layer.Filters));
                }
            }
        }

        return counts;
    }

    private static int NonZero(ReadOnlySpan<float> weights)
    {
        var count = 0;
        foreach (var weight in weights)
        {
            count += weight != 0 ? 1 : 0;
        }

        return count;
    }
}
