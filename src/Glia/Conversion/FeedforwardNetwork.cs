namespace Glia.Conversion;

/// <summary>Layers in a row; the last gives the logits.</summary>
public sealed class FeedforwardNetwork
{
    private readonly IFeedforwardLayer[] _layers;

    /// <summary>Joins layers.</summary>
    /// <exception cref="ArgumentException">There is no layer, two share a name, or a layer does not take what the one before gives.</exception>
    public FeedforwardNetwork(params IReadOnlyList<IFeedforwardLayer> layers)
    {
        _layers = [.. layers];
        if (_layers.Length == 0 || _layers.DistinctBy(layer => layer.Name).Count() != _layers.Length)
        {
            throw new ArgumentException($"A network needs layers with names of their own; got [{string.Join(", ", _layers.Select(layer => layer.Name))}].", nameof(layers));
        }

        foreach (var (first, second) in _layers.Zip(_layers.Skip(1)).Where(pair => pair.First.Outputs != pair.Second.Inputs))
        {
            throw new ArgumentException($"{first.Name} gives {first.Outputs} numbers, but {second.Name} takes {second.Inputs}.", nameof(layers));
        }
    }

    /// <summary>The layers, inputs first.</summary>
    public IReadOnlyList<IFeedforwardLayer> Layers => _layers;

    /// <summary>Numbers that go in.</summary>
    public int Inputs => _layers[0].Inputs;

    /// <summary>Number of logits.</summary>
    public int Outputs => _layers[^1].Outputs;

    /// <summary>Computes the logits of one sample.</summary>
    /// <param name="input">[<see cref="Inputs"/>].</param>
    public float[] Logits(ReadOnlySpan<float> input)
    {
        var values = input.ToArray();
        foreach (var layer in _layers)
        {
            var next = new float[layer.Outputs];
            layer.Forward(values, next);
            values = next;
        }

        return values;
    }
}
