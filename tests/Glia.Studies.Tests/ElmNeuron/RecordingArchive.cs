using System.Globalization;
using System.IO.Compression;
using System.Text;
using Glia.Random;

namespace Glia.Studies.Tests.ElmNeuron;

/// <summary>A NumPy archive of drawn recordings, half of whose synapses are excitatory.</summary>
internal static class RecordingArchive
{
    public static byte[] Of(RandomStream random, int recordings, int synapses, int milliseconds)
    {
        const int InputSpikes = 500;
        const int OutputSpikes = 5;
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "synapses", [synapses, synapses / 2], 2);
            Add(archive, "times", Draw(recordings * InputSpikes, milliseconds), recordings * InputSpikes);
            Add(archive, "units", Draw(recordings * InputSpikes, synapses), recordings * InputSpikes);
            Add(archive, "input_counts", Enumerable.Repeat(InputSpikes, recordings), recordings);
            Add(archive, "spikes", Draw(recordings * OutputSpikes, milliseconds), recordings * OutputSpikes);
            Add(archive, "spike_counts", Enumerable.Repeat(OutputSpikes, recordings), recordings);
            Add(archive, "soma", Draw(recordings * milliseconds, 20).Select(value => value - 75), recordings, milliseconds);
        }

        return stream.ToArray();

        int[] Draw(int count, int below) => [.. Enumerable.Range(0, count).Select(_ => random.NextInt(below))];
    }

    private static void Add(ZipArchive archive, string name, IEnumerable<int> values, params int[] shape)
    {
        var sides = string.Concat(shape.Select(side => side.ToString(CultureInfo.InvariantCulture) + ", "));
        var header = $"{{'descr': '<i4', 'fortran_order': False, 'shape': ({sides}), }}\n";
        using var entry = archive.CreateEntry(name + ".npy").Open();
        entry.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. values.SelectMany(BitConverter.GetBytes)]);
    }
}
