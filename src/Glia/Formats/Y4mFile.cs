using System.Globalization;
using System.Text;

namespace Glia.Formats;

/// <summary>An uncompressed film of a YUV4MPEG2 file (.y4m), 8 bits a sample; only its brightness is kept.</summary>
/// <remarks>Any film becomes one with <c>ffmpeg -i film.avi -pix_fmt yuv420p film.y4m</c>.</remarks>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Frames">Luma of each frame, [height, width], 0 to 255 (16 to 235 where the film is of that range).</param>
public sealed record Y4mFile(int Width, int Height, IReadOnlyList<byte[]> Frames)
{
    private const int LargestSide = 16_384;
    private const int LongestLine = 1024;

    /// <summary>Reads a file.</summary>
    /// <inheritdoc cref="Parse"/>
    public static Y4mFile Read(string file) => Parse(FileContent.Read(file, "a YUV4MPEG2 film"), file);

    /// <summary>Reads a content.</summary>
    /// <param name="content">The whole content.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="GliaFormatException">It is no such film, of more than 8 bits, or truncated.</exception>
    public static Y4mFile Parse(ReadOnlySpan<byte> content, string source)
    {
        var cursor = new ByteCursor(content, source);
        var header = Line(ref cursor, content, source).Split(' ');
        if (header[0] != "YUV4MPEG2")
        {
            throw new GliaFormatException(source, 0, "Expected a film that begins with YUV4MPEG2. Make one, say with: ffmpeg -i film.avi -pix_fmt yuv420p film.y4m");
        }

        string? Tag(char name) => header.Skip(1).FirstOrDefault(tag => tag.Length > 1 && tag[0] == name)?[1..];
        int Side(char name) => int.TryParse(Tag(name), NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is > 0 and <= LargestSide
            ? side
            : throw new GliaFormatException(source, 0, $"The header '{string.Join(' ', header)}' must say {name} with the {(name == 'W' ? "columns" : "rows")}, 1 to {LargestSide}.");
        var (width, height) = (Side('W'), Side('H'));
        var colour = ColourBytes(Tag('C') ?? "420", width, height, source);
        var frames = new List<byte[]>();
        while (cursor.Remaining > 0)
        {
            var position = cursor.Position;
            if (!Line(ref cursor, content, source).StartsWith("FRAME", StringComparison.Ordinal))
            {
                throw new GliaFormatException(source, position, "Expected the word FRAME, which begins a frame. The file is damaged, or its header says another size than its frames have.");
            }

            frames.Add(cursor.Take((long)width * height, "the brightness of a frame").ToArray());
            cursor.Take(colour, "the colours of a frame");
        }

        return frames.Count > 0 ? new Y4mFile(width, height, frames) : throw new GliaFormatException(source, content.Length, "The film has no frame.");
    }

    private static long ColourBytes(string space, int width, int height, string source)
    {
        var (halfWidth, halfHeight) = ((width + 1L) / 2, (height + 1L) / 2);
        return space switch
        {
            "mono" => 0,
            "420" or "420jpeg" or "420paldv" or "420mpeg2" => 2 * halfWidth * halfHeight,
            "422" => 2 * halfWidth * height,
            "444" => 2L * width * height,
            _ => throw new GliaFormatException(source, 0, $"The film has the colour space C{space}; read are mono, 420, 422 and 444 of 8 bits. Convert it: ffmpeg -i in.y4m -pix_fmt yuv420p out.y4m"),
        };
    }

    private static string Line(ref ByteCursor cursor, ReadOnlySpan<byte> content, string source)
    {
        var rest = content[(int)cursor.Position..];
        var length = rest[..Math.Min(rest.Length, LongestLine)].IndexOf((byte)'\n');
        if (length < 0)
        {
            throw new GliaFormatException(source, cursor.Position, "Expected a line of text, as a YUV4MPEG2 film (.y4m) has before all frames and before each. Make one, say with: ffmpeg -i film.avi -pix_fmt yuv420p film.y4m");
        }

        return Encoding.ASCII.GetString(cursor.Take(length + 1, "a line")[..length]);
    }
}
