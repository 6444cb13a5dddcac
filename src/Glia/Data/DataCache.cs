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

    /// <summary>The folder that <c>GLIA_DATA</c> names, or the platform's cache folder.</summary>
    public static DataCache Default
    {
        get
        {
            var named = Environment.GetEnvironmentVariable(Variable);
            if (!string.IsNullOrEmpty(named))
            {
                return new DataCache(named);
            }

            var cache = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg ? xdg
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), OperatingSystem.IsMacOS() ? "Library/Caches" : ".cache");
            return new DataCache(Path.Combine(cache, "glia"));
        }
    }

    /// <summary>The folder of a set.</summary>
    public string Folder(DataSetInfo set) => Path.Combine(root, set.Name);

    /// <summary>The path of a file of a set.</summary>
    public string PathOf(DataSetInfo set, DataFile file) => Path.Combine(Folder(set), file.Name);

    /// <summary>Whether all files of a set are there with the right size; <see cref="Verify"/> reads them.</summary>
    public bool Has(DataSetInfo set) => set.Files.All(file => new FileInfo(PathOf(set, file)) is { Exists: true } info && info.Length == file.Bytes);

    /// <summary>Reads every file of a set and compares its checksum.</summary>
    public IReadOnlyList<(DataFile File, FileState State)> Verify(DataSetInfo set) => [.. set.Files.Select(file => (file, StateOf(set, file)))];

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
