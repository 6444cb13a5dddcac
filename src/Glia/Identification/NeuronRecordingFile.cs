using Glia.Formats;
using PureHDF;

namespace Glia.Identification;

/// <summary>Recordings of a neuron's input and output in HDF5 or in a NumPy archive, as the exporters of docs/papers/elm-neuron.md write NeuronIO.</summary>
/// <remarks>
/// <para>HDF5: <c>/inputs/times</c> and <c>/inputs/units</c>: a row a recording, milliseconds and synapses, excitatory first; <c>/inputs/count</c> and <c>/inputs/excitatory</c>: numbers of synapses;
/// <c>/spikes</c>: a row of milliseconds a recording; <c>/soma</c> [recordings, ms]: mV.</para>
/// <para>NumPy archive (.npz): <c>times</c> and <c>units</c>, the input spikes of all recordings one after the other, and <c>input_counts</c>, how many are of each; <c>spikes</c> and <c>spike_counts</c> alike;
/// <c>soma</c> [recordings, ms]; <c>synapses</c>: their number, and how many are excitatory.</para>
/// </remarks>
public static class NeuronRecordingFile
{
    private const string TimesPath = "/inputs/times";
    private const string UnitsPath = "/inputs/units";
    private const string CountPath = "/inputs/count";
    private const string ExcitatoryPath = "/inputs/excitatory";
    private const string SpikesPath = "/spikes";
    private const string SomaPath = "/soma";

    /// <summary>Reads all recordings of a file.</summary>
    /// <exception cref="GliaFormatException">It is no such file.</exception>
    public static IReadOnlyList<NeuronRecording> Read(string file)
    {
        if (BeginsAsArchive(file))
        {
            return NeuronRecordingArchive.Parse(FileContent.Read(file, "recordings of a neuron (.npz)"), file);
        }

        using var content = Hdf5Content.Open(file, "recordings of a neuron (HDF5)");
        return Read(content);
    }

    /// <summary>Reads all recordings of a content; <paramref name="source"/> is its name, for messages.</summary>
    /// <exception cref="GliaFormatException">It is no such file.</exception>
    public static IReadOnlyList<NeuronRecording> Parse(byte[] content, string source)
    {
        if (NpzContent.Begins(content))
        {
            return NeuronRecordingArchive.Parse(content, source);
        }

        using var parsed = Hdf5Content.Parse(content, source);
        return Read(parsed);
    }

    /// <summary>Writes recordings as HDF5.</summary>
    /// <param name="destination">Where to; must seek.</param>
    /// <param name="recordings">At least one, all of the same inputs and length.</param>
    /// <exception cref="ArgumentException">There is none, or they differ in inputs or length.</exception>
    public static void Write(Stream destination, IReadOnlyList<NeuronRecording> recordings)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        if (recordings.Count == 0 || recordings.Any(r => (r.Inputs.UnitCount, r.Excitatory, r.DurationMs) != (recordings[0].Inputs.UnitCount, recordings[0].Excitatory, recordings[0].DurationMs)))
        {
            throw new ArgumentException("A file holds at least one recording, and all have the same inputs and length.", nameof(recordings));
        }

        var soma = new float[recordings.Count, recordings[0].DurationMs];
        for (var i = 0; i < recordings.Count; i++)
        {
            for (var t = 0; t < recordings[i].DurationMs; t++)
            {
                soma[i, t] = recordings[i].SomaMillivolts[t];
            }
        }

        new H5File
        {
            ["inputs"] = new H5Group
            {
                ["times"] = new H5Dataset(recordings.Select(recording => Array.ConvertAll(recording.Inputs.Times.ToArray(), time => (float)(time / 1000.0))).ToArray()),
                ["units"] = new H5Dataset(recordings.Select(recording => recording.Inputs.Units.ToArray()).ToArray()),
                ["count"] = new[] { recordings[0].Inputs.UnitCount },
                ["excitatory"] = new[] { recordings[0].Excitatory },
            },
            ["spikes"] = new H5Dataset(recordings.Select(recording => recording.OutputSpikesMs.ToArray()).ToArray()),
            ["soma"] = soma,
        }.Write(destination);
    }

    private static bool BeginsAsArchive(string file)
    {
        using var stream = File.OpenRead(file);
        Span<byte> beginning = stackalloc byte[2];
        return stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false) == beginning.Length && NpzContent.Begins(beginning);
    }

    private static NeuronRecording[] Read(Hdf5Content content)
    {
        foreach (var path in new[] { "/inputs", TimesPath, UnitsPath, CountPath, ExcitatoryPath, SpikesPath, SomaPath })
        {
            if (!content.Has(path))
            {
                throw content.Wrong(path, "is not there. Recordings of a neuron have /inputs/times, /inputs/units, /inputs/count, /inputs/excitatory, /spikes and /soma.");
            }
        }

        var (count, excitatory) = (Whole(content, CountPath), Whole(content, ExcitatoryPath));
        if (content.Shape(SomaPath) is not [var recordings, var duration] || excitatory > count)
        {
            throw content.Wrong(SomaPath, $"must be [recordings, ms], with at most {count} excitatory inputs; {excitatory} are said to be.");
        }

        foreach (var path in new[] { TimesPath, UnitsPath, SpikesPath })
        {
            if (content.Shape(path) is not [var rows] || rows != recordings)
            {
                throw content.Wrong(path, $"must have a row for each of the {recordings} recordings of {SomaPath}.");
            }
        }

        var soma = content.Numbers(SomaPath);
        return [.. Enumerable.Range(0, recordings).Select(i => Recording(content, i, count, excitatory, soma.AsSpan(i * duration, duration)))];
    }

    private static NeuronRecording Recording(Hdf5Content content, int index, int count, int excitatory, ReadOnlySpan<double> soma) => new NeuronRecordingRow(
        index, count, excitatory, content.Row(TimesPath, index), content.Row(UnitsPath, index), content.Row(SpikesPath, index), soma.ToArray()).Recording(content.Wrong);

    private static int Whole(Hdf5Content content, string path) => content.Numbers(path) is [var value, ..]
        ? NeuronRecordingRow.Whole([value], NeuronRecordingRow.MostInputs, path, content.Wrong)[0]
        : throw content.Wrong(path, "is empty.");
}
