using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Glia.Lab.Tests.Figures;

/// <summary>Where a text of an SVG stands, from the places of its letters; pixels.</summary>
internal sealed partial record SvgText(string Text, double Left, double Top, double Right, double Bottom)
{
    // Letters rise less than three quarters of the font's size above their line.
    private const double Rise = 0.72;
    private const double Wide = 0.5;

    public static IReadOnlyList<SvgText> Of(XDocument svg) =>
        [.. svg.Descendants().Where(element => element.Name.LocalName == "text" && element.Value.Trim().Length > 0).Select(Of)];

    public bool Overlaps(SvgText other) => Left < other.Right - 1 && other.Left < Right - 1 && Top < other.Bottom - 1 && other.Top < Bottom - 1;

    private static SvgText Of(XElement element)
    {
        var size = double.Parse(element.Attribute("font-size")!.Value, CultureInfo.InvariantCulture);
        var (x, y) = (Numbers(element.Attribute("x")!.Value), Numbers(element.Attribute("y")!.Value));
        var (left, right) = (x.Min(), x.Max() + (size * Wide));
        var corners = new[] { (left, y[0]), (right, y[0]), (left, y[0] - (size * Rise)), (right, y[0] - (size * Rise)) }
            .Select(corner => Place(element.Attribute("transform")?.Value ?? "", corner.Item1, corner.Item2)).ToArray();
        return new SvgText(element.Value, corners.Min(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.X), corners.Max(c => c.Y));
    }

    private static (double X, double Y) Place(string transform, double x, double y)
    {
        foreach (var step in Steps().Matches(transform).Reverse())
        {
            var numbers = Numbers(step.Groups[2].Value);
            if (step.Groups[1].Value == "matrix")
            {
                (x, y) = ((numbers[0] * x) + (numbers[2] * y) + numbers[4], (numbers[1] * x) + (numbers[3] * y) + numbers[5]);
            }
            else if (step.Groups[1].Value == "translate")
            {
                (x, y) = (x + numbers[0], y + (numbers.Length > 1 ? numbers[1] : 0));
            }
            else if (step.Groups[1].Value == "rotate")
            {
                var (sine, cosine) = Math.SinCos(numbers[0] * Math.PI / 180);
                (x, y) = ((cosine * x) - (sine * y), (sine * x) + (cosine * y));
            }
            else
            {
                throw new FormatException($"No such transformation is known to this test: {transform}");
            }
        }

        return (x, y);
    }

    private static double[] Numbers(string list) =>
        [.. list.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];

    [GeneratedRegex("([a-z]+)\\(([^)]*)\\)")]
    private static partial Regex Steps();
}
