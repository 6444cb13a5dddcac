using Glia.Testing;

namespace Glia.Tests.Formats;

/// <summary>Files for tests: small ones of the project, and larger ones that are not part of it.</summary>
internal static class SharedData
{
    /// <summary>A small file that another program wrote; where it comes from stands beside it.</summary>
    public static byte[] Golden(string name) => File.ReadAllBytes(Repository.PathOf("tests", "Glia.Tests", "Formats", "Golden", name));

    /// <summary>The path of a file or folder; skips the test where it is not there.</summary>
    public static string Path(params string[] parts)
    {
        var root = Environment.GetEnvironmentVariable("GLIA_SHARED_DATA") ?? Repository.PathOf("..", "shared", "data");
        var path = System.IO.Path.Combine([root, .. parts]);
        Assert.SkipUnless(System.IO.Path.Exists(path), $"needs {System.IO.Path.Combine(parts)} in the folder that GLIA_SHARED_DATA names");
        return path;
    }
}
