namespace Glia.Tests.Formats;

/// <summary>Files for tests that are not part of the project.</summary>
internal static class SharedData
{
    /// <summary>The path of a file or folder; skips the test where it is not there.</summary>
    public static string Path(params string[] parts)
    {
        var root = Environment.GetEnvironmentVariable("GLIA_SHARED_DATA");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); root is null && folder is not null; folder = folder.Parent)
        {
            root = File.Exists(System.IO.Path.Combine(folder.FullName, "Glia.slnx")) ? System.IO.Path.Combine(folder.Parent!.FullName, "shared", "data") : null;
        }

        var path = System.IO.Path.Combine([root ?? "", .. parts]);
        Assert.SkipUnless(System.IO.Path.Exists(path), $"needs {System.IO.Path.Combine(parts)} in the folder that GLIA_SHARED_DATA names");
        return path;
    }
}
