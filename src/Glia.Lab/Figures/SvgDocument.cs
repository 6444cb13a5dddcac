using System.Security;
using System.Text.RegularExpressions;

namespace Glia.Lab.Figures;

/// <summary>Makes Skia's SVG fit for a page: it scales, has a title for screen readers, other fonts to fall back on, and names of its own.</summary>
internal static partial class SvgDocument
{
    public static string Finish(string svg, Figure figure, int width, int height)
    {
        // Several figures stand in one report: what one calls "cl_1" must not be found by another.
        svg = Ids().Replace(svg, match => $"{match.Groups[1].Value}{figure.Name}-{match.Groups[2].Value}");
        svg = Indents().Replace(svg, "");
        svg = Families().Replace(svg, "font-family=\"$1, Verdana, Arial, sans-serif\"");

        // Cells have edges: browsers would blur a map of few cells into values that nobody measured.
        svg = svg.Replace("<image ", "<image style=\"image-rendering:pixelated\" ", StringComparison.Ordinal);
        var start = svg.IndexOf("<svg", StringComparison.Ordinal);
        var end = svg.IndexOf('>', start);
        var head = FormattableString.Invariant(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">");
        return $"{head}<title>{SecurityElement.Escape(figure.Title)}</title>{svg[(end + 1)..]}";
    }

    [GeneratedRegex("( id=\"|url\\(#|href=\"#)([^\")]+)")]
    private static partial Regex Ids();

    // Skia indents the letters of a text element too: they would be copied and searched with line breaks around them.
    [GeneratedRegex("(?<=>)\\s+|\\s+(?=<)")]
    private static partial Regex Indents();

    [GeneratedRegex("font-family=\"([^\"]*)\"")]
    private static partial Regex Families();
}
