using CsCheck;
using Glia.Formats;
using Glia.Spikes;
using PureHDF;

namespace Glia.Tests.Formats;

public sealed class HeidelbergSpikesFileTests
{
    private static readonly byte[] Golden = SharedData.Golden("shd-small.h5");

    [Fact]
    public void A_file_that_h5py_wrote_is_read()
    {
        using var file = HeidelbergSpikesFile.Parse(Golden, "f");
        Assert.Equal([0, 11, 19], file.Labels);
        Assert.Equal([4, 5, 4], file.Speakers!);
        Assert.Equal("neun", file.ClassNames![19]);
        var spikes = file.Read(0);
        // 0.001 and 1.2 are no float16; equal times keep their order.
        Assert.Equal([1000L, 500_000, 500_000, 1_200_195], spikes.Times.ToArray());
        Assert.Equal([3, 699, 1, 0], spikes.Units.ToArray());
        Assert.Equal(700, spikes.UnitCount);
        Assert.Equal(0, file.Read(1).Count);
        Assert.Equal([250_000L], file.Read(2).Times.ToArray());
    }

    [Fact]
    public void Round_trip_up_to_the_precision_of_float16() =>
        Gen.Select(Gen.Long[0, 1_400_000], Gen.Int[0, 699]).Array[0, 40].Array[1, 5].Sample(samples =>
        {
            var written = samples.Select(s => SpikeTrains.Sort(Array.ConvertAll(s, e => e.Item1), Array.ConvertAll(s, e => e.Item2), 700)).ToArray();
            var stream = new MemoryStream();
            HeidelbergSpikesFile.Write(stream, written, [.. written.Select((_, i) => i % 2)], ["a", "b"], [.. written.Select((_, i) => i)]);
            using var file = HeidelbergSpikesFile.Parse(stream.ToArray(), "f");
            Assert.Equal(written.Length, file.Count);
            for (var i = 0; i < file.Count; i++)
            {
                var read = file.Read(i);
                Assert.Equal(written[i].Units.ToArray(), read.Units.ToArray());
                Assert.All(Enumerable.Range(0, read.Count), k => Assert.Equal(written[i].Times[k], read.Times[k], (written[i].Times[k] / 2048.0) + 1));
            }
        }, iter: 30);

    [Fact]
    public void Damaged_files_give_a_message_or_a_result() => HostileContent.Check(Golden, content =>
    {
        using var file = HeidelbergSpikesFile.Parse(content, "f");
        for (var i = 0; i < Math.Min(file.Count, 10); i++)
        {
            file.Read(i);
        }
    }, iterations: 300, allocation: HostileContent.Hdf5Allocation);

    [Theory]
    [InlineData("/spikes/units is not there", "units")]
    [InlineData("/labels has 2 values", "labels")]
    [InlineData("Are these ms?", "ms")]
    [InlineData("holds NaN in sample 0", "nan")]
    [InlineData("holds 700 in sample 0; channels must be from 0 to 699", "channel")]
    [InlineData("has 1 units for the 2 times of sample 0", "ragged")]
    [InlineData("holds the label 2, but /extra/keys names 2 classes", "class")]
    public void What_is_wrong_is_said_with_its_path(string says, string fault)
    {
        var spikes = new H5Group
        {
            ["times"] = new H5Dataset(new float[][] { [0.1f, fault == "ms" ? 400 : fault == "nan" ? float.NaN : 0.2f] }),
            [fault == "units" ? "unit" : "units"] = new H5Dataset(new ushort[][] { fault == "ragged" ? [1] : [1, fault == "channel" ? (ushort)700 : (ushort)2] }),
        };
        var stream = new MemoryStream();
        new H5File
        {
            ["spikes"] = spikes,
            ["labels"] = fault == "labels" ? new ushort[] { 0, 0 } : [fault == "class" ? (ushort)2 : (ushort)1],
            ["extra"] = new H5Group { ["keys"] = new[] { "a", "b" } },
        }.Write(stream);
        var problem = Assert.Throws<GliaFormatException>(() =>
        {
            using var file = HeidelbergSpikesFile.Parse(stream.ToArray(), "f");
            file.Read(0);
        });
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_HDF5_is_said_to_be_none() =>
        Assert.Contains("still packed", Assert.Throws<GliaFormatException>(() => HeidelbergSpikesFile.Parse([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0], "f")).Message, StringComparison.Ordinal);
}
