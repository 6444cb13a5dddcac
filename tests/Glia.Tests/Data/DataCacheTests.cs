using System.Security.Cryptography;
using Glia.Data;

namespace Glia.Tests.Data;

public sealed class DataCacheTests
{
    [Fact]
    public void The_environment_variable_of_Glia_decides() =>
        Assert.Equal("/data/glia", DataCache.DefaultFolder(name => name == "GLIA_DATA" ? "/data/glia" : "/cache"));

    [Fact]
    public void The_cache_folder_of_the_platform_is_next()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux, whose cache folder XDG_CACHE_HOME names");
        Assert.Equal("/cache/glia", DataCache.DefaultFolder(name => name == "XDG_CACHE_HOME" ? "/cache" : null));
        Assert.EndsWith("/.cache/glia", DataCache.DefaultFolder(name => name == "XDG_CACHE_HOME" ? "relative" : null), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_data_set_has_a_folder_of_its_name()
    {
        Assert.Equal(Path.Combine("somewhere", "mnist"), new DataCache("somewhere").Folder(DataRegistry.Mnist));
    }

    [Fact]
    public void Files_are_missing_wrong_or_right()
    {
        using var folder = new TemporaryFolder();
        var cache = new DataCache(folder.Path);
        byte[] content = [1, 2, 3, 4, 5];
        var sum = Convert.ToHexStringLower(SHA256.HashData(content));
        var set = new DataSetInfo("test", "Five numbers", "CC0-1.0", "this test", [new DataFile("a.bin", 5, sum, []), new DataFile("b.bin", 5, sum, [])]);
        Assert.Equal([FileState.Missing, FileState.Missing], cache.Verify(set).Select(file => file.State));

        Directory.CreateDirectory(cache.Folder(set));
        File.WriteAllBytes(cache.PathOf(set, set.Files[0]), content);
        File.WriteAllBytes(cache.PathOf(set, set.Files[1]), [1, 2, 3, 4, 6]);
        Assert.Equal([FileState.Right, FileState.Wrong], cache.Verify(set).Select(file => file.State));
        Assert.True(cache.Has(set), "the quick look compares lengths alone");
        File.WriteAllBytes(cache.PathOf(set, set.Files[1]), [1, 2, 3, 4]);
        Assert.False(cache.Has(set));
    }
}
