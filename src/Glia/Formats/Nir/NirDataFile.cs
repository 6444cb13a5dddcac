using Glia.Spikes;

namespace Glia.Formats.Nir;

/// <summary>Reads files of NIRData (HDF5): what simulators recorded of the nodes of a NIR graph.</summary>
/// <remarks>Times are seconds; empty places of the rectangular arrays have index −1. <see cref="NirDataWriter"/> writes such files.</remarks>
public static class NirDataFile
{
    internal const string Kind = "__type__";
    private const int DeepestGraph = 16;
    private const int MostNodes = 100_000;
    private const double LongestSeconds = 1e9;

    /// <summary>Reads a file.</summary>
    /// <inheritdoc cref="Parse"/>
    public static NirData Read(string file)
    {
        using var content = Hdf5Content.Open(file, "a file of NIRData (HDF5)");
        return Root(content);
    }

    /// <summary>Reads a content.</summary>
    /// <param name="content">The whole content.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="GliaFormatException">It is no such file, or damaged.</exception>
    public static NirData Parse(byte[] content, string source)
    {
        using var opened = Hdf5Content.Parse(content, source);
        return Root(opened);
    }

    private static NirData Root(Hdf5Content content)
    {
        var nodes = new Dictionary<string, IReadOnlyDictionary<string, NirObservable>>();
        Graph(content, "", "", 0, nodes);
        return new NirData(nodes);
    }

    private static void Graph(Hdf5Content content, string path, string name, int depth, Dictionary<string, IReadOnlyDictionary<string, NirObservable>> nodes)
    {
        if (content.TextAttribute(path.Length == 0 ? "/" : path, Kind) != "NIRGraphData" || depth > DeepestGraph)
        {
            throw content.Wrong(path.Length == 0 ? "/" : path, $"must be of {Kind} NIRGraphData, at most {DeepestGraph} in each other. Is this another HDF5 file?");
        }

        foreach (var child in content.Names($"{path}/nodes"))
        {
            var (place, full) = ($"{path}/nodes/{child}", name.Length == 0 ? child : $"{name}/{child}");
            if (content.TextAttribute(place, Kind) != "NIRNodeData")
            {
                Graph(content, place, full, depth + 1, nodes);
            }
            else if (nodes.Count == MostNodes)
            {
                throw content.Wrong(place, $"is one of more than {MostNodes} nodes. The file is damaged.");
            }
            else
            {
                nodes[full] = content.Names($"{place}/observables").ToDictionary(observable => observable, observable => Observable(content, $"{place}/observables/{observable}"));
            }
        }
    }

    private static NirObservable Observable(Hdf5Content content, string path) => content.TextAttribute(path, Kind) switch
    {
        "TimeGriddedData" => Grid(content, path),
        "EventData" => Events(content, path, null),
        "ValuedEventData" => Events(content, path, content.Numbers($"{path}/value")),
        var kind => throw content.Wrong(path, $"is of the unknown kind '{kind}'; known are TimeGriddedData, EventData and ValuedEventData."),
    };

    private static NirTimeGrid Grid(Hdf5Content content, string path) => content.Shape($"{path}/data") is [var samples, var steps, var neurons]
        ? new NirTimeGrid(samples, steps, neurons, content.Numbers($"{path}/data"), content.NumberAttribute(path, "dt"))
        : throw content.Wrong($"{path}/data", "must have three dimensions: samples, steps, neurons.");

    private static NirEvents Events(Hdf5Content content, string path, double[]? values)
    {
        var (index, time) = (content.Numbers($"{path}/idx"), content.Numbers($"{path}/time"));
        var (neurons, longest) = (content.NumberAttribute(path, "n_neurons"), content.NumberAttribute(path, "t_max"));
        if (content.Shape($"{path}/idx") is not [var samples, var places] || time.Length != index.Length || (values?.Length ?? index.Length) != index.Length
            || !(neurons is >= 0 and < int.MaxValue) || !(longest is >= 0 and < LongestSeconds))
        {
            throw content.Wrong(path, $"must have idx, time and value of the same two dimensions, n_neurons and t_max; got {neurons} neurons and {longest} s.");
        }

        var window = new TimeWindow(0, (long)Math.Round(longest * 1e6) + 1);
        var (trains, kept) = (new SpikeTrains[samples], new double[samples][]);
        for (var sample = 0; sample < samples; sample++)
        {
            var there = Enumerable.Range(sample * places, places).Where(i => index[i] >= 0).ToArray();
            if (there.FirstOrDefault(i => !(index[i] < neurons && time[i] >= 0 && time[i] <= longest), -1) is var wrong and >= 0)
            {
                throw content.Wrong(path, $"has in sample {sample} an event of neuron {index[wrong]} at {time[wrong]} s; neurons are from 0 to {neurons - 1}, times from 0 to t_max {longest}.");
            }

            // By time, as spike trains are; equal times keep their order, and values go with their events.
            var ordered = there.OrderBy(i => (long)Math.Round(time[i] * 1e6)).ToArray();
            trains[sample] = SpikeTrains.FromSorted(Array.ConvertAll(ordered, i => (long)Math.Round(time[i] * 1e6)), Array.ConvertAll(ordered, i => (int)index[i]), (int)neurons, window);
            kept[sample] = values is null ? [] : Array.ConvertAll(ordered, i => values[i]);
        }

        return new NirEvents(trains, values is null ? null : kept);
    }
}
