using Glia.Formats;

namespace Glia.Tests.Formats;

public sealed class Hdf5ContentTests
{
    [Fact]
    public void A_mapped_file_holds_what_it_holds_in_memory()
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, SharedData.Golden("shd-small.h5"));
        using (Hdf5Content memory = Hdf5Content.Open(path, "a test"), mapped = Hdf5Content.Open(path, "a test", largestInMemory: 0))
        {
            Assert.Equal(memory.Numbers("/labels"), mapped.Numbers("/labels"));
            Assert.Equal(memory.Row("/spikes/times", 0), mapped.Row("/spikes/times", 0));
            Assert.Equal(memory.Strings("/extra/keys"), mapped.Strings("/extra/keys"));
            Assert.Equal(memory.Names("/extra"), mapped.Names("/extra"));
        }

        File.Delete(path);
    }

    [Fact]
    public void What_a_user_put_ahead_of_the_signature_is_passed_over()
    {
        var content = new MemoryStream();
        new PureHDF.H5File { ["x"] = new[] { 1, 2 } }.Write(content, new PureHDF.H5WriteOptions(UserBlockSize: 512));
        using var opened = Hdf5Content.Parse(content.ToArray(), "f");
        Assert.Equal([1.0, 2], opened.Numbers("/x"));
    }

    [Fact]
    public void Paths_and_types_that_are_not_there_are_named()
    {
        using var opened = Hdf5Content.Parse(SharedData.Golden("shd-small.h5"), "f");
        Assert.Contains("/nothing", Assert.Throws<GliaFormatException>(() => opened.Numbers("/nothing")).Message, StringComparison.Ordinal);
        Assert.Contains("must hold numbers", Assert.Throws<GliaFormatException>(() => opened.Numbers("/extra/keys")).Message, StringComparison.Ordinal);
        Assert.Contains("must hold strings", Assert.Throws<GliaFormatException>(() => opened.Strings("/labels")).Message, StringComparison.Ordinal);
        Assert.Contains("must hold rows", Assert.Throws<GliaFormatException>(() => opened.Row("/labels", 0)).Message, StringComparison.Ordinal);
    }
}
