using System.Security.Cryptography;

namespace Glia.Data;

/// <summary>The folder in which data sets lie, one folder a set.</summary>
/// <param name="root">The folder; need not exist.</param>
public sealed class DataCache(string root)
{
    /// <summary>The variable that names another folder.</summary>
    public const string Variable = "GLIA_DATA";

    /// <summary>The folder of all sets.</summary>
    public string Root => root;

    /// <summary>The folder that <c>GLIA_DATA</c> names, or <c>glia</c> in the platform's cache folder.</summary>
    public static DataCache Default => new(DefaultFolder(Environment.GetEnvironmentVariable));

    /// <summary>The folder of a set.</summary>
    public string Folder(DataSetInfo set) => Path.Combine(root, set.Name);

    /// <summary>The path of a file of a set.</summary>
    public string PathOf(DataSetInfo set, DataFile file) => Path.Combine(Folder(set), file.Name);

    /// <summary>Whether all files of a set are there with the right size; <see cref="Verify"/> reads them.</summary>
    public bool Has(DataSetInfo set) => set.Files.All(file => new FileInfo(PathOf(set, file)) is { Exists: true } info && info.Length == file.Bytes);

    /// <summary>Reads every file of a set and compares its checksum.</summary>
    public IReadOnlyList<(DataFile File, FileState State)> Verify(DataSetInfo set) => [.. set.Files.Select(file => (file, StateOf(set, file)))];

    /// <summary>Finds the default folder under an environment.</summary>
    /// <param name="variable">Gives the value of a variable, or null.</param>
    internal static string DefaultFolder(Func<string, string?> variable)
    {
        if (variable(Variable) is { } named && !string.IsNullOrWhiteSpace(named))
        {
            return named;
        }

        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "glia");
        }

        // The rule of the desktop standard: a relative path in the variable is to be ignored.
        if (variable("XDG_CACHE_HOME") is { } cache && Path.IsPathFullyQualified(cache))
        {
            return Path.Combine(cache, "glia");
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.Combine(home.Length > 0 ? home : Path.GetTempPath(), OperatingSystem.IsMacOS() ? "Library/Caches" : ".cache", "glia");
    }

    private FileState StateOf(DataSetInfo set, DataFile file)
    {
        var path = PathOf(set, file);
        if (!File.Exists(path))
        {
            return FileState.Missing;
        }

        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream)) == file.Sha256 ? FileState.Right : FileState.Wrong;
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new DataException($"{path} cannot be read: {problem.Message} Repair its rights, or name another folder with {DataCache.Variable}.", problem);
        }
    }
}
