using Glia.Lab.Statistics;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Glia.Lab.Figures;

/// <summary>Draws heat maps with their colour bar.</summary>
internal static class HeatMapPainter
{
    private const int MostWrittenCells = 200;
    private const int LongestLabel = 26;

    private static readonly Color Blank = Color.FromHex("#C8C8C8");

    public static Plot Draw(HeatMapFigure figure, int width, int height)
    {
        var plot = FigureTheme.NewPlot(figure, width);
        var (rows, columns) = (figure.Values.Count, figure.Values[0].Count);
        var cells = new double[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                cells[row, column] = double.IsFinite(figure.Values[row][column]) ? figure.Values[row][column] : double.NaN;
            }
        }

        var (low, high) = ColourRange(figure, cells);
        var isBlank = cells.Cast<double>().All(double.IsNaN);
        var map = plot.Add.Heatmap(isBlank ? new double[rows, columns] : cells);

        // ScottPlot refuses a map without any number, so that a blank one is grey by its colours.
        map.Colormap = isBlank ? ScottPlot.Colormap.FromColors([Blank, Blank]) : figure.IsDiverging
            ? ScottPlot.Colormap.FromColors([Color.FromHex("#2166AC"), Color.FromHex("#92C5DE"), Color.FromHex("#F7F7F7"), Color.FromHex("#F4A582"), Color.FromHex("#B2182B")])
            : new ScottPlot.Colormaps.Viridis();
        map.ManualRange = new ScottPlot.Range(low, high);
        map.NaNCellColor = Blank;
        var bar = plot.Add.ColorBar(map);
        bar.Label = figure.Colour.Label;
        bar.LabelStyle.FontSize = FigureTheme.TextSize;
        bar.LabelStyle.FontName = FigureTheme.Family;
        bar.Axis.TickLabelStyle.FontName = FigureTheme.Family;
        bar.Axis.TickLabelStyle.FontSize = FigureTheme.SmallTextSize;
        bar.Axis.TickGenerator = AxisPainter.Upright(figure.Colour, low, high, height);
        plot.HideGrid();
        plot.Axes.SetLimits(-0.5, columns - 0.5, -0.5, rows - 0.5);
        Labels(plot, figure, width, height);
        if (figure.ShowValues && rows * columns <= MostWrittenCells)
        {
            Values(plot, map, cells, (low, high));
        }

        return plot;
    }

    private static (double Low, double High) ColourRange(HeatMapFigure figure, double[,] cells)
    {
        var (low, high) = AxisPainter.Range(figure.Colour, cells.Cast<double>(), 0);
        if (figure.IsDiverging)
        {
            var reach = Math.Max(Math.Abs(low), Math.Abs(high));
            (low, high) = (figure.Colour.Minimum ?? -reach, figure.Colour.Maximum ?? reach);
        }

        return (low, high);
    }

    private static void Labels(Plot plot, HeatMapFigure figure, int width, int height)
    {
        var (rows, columns) = (figure.Values.Count, figure.Values[0].Count);
        var rowStep = Step(rows, (height - 110.0) / (FigureTheme.SmallTextSize * 1.3), figure.RowLabels.Count > 0);
        var rowIndices = Enumerable.Range(0, rows).Where(i => i % rowStep == 0).ToArray();
        plot.Axes.Left.TickGenerator = new NumericManual(
            [.. rowIndices.Select(i => (double)(rows - 1 - i))], [.. rowIndices.Select(i => Label(figure.RowLabels, i))]);

        // Column labels that do not fit beside each other stand upright.
        var room = width * 0.68;
        var widest = Enumerable.Range(0, columns).Max(i => FigureTheme.WidthOf(Label(figure.ColumnLabels, i), FigureTheme.SmallTextSize));
        var isUpright = figure.ColumnLabels.Count > 0 && (widest + 6) * columns > room;
        var need = isUpright ? FigureTheme.SmallTextSize * 1.3 : widest + 6;
        var columnStep = Step(columns, room / need, figure.ColumnLabels.Count > 0);
        var columnIndices = Enumerable.Range(0, columns).Where(i => i % columnStep == 0).ToArray();
        plot.Axes.Bottom.TickGenerator = new NumericManual(
            [.. columnIndices.Select(i => (double)i)], [.. columnIndices.Select(i => Label(figure.ColumnLabels, i))]);
        if (isUpright)
        {
            plot.Axes.Bottom.TickLabelStyle.Rotation = -90;
            plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
            plot.Axes.Bottom.MinimumSize = widest + 26;
        }
    }

    private static int Step(int count, double most, bool isNamed)
    {
        var least = Math.Max(1, (int)Math.Ceiling(count / Math.Max(1, most)));
        if (isNamed || least == 1)
        {
            return least;
        }

        // Numbers go up in round steps.
        var decade = (int)Math.Pow(10, Math.Floor(Math.Log10(least)));
        return new[] { 1, 2, 5, 10 }.Select(factor => factor * decade).First(step => step >= least);
    }

    private static string Label(IReadOnlyList<string> labels, int index) =>
        index >= labels.Count ? index.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : FigureTheme.Shorten(labels[index], LongestLabel);

    private static void Values(Plot plot, ScottPlot.Plottables.Heatmap map, double[,] cells, (double Low, double High) range)
    {
        var (rows, columns) = (cells.GetLength(0), cells.GetLength(1));
        var size = (float)Math.Clamp(400.0 / columns / 4, 7, FigureTheme.SmallTextSize);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (double.IsNaN(cells[row, column]))
                {
                    continue;
                }

                var share = Math.Clamp((cells[row, column] - range.Low) / (range.High - range.Low), 0, 1);
                var background = map.Colormap.GetColor(share);
                var luminance = (0.299 * background.R) + (0.587 * background.G) + (0.114 * background.B);
                var text = plot.Add.Text(EstimateFormat.Number(cells[row, column], 2), column, rows - 1 - row);
                text.LabelAlignment = Alignment.MiddleCenter;
                text.LabelFontName = FigureTheme.Family;
                text.LabelFontSize = size;
                text.LabelFontColor = luminance > 140 ? FigureTheme.Ink : Colors.White;
            }
        }
    }
}
