using ScottPlot;

namespace Glia.Lab.Figures;

/// <summary>Puts the legend to the right of the data, never over it.</summary>
internal static class LegendPainter
{
    private const int LettersPerLine = 26;
    private const int ManyEntries = 12;
    private const int MostEntries = 30;

    public static void Draw(Plot plot, IReadOnlyList<LegendItem> items, int height)
    {
        if (items.Count < 2 && !items.Any(item => item.LabelText.Length > 0))
        {
            return;
        }

        // Many entries are made smaller until they fit beside the data; below seven points nobody reads.
        if (items.Count > MostEntries)
        {
            items = [.. items.Take(MostEntries - 1), new LegendItem { LabelText = $"and {items.Count - MostEntries + 1} more" }];
        }

        foreach (var item in items)
        {
            item.LabelText = items.Count <= ManyEntries ? FigureTheme.Wrap(item.LabelText, LettersPerLine)
                : FigureTheme.Shorten(item.LabelText, LettersPerLine + 4);
        }

        var lines = items.Sum(item => item.LabelText.Count(letter => letter == '\n') + 1);
        var size = Math.Clamp((height - 70) / (lines * 1.75f), 7, FigureTheme.SmallTextSize);
        foreach (var item in items)
        {
            item.LabelFontSize = size;
            item.LabelFontName = FigureTheme.Family;
            plot.Legend.ManualItems.Add(item);
        }

        plot.Legend.DisplayPlottableLegendItems = false;
        plot.Legend.FontSize = size;
        plot.Legend.FontName = FigureTheme.Family;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.SymbolWidth = 32;
        plot.Legend.InterItemPadding = new PixelPadding(0, 0, size * 0.15f, size * 0.15f);
        plot.Legend.Padding = new PixelPadding(4);
        plot.ShowLegend(Edge.Right).Alignment = Alignment.UpperLeft;
    }

    public static LegendItem Reference(ReferenceLine line, LinePattern pattern) => new()
    {
        LabelText = line.Label,
        LineWidth = 1.5f,
        LineColor = FigureTheme.Reference,
        LinePattern = pattern,
    };
}
