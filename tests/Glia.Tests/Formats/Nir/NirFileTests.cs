using Glia.Formats;
using Glia.Formats.Nir;

namespace Glia.Tests.Formats.Nir;

public sealed class NirFileTests
{
    [Fact]
    public void Every_kind_of_node_comes_back_as_it_was_written()
    {
        var graph = Everything();
        var read = NirFile.Parse(Written(graph), "f");
        Assert.Equal(graph.Edges, read.Edges);
        Assert.Equal(graph.Nodes.Keys.Order(), read.Nodes.Keys.Order());
        Assert.All(graph.Nodes, node => Same(node.Value, read.Nodes[node.Key]));
        Assert.Equal("made by hand", read.Nodes["lif"].Metadata["note"]);
    }

    [Fact]
    public void Absent_reset_stays_absent_and_same_padding_stays_a_rule()
    {
        var read = NirFile.Parse(Written(Everything()), "f");
        Assert.Null(Assert.IsType<NirIF>(read.Nodes["if"]).Reset);
        Assert.Equal("same", Assert.IsType<NirConv1d>(read.Nodes["conv1d"]).Padding.Rule);
        Assert.Equal([1, 0], Assert.IsType<NirConv2d>(read.Nodes["conv2d"]).Padding.Sides);
    }

    [Fact]
    public void A_graph_that_NIR_itself_wrote_is_read()
    {
        var graph = NirFile.Read(SharedData.Path("nir", "two_lif_neurons.nir"));
        Assert.Equal(["in", "lif1", "lif2", "linear1", "linear2", "out"], graph.Nodes.Keys.Order());
        Assert.Equal(5, graph.Edges.Count);
        Assert.Contains(new NirEdge("linear1", "lif1"), graph.Edges);
        var neuron = Assert.IsType<NirLif>(graph.Nodes["lif1"]);
        Assert.Equal([1], neuron.Shape);
        Assert.True(neuron.Tau.Values[0] > 0);
        Same(graph, NirFile.Parse(Written(graph), "f"));
    }

    [Fact]
    public void A_convolutional_network_that_another_program_wrote_is_read()
    {
        var graph = NirFile.Read(SharedData.Path("nir", "scnn_mnist.nir"));
        Assert.Equal(15, graph.Nodes.Count);
        var first = Assert.IsType<NirConv2d>(graph.Nodes["0"]);
        Assert.Equal([16, 2, 5, 5], first.Weight.Shape);
        Assert.Equal([2, 2], first.Stride);
        Assert.Equal([34, 34], first.InputShape!);
        Assert.Equal([256, 128], Assert.IsType<NirAffine>(graph.Nodes["9"]).Weight.Shape);
        Assert.Equal([16, 16, 16], Assert.IsType<NirIF>(graph.Nodes["1"]).Shape);
        Same(graph, NirFile.Parse(Written(graph), "f"));
    }

    [Fact]
    public void Arrays_packed_as_nir_packs_them_are_read_with_their_notes()
    {
        var graph = NirFile.Parse(SharedData.Golden("nir-gzip.nir"), "f");
        var layer = Assert.IsType<NirAffine>(graph.Nodes["fc"]);
        Assert.Equal([2, 3], layer.Weight.Shape);
        Assert.Equal([0, 0.25, 0.5, 0.75, 1, 1.25], layer.Weight.Values);
        Assert.Equal("by hand", layer.Metadata["made"]);
        Assert.Equal("7", layer.Metadata["epoch"]);
        Assert.Equal([0.0025, 0.0025], Assert.IsType<NirLif>(graph.Nodes["lif"]).Tau.Values);
        HostileContent.Check(SharedData.Golden("nir-gzip.nir"), content => NirFile.Parse(content, "f"), iterations: 200, allocation: HostileContent.Hdf5Allocation);
    }

    [Theory]
    [InlineData("'bias' [3] does not fit 'weight' [2, 3]", "bias")]
    [InlineData("'v_leak' has another shape", "shape")]
    [InlineData("'nobody', which is no node", "edge")]
    [InlineData("do not fill its shape", "fill")]
    [InlineData("is no name for a node", "name")]
    public void Graphs_that_do_not_fit_are_not_written(string says, string fault)
    {
        NirNode node = fault switch
        {
            "bias" => new NirAffine(NirArray.Filled([2, 3], 1), NirArray.Of(1, 2, 3)),
            "shape" => new NirLI(NirArray.Of(1, 1), NirArray.Of(1, 1), NirArray.Of(0)),
            "fill" => new NirLinear(new NirArray([2, 2], [1])),
            _ => new NirInput([1]),
        };
        var graph = new NirGraph(new Dictionary<string, NirNode> { [fault == "name" ? "a/b" : "a"] = node }, fault == "edge" ? [new NirEdge("a", "nobody")] : []);
        Assert.Contains(says, Assert.Throws<ArgumentException>(() => Written(graph)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_nodes_and_other_files_are_refused()
    {
        var stream = new MemoryStream();
        new PureHDF.H5File { ["node"] = new PureHDF.H5Group { ["type"] = "Hopfield" } }.Write(stream);
        Assert.Contains("unknown type 'Hopfield'", Assert.Throws<GliaFormatException>(() => NirFile.Parse(stream.ToArray(), "f")).Message, StringComparison.Ordinal);
        Assert.Contains("/node is not there", Assert.Throws<GliaFormatException>(() => NirFile.Parse(SharedData.Golden("shd-small.h5"), "f")).Message, StringComparison.Ordinal);
        stream = new MemoryStream();
        new PureHDF.H5File { ["node"] = new PureHDF.H5Group { ["type"] = "LIF", ["tau"] = new[] { 1.0 } } }.Write(stream);
        Assert.Contains("/node/r is not there", Assert.Throws<GliaFormatException>(() => NirFile.Parse(stream.ToArray(), "f")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_node_becomes_a_graph()
    {
        var stream = new MemoryStream();
        new PureHDF.H5File { ["node"] = new PureHDF.H5Group { ["type"] = "Scale", ["scale"] = new[] { 2.0 } } }.Write(stream);
        Assert.Equal([2.0], Assert.IsType<NirScale>(NirFile.Parse(stream.ToArray(), "f").Nodes["node"]).Scale.Values);
    }

    [Fact]
    public void Damaged_files_give_a_message_or_a_result()
    {
        var small = new NirGraph(new Dictionary<string, NirNode> { ["in"] = new NirInput([2]), ["out"] = new NirLinear(NirArray.Filled([1, 2], 0.5)) }, [new NirEdge("in", "out")]);
        HostileContent.Check(Written(small), content => NirFile.Parse(content, "f"), iterations: 300, allocation: HostileContent.Hdf5Allocation);
    }

    private static NirGraph Everything()
    {
        NirArray one = NirArray.Of(0.1, 1.0 / 3), two = NirArray.Of(2, 4);
        var inner = new NirGraph(new Dictionary<string, NirNode> { ["a"] = new NirInput([2]), ["b"] = new NirOutput([2]) }, [new NirEdge("a", "b")]);
        return new NirGraph(
            new Dictionary<string, NirNode>
            {
                ["in"] = new NirInput([2, 3]),
                ["out"] = new NirOutput([1]),
                ["linear"] = new NirLinear(NirArray.Filled([2, 3], 0.25)),
                ["affine"] = new NirAffine(NirArray.Filled([2, 3], 1e-300), two),
                ["scale"] = new NirScale(new NirArray([], [3])),
                ["conv1d"] = new NirConv1d(9, NirArray.Filled([2, 1, 3], 1), 1, NirPadding.Same, 2, 1, two),
                ["conv2d"] = new NirConv2d(null, NirArray.Filled([2, 1, 3, 3], 1), [1, 2], NirPadding.Zeros(1, 0), [1, 1], 1, two),
                ["sum"] = new NirSumPool2d([2, 2], [2, 2], [0, 0]),
                ["mean"] = new NirAvgPool2d([2, 2], [2, 1], [0, 1]),
                ["flat"] = new NirFlatten([2, 3], 0, -1),
                ["delay"] = new NirDelay(one),
                ["threshold"] = new NirThreshold(one),
                ["i"] = new NirI(one),
                ["if"] = new NirIF(one, two),
                ["li"] = new NirLI(one, two, one),
                ["lif"] = new NirLif(one, two, one, two, one) { Metadata = new Dictionary<string, string> { ["note"] = "made by hand" } },
                ["cubali"] = new NirCubaLI(one, two, one, two, one),
                ["cubalif"] = new NirCubaLif(one, two, one, two, one, two, one),
                ["inner"] = inner,
            },
            [new NirEdge("in", "linear"), new NirEdge("linear", "lif"), new NirEdge("lif", "out")]);
    }

    private static byte[] Written(NirGraph graph)
    {
        var stream = new MemoryStream();
        NirFile.Write(graph, stream);
        return stream.ToArray();
    }

    private static void Same(NirNode expected, NirNode actual)
    {
        Assert.Equal(expected.Type, actual.Type);
        foreach (var ((name, value), (_, other)) in expected.Fields.Zip(actual.Fields))
        {
            if (value is NirArray array)
            {
                var read = Assert.IsType<NirArray>(other);
                Assert.Equal(array.Shape, read.Shape);
                Assert.Equal(array.Values, read.Values);
            }
            else
            {
                Assert.True(value is null == other is null, name);
                Assert.Equal(value is IEnumerable<int> list ? list : value, other is IEnumerable<int> read ? read : other);
            }
        }

        if (expected is NirGraph graph)
        {
            Assert.Equal(graph.Edges.Order(Comparer<NirEdge>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()))), ((NirGraph)actual).Edges.Order(Comparer<NirEdge>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()))));
            Assert.All(graph.Nodes, node => Same(node.Value, ((NirGraph)actual).Nodes[node.Key]));
        }
    }
}
