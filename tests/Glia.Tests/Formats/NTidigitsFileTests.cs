using Glia.Formats;
using PureHDF;

namespace Glia.Tests.Formats;

public sealed class NTidigitsFileTests
{
    [Fact]
    public void Recordings_are_read_by_their_names()
    {
        using var file = NTidigitsFile.Parse(Content([0.5, 0.001, 1.25], [63, 0, 7]), "n-tidigits.hdf5");
        Assert.Equal(["man-ae-a-z", "woman-bc-b-12"], file.Train.Select(sample => sample.Id));
        Assert.Equal([0, null], file.Train.Select(sample => sample.SingleDigit));
        Assert.Equal(("12", 10, 7), (file.Train[1].Digits, new NTidigitsSample("test", "man-x-o").SingleDigit, new NTidigitsSample("test", "man-x-7").SingleDigit));
        var spikes = file.Read(file.Train[0]);
        Assert.Equal([1_000, 500_000, 1_250_000], spikes.Times.ToArray());
        Assert.Equal([0, 63, 7], spikes.Units.ToArray());
        Assert.Equal(64, spikes.UnitCount);
    }

    [Fact]
    public void What_is_wrong_is_named_with_its_place()
    {
        Assert.Contains("has 1 channels for 2 times", Read([0, 1], [5]));
        Assert.Contains("/train_addresses/man-ae-a-z holds 64 at 1", Read([0, 1], [5, 64]));
        Assert.Contains("/train_timestamps/man-ae-a-z holds -1 at 0", Read([-1, 1], [5, 6]));
        Assert.Contains("/train_labels is not there", Assert.Throws<GliaFormatException>(() => NTidigitsFile.Parse(Bytes(new H5File { ["x"] = new[] { 1 } }), "f")).Message);
        Assert.Contains("Expected an HDF5 file", Assert.Throws<GliaFormatException>(() => NTidigitsFile.Parse(new byte[100], "f")).Message);

        static string Read(double[] seconds, int[] channels)
        {
            using var file = NTidigitsFile.Parse(Content(seconds, channels), "n-tidigits.hdf5");
            return Assert.Throws<GliaFormatException>(() => file.Read(file.Train[0])).Message;
        }
    }

    private static byte[] Content(double[] seconds, int[] channels) => Bytes(new H5File
    {
        ["train_labels"] = new[] { "man-ae-a-z", "woman-bc-b-12" },
        ["train_timestamps"] = new H5Group { ["man-ae-a-z"] = seconds },
        ["train_addresses"] = new H5Group { ["man-ae-a-z"] = channels },
        ["test_labels"] = new[] { "man-x-o" },
        ["test_timestamps"] = new H5Group(),
        ["test_addresses"] = new H5Group(),
    });

    private static byte[] Bytes(H5File file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();
    }
}
