namespace Glia.Testing;

/// <summary>The checkout that the tests were built in.</summary>
internal static class Repository
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find();

    /// <summary>The path of something in it.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Glia.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"These tests run inside the repository; no Glia.slnx above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
