namespace Glia.Formats;

/// <summary>Whole files in memory, and what is plainly no data file told apart.</summary>
internal static class FileContent
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="kind">What it should be, for messages, such as "an N-MNIST file".</param>
    /// <exception cref="GliaFormatException">It is too large, or a placeholder of a file that was not fetched.</exception>
    public static byte[] Read(string file, string kind)
    {
        var length = new FileInfo(file).Length;
        if (length > Array.MaxLength)
        {
            throw new GliaFormatException(file, 0, $"The file has {length} bytes; {kind} is read at once and may have {Array.MaxLength}. Cut it.");
        }

        var content = File.ReadAllBytes(file);
        Refuse(content, "version https://git-lfs"u8, file, $"This is a Git LFS pointer, not {kind}. Get the file itself with git lfs pull.");
        Refuse(content, "<!DOCTYPE"u8, file, $"This is a web page, not {kind}. The download went wrong; get the file again.");
        Refuse(content, "<html"u8, file, $"This is a web page, not {kind}. The download went wrong; get the file again.");
        return content;
    }

    private static void Refuse(byte[] content, ReadOnlySpan<byte> beginning, string file, string why)
    {
        if (content.AsSpan().StartsWith(beginning))
        {
            throw new GliaFormatException(file, 0, why);
        }
    }
}
