namespace Glia.Formats.Nir;

/// <summary>A layer of neurons: all parameters have the layer's shape.</summary>
public abstract record NirNeuron : NirNode
{
    /// <summary>The layer's shape.</summary>
    public IReadOnlyList<int> Shape => Fields.Select(item => item.Value).OfType<NirArray>().First().Shape;

    internal override string? Problem => base.Problem
        ?? (Fields.Where(item => item.Value is NirArray array && !array.Shape.SequenceEqual(Shape)).Select(item => item.Name).FirstOrDefault() is { } name
            ? $"'{name}' has another shape than the other parameters" : null);
}
