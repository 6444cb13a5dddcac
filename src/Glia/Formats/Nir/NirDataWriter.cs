using PureHDF;

namespace Glia.Formats.Nir;

/// <summary>Writes files of NIRData (HDF5), which NIR reads.</summary>
public static class NirDataWriter
{
    /// <summary>Writes recordings.</summary>
    /// <param name="data">The recordings; a name with a slash becomes a node of a graph within the graph.</param>
    /// <param name="destination">Where to; must seek.</param>
    /// <exception cref="ArgumentException">Samples differ in units or window, or values and spikes in number; the message names the node.</exception>
    public static void Write(NirData data, Stream destination)
    {
        var nodes = new H5Group();
        foreach (var (name, observables) in data.Nodes)
        {
            var parts = name.Split('/');
            var place = nodes;
            foreach (var graph in parts[..^1])
            {
                if (!place.TryGetValue(graph, out var inner))
                {
                    inner = Typed("NIRGraphData");
                    ((H5Group)inner)["nodes"] = new H5Group();
                    place[graph] = inner;
                }

                place = (H5Group)((H5Group)inner)["nodes"];
            }

            var group = new H5Group();
            foreach (var (observable, value) in observables)
            {
                group[observable] = value is NirTimeGrid grid ? Grid(grid, name) : Events((NirEvents)value, name);
            }

            var node = Typed("NIRNodeData");
            node["observables"] = group;
            place[parts[^1]] = node;
        }

        var file = new H5File { ["nodes"] = nodes };
        file.Attributes[NirDataFile.Kind] = "NIRGraphData";
        file.Write(destination);
    }

    private static H5Group Typed(string kind)
    {
        var group = new H5Group();
        group.Attributes[NirDataFile.Kind] = kind;
        return group;
    }

    private static H5Group Grid(NirTimeGrid grid, string node)
    {
        if (grid.Values.Length != (long)grid.Samples * grid.Steps * grid.Neurons)
        {
            throw new ArgumentException($"Node '{node}': {grid.Samples} samples × {grid.Steps} steps × {grid.Neurons} neurons need as many values; got {grid.Values.Length}.");
        }

        var group = Typed("TimeGriddedData");
        group.Attributes["dt"] = grid.StepSeconds;
        group["data"] = new H5Dataset(grid.Values, fileDims: [(ulong)grid.Samples, (ulong)grid.Steps, (ulong)grid.Neurons]);
        return group;
    }

    private static H5Group Events(NirEvents events, string node)
    {
        var samples = events.Samples;
        var (units, window) = samples.Count > 0 ? (samples[0].UnitCount, samples[0].Window) : default;
        if (samples.Any(sample => sample.UnitCount != units || sample.Window != window) || window.Start != 0
            || (events.Values is { } given && (given.Count != samples.Count || given.Where((values, i) => values.Count != samples[i].Count).Any())))
        {
            throw new ArgumentException($"Node '{node}': all samples must have the same units and the same window from 0, and a value for each spike where there are values.");
        }

        // Rows as long as the longest; at least one place, since some readers know no empty arrays.
        var places = Math.Max(1, samples.Select(sample => sample.Count).DefaultIfEmpty(0).Max());
        var (index, time, value) = (new long[samples.Count * places], new double[samples.Count * places], new double[samples.Count * places]);
        Array.Fill(index, -1);
        Array.Fill(time, double.PositiveInfinity);
        for (var sample = 0; sample < samples.Count; sample++)
        {
            for (var i = 0; i < samples[sample].Count; i++)
            {
                var place = (sample * places) + i;
                (index[place], time[place], value[place]) = (samples[sample].Units[i], samples[sample].Times[i] * 1e-6, events.Values?[sample][i] ?? 0);
            }
        }

        var group = Typed(events.Values is null ? "EventData" : "ValuedEventData");
        group.Attributes["n_neurons"] = (long)units;
        group.Attributes["t_max"] = Math.Max(0, window.End - 1) * 1e-6;
        ulong[] sides = [(ulong)samples.Count, (ulong)places];
        group["idx"] = new H5Dataset(index, fileDims: sides);
        group["time"] = new H5Dataset(time, fileDims: sides);
        if (events.Values is not null)
        {
            group["value"] = new H5Dataset(value, fileDims: sides);
        }

        return group;
    }
}
