using PureHDF;

namespace Glia.Formats.Nir;

/// <summary>Nodes as HDF5 groups, for writing.</summary>
internal static class NirGroup
{
    public static H5Group Of(NirNode node)
    {
        var group = new H5Group { ["type"] = node.Type };
        foreach (var (name, value) in node.Fields)
        {
            if (value is not null)
            {
                group[name] = value switch
                {
                    NirArray array => Array(array),
                    int number => (long)number,
                    IReadOnlyList<int> numbers => numbers.Select(number => (long)number).ToArray(),
                    string text => text,
                    _ => throw new InvalidOperationException($"A NIR field can not be written as {value.GetType()}."),
                };
            }
        }

        if (node.Metadata.Count > 0)
        {
            var notes = new H5Group();
            foreach (var (name, text) in node.Metadata)
            {
                notes[name] = text;
            }

            group["metadata"] = notes;
        }

        if (node is NirGraph graph)
        {
            group["nodes"] = Nodes(graph);
            group["edges"] = Edges(graph);
        }

        return group;
    }

    private static H5Group Nodes(NirGraph graph)
    {
        var nodes = new H5Group();
        foreach (var (name, node) in graph.Nodes)
        {
            nodes[name] = Of(node);
        }

        return nodes;
    }

    private static H5Dataset Edges(NirGraph graph)
    {
        var edges = new string[graph.Edges.Count, 2];
        for (var i = 0; i < graph.Edges.Count; i++)
        {
            (edges[i, 0], edges[i, 1]) = (graph.Edges[i].Source, graph.Edges[i].Target);
        }

        return new H5Dataset(edges);
    }

    // Half the size where nothing is lost by it.
    private static object Array(NirArray array)
    {
        var isSingle = array.Values.All(value => value.Equals((double)(float)value));
        if (array.Shape.Count == 0)
        {
            return isSingle ? (float)array.Values[0] : array.Values[0];
        }

        var sides = array.Shape.Select(side => (ulong)side).ToArray();
        return isSingle ? new H5Dataset(System.Array.ConvertAll(array.Values, value => (float)value), fileDims: sides) : new H5Dataset(array.Values, fileDims: sides);
    }
}
