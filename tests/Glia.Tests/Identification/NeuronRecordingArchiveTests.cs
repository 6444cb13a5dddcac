using System.IO.Compression;
using Glia.Formats;
using Glia.Identification;
using Glia.Tests.Formats;

namespace Glia.Tests.Identification;

public sealed class NeuronRecordingArchiveTests
{
    // Two recordings of 4 ms from three synapses, of which two are excitatory.
    private static readonly (string Name, byte[] Content)[] Good =
    [
        ("synapses", NumpyArchive.Integers([3, 2], 2)),
        ("times", NumpyArchive.Floats([0.5f, 3, 1], 3)),
        ("units", NumpyArchive.Integers([2, 0, 1], 3)),
        ("input_counts", NumpyArchive.Integers([2, 1], 2)),
        ("spikes", NumpyArchive.Integers([3, 1], 2)),
        ("spike_counts", NumpyArchive.Integers([0, 2], 2)),
        ("soma", NumpyArchive.Floats([-70, -69, -68, -67, -60, -50, -58, -58], 2, 4)),
    ];

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Recordings_are_read_from_an_archive(CompressionLevel level)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".npz");
        try
        {
            File.WriteAllBytes(file, NumpyArchive.Zip(Good, level));
            var recordings = NeuronRecordingFile.Read(file);
            Assert.Equal(2, recordings.Count);
            Assert.Equal((3, 2, 4), (recordings[0].Inputs.UnitCount, recordings[0].Excitatory, recordings[0].DurationMs));
            Assert.Equal([500, 3000], recordings[0].Inputs.Times.ToArray());
            Assert.Equal([2, 0], recordings[0].Inputs.Units.ToArray());
            Assert.Empty(recordings[0].OutputSpikesMs);
            Assert.Equal([1], recordings[1].Inputs.Units.ToArray());
            Assert.Equal([1, 3], recordings[1].OutputSpikesMs);
            Assert.Equal([-60, -50, -58, -58], recordings[1].SomaMillivolts);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("units", "is not there; the archive has synapses.npy")]
    [InlineData("synapses", "how many of them are excitatory", 2, 3)]
    [InlineData("input_counts", "how many of the 3 values of times", 2, 2)]
    [InlineData("spike_counts", "how many of the 2 values of spikes", -1, 3)]
    [InlineData("units", "whole numbers from 0 to 2", 0, 1, 3)]
    [InlineData("times", "2 times from 0 to 4 ms", 0, 4, 1)]
    [InlineData("spikes", "whole numbers from 0 to 3", 0, 4)]
    [InlineData("soma", "must be [recordings, ms]", 1, 2)]
    public void What_is_wrong_with_an_archive_is_said(string name, string message, params int[] values)
    {
        var bad = Good.Where(array => array.Name != name || values.Length > 0).Select(array => array.Name == name ? (name, NumpyArchive.Integers(values, values.Length)) : array);
        Assert.Contains(message, Assert.Throws<GliaFormatException>(() => Read(NumpyArchive.Zip(bad))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Damaged_archives_are_refused_soon(CompressionLevel level) => HostileContent.Check(NumpyArchive.Zip(Good, level), content => Read(content), iterations: 1000);

    private static IReadOnlyList<NeuronRecording> Read(byte[] content) => NeuronRecordingFile.Parse(content, "x.npz");
}
