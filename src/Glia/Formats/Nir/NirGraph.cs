namespace Glia.Formats.Nir;

/// <summary>A NIR graph: named nodes and the edges between them. A graph may be a node of another.</summary>
/// <param name="Nodes">The nodes by name.</param>
/// <param name="Edges">The edges; each names two nodes of this graph.</param>
public sealed record NirGraph(IReadOnlyDictionary<string, NirNode> Nodes, IReadOnlyList<NirEdge> Edges) : NirNode
{
    /// <inheritdoc/>
    public override string Type => "NIRGraph";

    internal override IEnumerable<(string Name, object? Value)> Fields => [];

    internal override string? Problem
    {
        get
        {
            foreach (var (name, node) in Nodes)
            {
                if (name.Length == 0 || name.Contains('/') || name is "." or "..")
                {
                    return $"'{name}' is no name for a node: it must not be empty, a point, or contain a slash";
                }

                if (node.Problem is { } problem)
                {
                    return $"node '{name}' ({node.Type}): {problem}";
                }
            }

            return Edges.SelectMany(edge => new[] { edge.Source, edge.Target }).FirstOrDefault(end => !Nodes.ContainsKey(end)) is { } missing
                ? $"an edge leads to or from '{missing}', which is no node" : null;
        }
    }
}
