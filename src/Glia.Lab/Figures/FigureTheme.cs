using System.Text;
using ScottPlot;
using SkiaSharp;

namespace Glia.Lab.Figures;

/// <summary>Colours, marks, lines and letters of all figures.</summary>
/// <remarks>Colours: Okabe and Ito, "Color universal design" (2008), without the yellow that vanishes on white paper.</remarks>
internal static class FigureTheme
{
    public const float TextSize = 13;
    public const float SmallTextSize = 11;
    public const float TitleSize = 15;

    private static readonly string[] Palette = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];

    private static readonly MarkerShape[] Markers =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond,
        MarkerShape.FilledTriangleDown, MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.Cross, MarkerShape.OpenTriangleUp,
        MarkerShape.OpenDiamond, MarkerShape.Eks,
    ];

    private static readonly LinePattern[] Lines = [LinePattern.Solid, LinePattern.DenselyDashed, LinePattern.Dotted, LinePattern.Dashed];

    private static readonly string[] Families = ["DejaVu Sans", "Liberation Sans", "Arial", "Helvetica", "Noto Sans", "Segoe UI", "Open Sans"];

    // ScottPlot's list of fonts is no thread's own: the embedded one is entered before anything is drawn, needed or not.
    private static readonly Lazy<string> Chosen = new(() =>
    {
        EmbeddedFont.Register();
        return FamilyAmong(SKFontManager.Default.GetFontFamilies());
    });

    public static Color Ink { get; } = Color.FromHex("#222222");

    public static Color Faint { get; } = Color.FromHex("#E6E6E6");

    public static Color Reference { get; } = Color.FromHex("#555555");

    public static string Family => Chosen.Value;

    /// <summary>The family for all letters: a known face without serifs, or else the embedded one: any other may lack digits or Greek.</summary>
    public static string FamilyAmong(IEnumerable<string> served)
    {
        var names = served.ToHashSet(StringComparer.Ordinal);
        return Families.FirstOrDefault(names.Contains) ?? EmbeddedFont.Family;
    }

    public static Color Colour(int index) => Color.FromHex(Palette[index % Palette.Length]);

    public static MarkerShape Marker(int index) => Markers[index % Markers.Length];

    // The pattern changes once the colours are used up, so that colour and pattern together stay unique for 28 series.
    public static LinePattern Line(int index, int count) =>
        Lines[(count <= Palette.Length ? index : index / Palette.Length) % Lines.Length];

    public static Plot NewPlot(Figure figure, int width)
    {
        var plot = new Plot();
        plot.Font.Set(Family);
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.Axes.Color(Ink);
        plot.Grid.MajorLineColor = Faint;
        plot.Grid.MajorLineWidth = 1;
        plot.Axes.Top.IsVisible = false;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Title(Wrap(figure.Title, (int)(width / (TitleSize * 0.62))), TitleSize);
        Style(plot.Axes.Bottom, figure.XAxis.Label);
        Style(plot.Axes.Left, figure.YAxis.Label);
        return plot;
    }

    public static void Style(IAxis axis, string label)
    {
        axis.Label.Text = label;
        axis.Label.FontSize = TextSize;
        axis.Label.Bold = false;
        axis.Label.FontName = Family;
        axis.TickLabelStyle.FontSize = SmallTextSize;
        axis.TickLabelStyle.FontName = Family;
        axis.MinorTickStyle.Width = 0.6f;
    }

    /// <summary>The width of a text in pixels.</summary>
    public static float WidthOf(string text, float size)
    {
        using var font = new SKFont(Fonts.GetTypeface(Family, false, false), size);
        return text.Split('\n').Max(line => font.MeasureText(line));
    }

    /// <summary>Cuts the middle out of a text of more than that many letters: what differs often stands at its end.</summary>
    public static string Shorten(string text, int letters) =>
        text.Length <= letters ? text : string.Concat(text.AsSpan(0, (letters / 2) - 1), "…", text.AsSpan(text.Length - (letters / 2)));

    /// <summary>Breaks a text at blanks into lines of at most that many letters; longer words are cut.</summary>
    public static string Wrap(string text, int letters)
    {
        letters = Math.Max(4, letters);
        var wrapped = new StringBuilder();
        var used = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => word.Chunk(letters)))
        {
            if (used > 0)
            {
                var fits = used + 1 + word.Length <= letters;
                wrapped.Append(fits ? ' ' : '\n');
                used = fits ? used + 1 : 0;
            }

            wrapped.Append(word);
            used += word.Length;
        }

        return wrapped.ToString();
    }
}
