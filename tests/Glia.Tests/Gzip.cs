using System.IO.Compression;

namespace Glia.Tests;

/// <summary>Packs and unpacks whole contents.</summary>
internal static class Gzip
{
    public static byte[] Pack(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    public static byte[] Unpack(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        gzip.CopyTo(stream);
        return stream.ToArray();
    }
}
