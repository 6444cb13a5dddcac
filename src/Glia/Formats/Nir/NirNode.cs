namespace Glia.Formats.Nir;

/// <summary>A node of a NIR graph: a layer of neurons, synapses or a rearrangement, with continuous dynamics in seconds.</summary>
/// <remarks>Neuromorphic Intermediate Representation: Pedersen et al., 2024, Nature Communications 15. Time constants are written in seconds.</remarks>
public abstract record NirNode
{
    /// <summary>Notes to the node; nothing depends on them.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>What the file calls this kind of node.</summary>
    public abstract string Type { get; }

    // Values are NirArray, int, lists of int, or string; null is not written.
    internal abstract IEnumerable<(string Name, object? Value)> Fields { get; }

    // What is wrong with the values, or null.
    internal virtual string? Problem => Fields.Select(item => item.Value).OfType<NirArray>().Any(array => !array.IsWhole)
        ? "an array's values do not fill its shape" : null;
}
