using System.Globalization;
using System.Text.RegularExpressions;
using ScottPlot;

namespace Glia.Lab.Figures;

/// <summary>Brings dashed lines into SVG, which Skia's SVG canvas draws solid (with a complaint on the error stream).</summary>
/// <remarks>Before drawing, each dashed line becomes a solid one whose width carries a mark in its fourth decimal; afterwards the mark is
/// taken out and <c>stroke-dasharray</c> put in.</remarks>
internal static partial class SvgDashes
{
    private const float Mark = 0.0004f;

    private static readonly LinePattern[] Patterns = [LinePattern.Dashed, LinePattern.DenselyDashed, LinePattern.Dotted];
    private static readonly string[] Arrays = ["10 6", "5 3", "1.5 3.5"];

    public static void Encode(Plot plot)
    {
        foreach (var style in plot.GetPlottables().OfType<IHasLine>().Select(item => item.LineStyle)
            .Concat(plot.Legend.ManualItems.Select(item => item.LineStyle)))
        {
            var pattern = Array.FindIndex(Patterns, known => known.Equals(style.Pattern));
            if (pattern >= 0 && style.Width > 0)
            {
                style.Width += Mark * (pattern + 1);
                style.Pattern = LinePattern.Solid;
            }
        }
    }

    public static string Decode(string svg) => Widths().Replace(svg, match =>
    {
        var width = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        var pattern = (int)Math.Round((width - (Math.Floor((width * 100) + 1e-6) / 100)) / Mark) - 1;
        return pattern >= 0 && pattern < Patterns.Length
            ? FormattableString.Invariant($"stroke-width=\"{Math.Round(width, 2)}\" stroke-dasharray=\"{Arrays[pattern]}\"")
            : match.Value;
    });

    [GeneratedRegex("stroke-width=\"([0-9]+\\.[0-9]+)\"")]
    private static partial Regex Widths();
}
