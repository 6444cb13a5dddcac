using PureHDF;

namespace Glia.Formats.Nir;

/// <summary>Files of NIR graphs (HDF5), as snnTorch, SpikingJelly, Norse, Lava and others exchange them.</summary>
public static class NirFile
{
    /// <summary>The version that files are written as.</summary>
    public const string Version = "1.0.6";

    private const int DeepestGraph = 16;
    private const int MostNodes = 100_000;

    private static readonly Dictionary<string, Func<NirFields, NirNode>> Kinds = new()
    {
        ["Input"] = from => new NirInput(from.Integers("shape")),
        ["Output"] = from => new NirOutput(from.Integers("shape")),
        ["Linear"] = from => new NirLinear(from.Array("weight")),
        ["Affine"] = from => new NirAffine(from.Array("weight"), from.Array("bias")),
        ["Scale"] = from => new NirScale(from.Array("scale")),
        ["Conv1d"] = from => new NirConv1d(from.OptionalIntegers("input_shape") is [var length] ? length : null, from.Array("weight"), from.Integer("stride"), from.Padding(1), from.Integer("dilation"), from.Integer("groups"), from.Array("bias")),
        ["Conv2d"] = from => new NirConv2d(from.OptionalIntegers("input_shape"), from.Array("weight"), from.Pair("stride"), from.Padding(2), from.Pair("dilation"), from.Integer("groups"), from.Array("bias")),
        ["SumPool2d"] = from => new NirSumPool2d(from.Pair("kernel_size"), from.Pair("stride"), from.Pair("padding")),
        ["AvgPool2d"] = from => new NirAvgPool2d(from.Pair("kernel_size"), from.Pair("stride"), from.Pair("padding")),
        ["Flatten"] = from => new NirFlatten(from.OptionalIntegers("input_type"), from.Integer("start_dim"), from.Integer("end_dim")),
        ["Delay"] = from => new NirDelay(from.Array("delay")),
        ["Threshold"] = from => new NirThreshold(from.Array("threshold")),
        ["I"] = from => new NirI(from.Array("r")),
        ["IF"] = from => new NirIF(from.Array("r"), from.Array("v_threshold"), from.OptionalArray("v_reset")),
        ["LI"] = from => new NirLI(from.Array("tau"), from.Array("r"), from.Array("v_leak")),
        ["LIF"] = from => new NirLif(from.Array("tau"), from.Array("r"), from.Array("v_leak"), from.Array("v_threshold"), from.OptionalArray("v_reset")),
        ["CubaLI"] = from => new NirCubaLI(from.Array("tau_syn"), from.Array("tau_mem"), from.Array("r"), from.Array("v_leak"), from.Array("w_in")),
        ["CubaLIF"] = from => new NirCubaLif(from.Array("tau_syn"), from.Array("tau_mem"), from.Array("r"), from.Array("v_leak"), from.Array("w_in"), from.Array("v_threshold"), from.OptionalArray("v_reset")),
    };

    /// <summary>Reads a file.</summary>
    /// <inheritdoc cref="Parse"/>
    public static NirGraph Read(string file)
    {
        using var content = Hdf5Content.Open(file, "a NIR file (HDF5)");
        return Root(content);
    }

    /// <summary>Reads a content.</summary>
    /// <param name="content">The whole content.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <returns>The graph; a file with a single node becomes a graph with that node, named <c>node</c>, and no edge.</returns>
    /// <exception cref="GliaFormatException">It is no such file, a node is unknown or lacks a field, shapes do not fit, or an edge leads nowhere.</exception>
    public static NirGraph Parse(byte[] content, string source)
    {
        using var opened = Hdf5Content.Parse(content, source);
        return Root(opened);
    }

    /// <summary>Writes a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="destination">Where to; must seek.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or an edge leads nowhere; the message names the node.</exception>
    public static void Write(NirGraph graph, Stream destination)
    {
        if (graph.Problem is { } problem)
        {
            throw new ArgumentException($"The NIR graph can not be written: {problem}.", nameof(graph));
        }

        new H5File { ["version"] = Version, ["node"] = NirGroup.Of(graph) }.Write(destination);
    }

    private static NirGraph Root(Hdf5Content content)
    {
        if (!content.Has("/node"))
        {
            throw content.Wrong("/node", "is not there. A NIR file has its graph there; is this another HDF5 file?");
        }

        var count = 0;
        var node = Node(content, "/node", 0, ref count);
        var graph = node as NirGraph ?? new NirGraph(new Dictionary<string, NirNode> { ["node"] = node }, []);
        return graph.Problem is { } problem ? throw content.Wrong("/node", $"is no graph that can be used: {problem}.") : graph;
    }

    private static NirNode Node(Hdf5Content content, string path, int depth, ref int count)
    {
        // Groups of HDF5 can lead in circles.
        if (depth > DeepestGraph || ++count > MostNodes)
        {
            throw content.Wrong(path, $"goes beyond {DeepestGraph} graphs in each other or {MostNodes} nodes. The file is damaged.");
        }

        var fields = new NirFields(content, path);
        var type = fields.Text("type");
        if (type != "NIRGraph")
        {
            return Kinds.TryGetValue(type, out var make) ? make(fields) with { Metadata = fields.Metadata() }
                : throw content.Wrong(path, $"is of the unknown type '{(type.Length > 40 ? type[..40] + "…" : type)}'; known are {string.Join(", ", Kinds.Keys)} and NIRGraph.");
        }

        var nodes = new Dictionary<string, NirNode>();
        foreach (var name in content.Names($"{path}/nodes"))
        {
            nodes[name] = Node(content, $"{path}/nodes/{name}", depth + 1, ref count);
        }

        var ends = content.Shape($"{path}/edges") is [0] or [0, _] ? [] : content.Strings($"{path}/edges");
        return ends.Length % 2 == 0 ? new NirGraph(nodes, [.. ends.Chunk(2).Select(pair => new NirEdge(pair[0], pair[1]))]) { Metadata = fields.Metadata() }
            : throw content.Wrong($"{path}/edges", "must hold pairs of names.");
    }
}
