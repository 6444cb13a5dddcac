namespace Glia.Formats.Nir;

/// <summary>A connection of a NIR graph.</summary>
/// <param name="Source">The node whose output it is.</param>
/// <param name="Target">The node that it goes to; several edges to a node are summed.</param>
public sealed record NirEdge(string Source, string Target);
