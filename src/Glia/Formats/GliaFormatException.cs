using System.Globalization;

namespace Glia.Formats;

/// <summary>A file is not what it should be; the message says which, where, what was expected and what to do.</summary>
/// <param name="source">The file or stream.</param>
/// <param name="offset">Where in it, in bytes of the unpacked content (in lines for text).</param>
/// <param name="problem">What is wrong, what was expected, what to do.</param>
/// <param name="cause">The fault underneath, or null.</param>
public sealed class GliaFormatException(string source, long offset, string problem, Exception? cause = null)
    : FormatException(string.Create(CultureInfo.InvariantCulture, $"{source}, at {offset}: {problem}"), cause)
{
    /// <summary>The file or stream that is wrong.</summary>
    public string Origin => source;

    /// <summary>Where in it: a byte, or a line of a text.</summary>
    public long Offset => offset;
}
