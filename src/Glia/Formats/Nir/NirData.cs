namespace Glia.Formats.Nir;

/// <summary>Recordings of the nodes of a NIR graph.</summary>
/// <param name="Nodes">For each node by name, what was recorded of it by name, such as <c>spikes</c> or <c>v</c>. The nodes of a graph within the graph are named graph/node.</param>
public sealed record NirData(IReadOnlyDictionary<string, IReadOnlyDictionary<string, NirObservable>> Nodes);
