using Glia.Formats;

namespace Glia.Identification;

/// <summary>Recordings of a neuron in a NumPy archive, as <see cref="NeuronRecordingFile"/> says.</summary>
internal static class NeuronRecordingArchive
{
    private const string Lengths = "input_counts";
    private const string SpikeLengths = "spike_counts";

    /// <summary>Reads all recordings of a content.</summary>
    /// <exception cref="GliaFormatException">It is no such archive.</exception>
    public static IReadOnlyList<NeuronRecording> Parse(byte[] content, string source)
    {
        using var archive = NpzContent.Parse(content, source);
        var synapses = archive.Read("synapses").Numbers;
        if (synapses is not [var all, var some] || !(all is >= 0 and <= NeuronRecordingRow.MostInputs) || all != Math.Floor(all) || some != Math.Floor(some) || !(some >= 0 && some <= all))
        {
            throw archive.Wrong("synapses", $"must hold the number of synapses, up to {NeuronRecordingRow.MostInputs}, and how many of them are excitatory.");
        }

        var soma = archive.Read("soma");
        if (soma.Shape is not [var recordings, var duration])
        {
            throw archive.Wrong("soma", $"must be [recordings, ms]; it is [{string.Join(", ", soma.Shape)}].");
        }

        var times = Rows(archive, "times", Lengths, recordings);
        var units = Rows(archive, "units", Lengths, recordings);
        var spikes = Rows(archive, "spikes", SpikeLengths, recordings);
        return
        [
            .. Enumerable.Range(0, recordings).Select(i => new NeuronRecordingRow(i, (int)all, (int)some, times[i].ToArray(), units[i].ToArray(), spikes[i].ToArray(), soma.Numbers.AsSpan(i * duration, duration).ToArray())
                .Recording(archive.Wrong)),
        ];
    }

    private static ArraySegment<double>[] Rows(NpzContent archive, string name, string lengths, int recordings)
    {
        var (values, counts) = (archive.Read(name).Numbers, archive.Read(lengths).Numbers);
        if (counts.Length != recordings || Array.Exists(counts, count => !(count >= 0 && count <= values.Length) || count != Math.Floor(count)) || counts.Sum() != values.Length)
        {
            throw archive.Wrong(lengths, $"must say, for each of the {recordings} recordings of soma, how many of the {values.Length} values of {name} are its own.");
        }

        var (rows, start) = (new ArraySegment<double>[recordings], 0);
        for (var i = 0; i < recordings; i++)
        {
            rows[i] = new ArraySegment<double>(values, start, (int)counts[i]);
            start += (int)counts[i];
        }

        return rows;
    }
}
