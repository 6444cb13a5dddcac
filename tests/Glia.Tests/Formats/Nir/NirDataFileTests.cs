using Glia.Formats;
using Glia.Formats.Nir;
using Glia.Spikes;

namespace Glia.Tests.Formats.Nir;

public sealed class NirDataFileTests
{
    private static readonly TimeWindow Window = new(0, 3001);

    [Fact]
    public void A_file_as_NIR_writes_it_is_read()
    {
        var node = NirDataFile.Parse(SharedData.Golden("nir-data.nir"), "f").Nodes["lif"];
        var grid = Assert.IsType<NirTimeGrid>(node["grid"]);
        Assert.Equal((1, 3, 2, 1e-3), (grid.Samples, grid.Steps, grid.Neurons, grid.StepSeconds));
        Assert.Equal([1.0, 0, 0, 1, 1, 1], grid.Values);
        var events = Assert.IsType<NirEvents>(node["spikes"]);
        Assert.Null(events.Values);
        Assert.Equal([1000L, 2000], events.Samples[0].Times.ToArray());
        Assert.Equal([0, 1], events.Samples[0].Units.ToArray());
        Assert.Equal([0L, 3000, 3000], events.Samples[1].Times.ToArray());
        Assert.Equal((2, Window), (events.Samples[0].UnitCount, events.Samples[0].Window));
    }

    [Fact]
    public void Recordings_come_back_as_they_were_written_also_in_graphs_within_the_graph()
    {
        var spikes = SpikeTrains.FromSorted([1, 2, 2], [1, 0, 1], 2, Window);
        var data = new NirData(new Dictionary<string, IReadOnlyDictionary<string, NirObservable>>
        {
            ["a"] = new Dictionary<string, NirObservable> { ["v"] = new NirTimeGrid(1, 2, 2, [0.1, 0.2, 0.3, 0.4], 0.01), ["spikes"] = new NirEvents([spikes, SpikeTrains.Empty(2, Window)]) },
            ["block/b"] = new Dictionary<string, NirObservable> { ["w"] = new NirEvents([spikes], [[7, 8, 9]]) },
        });
        var read = NirDataFile.Parse(Written(data), "f");
        Assert.Equal(["a", "block/b"], read.Nodes.Keys.Order());
        Assert.Equal([0.1, 0.2, 0.3, 0.4], Assert.IsType<NirTimeGrid>(read.Nodes["a"]["v"]).Values);
        var events = Assert.IsType<NirEvents>(read.Nodes["a"]["spikes"]);
        Assert.Equal(spikes.Times.ToArray(), events.Samples[0].Times.ToArray());
        Assert.Equal(spikes.Units.ToArray(), events.Samples[0].Units.ToArray());
        Assert.Equal((0, Window), (events.Samples[1].Count, events.Samples[1].Window));
        Assert.Equal([7.0, 8, 9], Assert.IsType<NirEvents>(read.Nodes["block/b"]["w"]).Values![0]);
    }

    [Fact]
    public void Damaged_files_give_a_message_or_a_result() =>
        HostileContent.Check(SharedData.Golden("nir-data.nir"), content => NirDataFile.Parse(content, "f"), iterations: 200, allocation: HostileContent.Hdf5Allocation);

    [Fact]
    public void Other_files_and_samples_that_differ_are_refused()
    {
        Assert.Contains("NIRGraphData", Assert.Throws<GliaFormatException>(() => NirDataFile.Parse(SharedData.Golden("shd-small.h5"), "f")).Message, StringComparison.Ordinal);
        var differ = new NirEvents([SpikeTrains.Empty(2, Window), SpikeTrains.Empty(3, Window)]);
        Assert.Contains("Node 'a'", Assert.Throws<ArgumentException>(() => Written(new NirData(new Dictionary<string, IReadOnlyDictionary<string, NirObservable>> { ["a"] = new Dictionary<string, NirObservable> { ["s"] = differ } }))).Message, StringComparison.Ordinal);
    }

    private static byte[] Written(NirData data)
    {
        var stream = new MemoryStream();
        NirDataWriter.Write(data, stream);
        return stream.ToArray();
    }
}
