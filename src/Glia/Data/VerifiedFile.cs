using System.Security.Cryptography;

namespace Glia.Data;

/// <summary>Brings a file to its place in the cache: only whole, only with the right sum, in one step.</summary>
internal static class VerifiedFile
{
    private const int BufferSize = 1 << 17;

    /// <summary>Copies the content to a file beside the target, checks length and sum, flushes it to the disk and renames it.</summary>
    /// <param name="content">The unpacked content; read up to one byte beyond its length.</param>
    /// <param name="file">What is expected.</param>
    /// <param name="folder">Folder of the data set.</param>
    /// <param name="from">Where the content comes from, for errors.</param>
    /// <param name="stop">Stops the copying.</param>
    /// <exception cref="DataException">Length or sum is wrong; nothing is left behind.</exception>
    public static async Task WriteAsync(Stream content, DataFile file, string folder, string from, CancellationToken stop)
    {
        var temporary = Path.Combine(folder, file.Name + ".new");
        try
        {
            await using (var target = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await CopyAsync(content, target, file, from, stop);
                target.Flush(flushToDisk: true);
            }

            File.Move(temporary, Path.Combine(folder, file.Name), overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static async Task CopyAsync(Stream content, FileStream target, DataFile file, string from, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        var copied = 0L;
        for (int read; (read = await content.ReadAsync(buffer, stop)) > 0;)
        {
            copied += read;
            if (copied > file.Bytes)
            {
                throw new DataException($"{file.Name} from {from} is longer than the {file.Bytes} bytes that the registry expects.");
            }

            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), stop);
        }

        var sum = Convert.ToHexStringLower(hash.GetCurrentHash());
        if (sum != file.Sha256)
        {
            throw new DataException(
                $"{file.Name} from {from} has a wrong checksum: SHA-256 {sum} ({copied} bytes); expected {file.Sha256} ({file.Bytes} bytes).");
        }
    }
}
