using System.Text;

namespace Glia.Formats;

/// <summary>The text lines, each with # ahead, that AEDAT 2 and 3 files begin with.</summary>
/// <param name="Lines">The lines, without their ends.</param>
/// <param name="Length">How many bytes they take; the data begin there.</param>
internal sealed record AedatHeader(IReadOnlyList<string> Lines, int Length)
{
    private const int MostBytes = 1 << 20;

    /// <summary>Reads the lines up to one of those given, or up to what is no line of text with # ahead.</summary>
    public static AedatHeader Parse(ReadOnlySpan<byte> content, params ReadOnlySpan<string> last)
    {
        var lines = new List<string>();
        var start = 0;
        while (start < content.Length && content[start] == '#')
        {
            var rest = content[start..Math.Min(content.Length, start + MostBytes)];
            var end = rest.IndexOf((byte)'\n');
            var text = end < 0 ? [] : rest[..end].TrimEnd((byte)'\r');
            if (end < 0 || text.ContainsAnyInRange((byte)0, (byte)8) || start > MostBytes)
            {
                // Data may begin with the byte of a # too, but they are no text.
                break;
            }

            lines.Add(Encoding.Latin1.GetString(text));
            start += end + 1;
            if (last.Contains(lines[^1].TrimEnd()))
            {
                break;
            }
        }

        return new AedatHeader(lines, start);
    }
}
