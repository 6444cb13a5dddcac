namespace Glia.Lab.Text;

/// <summary>Writes a cell of comma-separated values by RFC 4180.</summary>
internal static class CsvCell
{
    /// <summary>The text, in quotes where it holds a comma, a quote or a line break.</summary>
    public static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
