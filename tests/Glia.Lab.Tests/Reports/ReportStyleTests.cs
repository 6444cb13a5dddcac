using System.Globalization;
using System.Text.RegularExpressions;
using Glia.Lab.Reports;

namespace Glia.Lab.Tests.Reports;

public partial class ReportStyleTests
{
    [Fact]
    public void Letters_stand_out_from_the_paper_in_light_and_in_dark()
    {
        var schemes = Schemes().Matches(ReportStyle.Css);
        Assert.Equal(2, schemes.Count);
        foreach (Match scheme in schemes)
        {
            var colours = Variables().Matches(scheme.Value).ToDictionary(match => match.Groups[1].Value, match => Luminance(match.Groups[2].Value));
            foreach (var name in new[] { "ink", "quiet", "good", "half", "bad" })
            {
                // WCAG 2.2, success criterion 1.4.3.
                var (light, dark) = (Math.Max(colours[name], colours["paper"]), Math.Min(colours[name], colours["paper"]));
                Assert.True((light + 0.05) / (dark + 0.05) >= 4.5, $"{name} on paper in '{scheme.Value}'");
            }
        }
    }

    private static double Luminance(string hex)
    {
        hex = hex.Length == 3 ? string.Concat(hex.Select(digit => new string(digit, 2))) : hex;
        var channels = Enumerable.Range(0, 3).Select(i => int.Parse(hex.AsSpan(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(channel => channel <= 0.04045 ? channel / 12.92 : Math.Pow((channel + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }

    [GeneratedRegex(":root \\{[^}]*\\}")]
    private static partial Regex Schemes();

    [GeneratedRegex("--([a-z]+): #([0-9a-f]{3,6});")]
    private static partial Regex Variables();
}
