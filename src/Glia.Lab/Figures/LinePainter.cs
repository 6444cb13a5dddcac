using ScottPlot;

namespace Glia.Lab.Figures;

/// <summary>Draws curves with bands, and points.</summary>
internal static class LinePainter
{
    private const double BandOpacity = 0.18;
    private const int MostMarkers = 40;

    public static void Paint(Plot plot, LineFigure figure)
    {
        for (var i = 0; i < figure.Series.Count; i++)
        {
            Band(plot, figure, figure.Series[i], Palette.Colour(i));
        }

        for (var i = 0; i < figure.Series.Count; i++)
        {
            Curve(plot, figure.X, figure.Y, figure.Series[i], i, figure.Series[i].PointsOnly);
        }

        Finish(plot, figure.X, figure.Y, figure.Series.Count);
    }

    public static void Paint(Plot plot, ScatterFigure figure)
    {
        for (var i = 0; i < figure.Series.Count; i++)
        {
            Curve(plot, figure.X, figure.Y, figure.Series[i], i, pointsOnly: true);
        }

        if (figure.Identity && figure.Series.Any(series => series.X.Count > 0))
        {
            var values = figure.Series.SelectMany(series => series.X.Select(x => AxisPainter.Position(figure.X, x)).Concat(series.Y.Select(y => AxisPainter.Position(figure.Y, y)))).Where(double.IsFinite).ToList();
            var line = plot.Add.Line(values.Min(), values.Min(), values.Max(), values.Max());
            (line.LineColor, line.LineWidth, line.LinePattern, line.MarkerSize) = (Colors.Grey, 1, LinePattern.Dashed, 0);
            line.LegendText = "";
        }

        Finish(plot, figure.X, figure.Y, figure.Series.Count);
    }

    private static void Band(Plot plot, LineFigure figure, LineSeries series, Color colour)
    {
        if (series.Lower is null || series.Upper is null)
        {
            return;
        }

        // A band over a gap would fill it, so each stretch of finite values has its own.
        foreach (var stretch in Stretches(figure, series))
        {
            var band = plot.Add.FillY([.. stretch.Select(point => point.X)], [.. stretch.Select(point => point.Lower)], [.. stretch.Select(point => point.Upper)]);
            (band.FillColor, band.LineWidth, band.MarkerSize) = (colour.WithAlpha(BandOpacity), 0, 0);
        }
    }

    private static IEnumerable<List<(double X, double Lower, double Upper)>> Stretches(LineFigure figure, LineSeries series)
    {
        var stretch = new List<(double X, double Lower, double Upper)>();
        for (var i = 0; i < series.X.Count; i++)
        {
            var (x, lower, upper) = (AxisPainter.Position(figure.X, series.X[i]), AxisPainter.Position(figure.Y, series.Lower![i]), AxisPainter.Position(figure.Y, series.Upper![i]));
            if (double.IsFinite(x) && double.IsFinite(lower) && double.IsFinite(upper))
            {
                stretch.Add((x, lower, upper));
            }
            else if (stretch.Count > 0)
            {
                yield return stretch;
                stretch = [];
            }
        }

        if (stretch.Count > 1)
        {
            yield return stretch;
        }
    }

    private static void Curve(Plot plot, Axis x, Axis y, LineSeries series, int number, bool pointsOnly)
    {
        var curve = plot.Add.Scatter(series.X.Select(value => AxisPainter.Position(x, value)).ToArray(), series.Y.Select(value => AxisPainter.Position(y, value)).ToArray());
        curve.Color = Palette.Colour(number);
        curve.LineWidth = pointsOnly ? 0 : 2;
        curve.LinePattern = Palette.Pattern(number);
        curve.MarkerShape = Palette.Marker(number);
        curve.MarkerSize = pointsOnly || series.X.Count <= MostMarkers ? 6 : 0;
        curve.LegendText = series.Name;
    }

    private static void Finish(Plot plot, Axis x, Axis y, int series)
    {
        AxisPainter.Label(plot.Axes.Bottom, x);
        AxisPainter.Label(plot.Axes.Left, y);
        AxisPainter.Limit(plot, x, y);
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(.08);
        if (series > 1)
        {
            var legend = plot.ShowLegend(Edge.Right).Legend;
            (legend.OutlineWidth, legend.ShadowColor, legend.FontSize) = (0, Colors.Transparent, 12);
        }
    }
}
