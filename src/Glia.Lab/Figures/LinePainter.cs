using ScottPlot;

namespace Glia.Lab.Figures;

/// <summary>Draws line figures: bands first, then seeds, then means, then marks, so that nothing hides what matters more.</summary>
internal static class LinePainter
{
    private const int MarksPerSeries = 10;
    private const int MostPoints = 1500;
    private const int Buckets = 500;

    public static Plot Draw(LineFigure figure, int width, int height)
    {
        var plot = FigureTheme.NewPlot(figure, width);
        var legend = new List<LegendItem>();
        for (var i = 0; i < figure.Series.Count; i++)
        {
            Band(plot, figure, figure.Series[i], FigureTheme.Colour(i));
            foreach (var individual in figure.Series[i].Individuals)
            {
                Curve(plot, Points(figure, figure.Series[i].X, individual), FigureTheme.Colour(i).WithAlpha(0.35), 0.8f, LinePattern.Solid);
            }
        }

        for (var i = 0; i < figure.Series.Count; i++)
        {
            legend.Add(Mean(plot, figure, i));
        }

        foreach (var (line, i) in figure.ReferenceLines.Select((line, i) => (line, i)))
        {
            var pattern = i % 2 == 0 ? LinePattern.Dashed : LinePattern.Dotted;
            plot.Add.HorizontalLine(AxisPainter.Place(figure.YAxis, line.Value), 1.5f, FigureTheme.Reference, pattern);
            legend.Add(LegendPainter.Reference(line, pattern));
        }

        var y = figure.Series.SelectMany(series => series.Y.Concat(series.Lower ?? []).Concat(series.Upper ?? [])
            .Concat(series.Individuals.SelectMany(line => line))).Concat(figure.ReferenceLines.Select(line => line.Value));
        AxisPainter.Apply(plot, figure, AxisPainter.Range(figure.XAxis, figure.Series.SelectMany(series => series.X), 0.02), AxisPainter.Range(figure.YAxis, y));
        LegendPainter.Draw(plot, legend, height);
        return plot;
    }

    private static LegendItem Mean(Plot plot, LineFigure figure, int index)
    {
        var series = figure.Series[index];
        var colour = FigureTheme.Colour(index);
        var pattern = FigureTheme.Line(index, figure.Series.Count);
        var points = Points(figure, series.X, series.Y);
        Curve(plot, points, colour, 2, pattern);

        // Series are marked at different places so that marks on equal curves stand side by side.
        var drawn = points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToArray();
        var every = Math.Max(1, drawn.Length / MarksPerSeries);
        var marks = drawn.Where((_, i) => i % every == index * every / Math.Max(1, figure.Series.Count) % every || drawn.Length == 1).ToArray();
        var marker = FigureTheme.Marker(index);
        if (marks.Length > 0)
        {
            plot.Add.Markers(marks, marker, 7, colour).MarkerStyle.LineWidth = 1.5f;
        }

        return new LegendItem
        {
            LabelText = series.Label,
            LineWidth = 2,
            LineColor = colour,
            LinePattern = pattern,
            MarkerStyle = new MarkerStyle(marker, 7, colour) { LineWidth = 1.5f },
        };
    }

    private static void Band(Plot plot, LineFigure figure, LineSeries series, Color colour)
    {
        if (series.Lower is null || series.Upper is null)
        {
            return;
        }

        var lower = Points(figure, series.X, series.Lower);
        var upper = Points(figure, series.X, series.Upper);
        foreach (var (start, end) in Runs(i => IsDrawn(lower[i]) && IsDrawn(upper[i]), lower.Length))
        {
            if (end - start == 1)
            {
                plot.Add.Line(new CoordinateLine(lower[start], upper[start])).LineStyle = new LineStyle(1.5f, colour);
                continue;
            }

            Coordinates[] outline = [.. Thin(lower[start..end]), .. Thin(upper[start..end]).Reverse()];
            var polygon = plot.Add.Polygon(outline);
            polygon.FillColor = colour.WithAlpha(0.18);
            polygon.LineWidth = 0;
        }
    }

    private static void Curve(Plot plot, Coordinates[] points, Color colour, float width, LinePattern pattern)
    {
        foreach (var (start, end) in Runs(i => IsDrawn(points[i]), points.Length))
        {
            if (end - start > 1)
            {
                var line = plot.Add.ScatterLine(Thin(points[start..end]), colour);
                line.LineWidth = width;
                line.LinePattern = pattern;
            }
        }
    }

    private static Coordinates[] Points(LineFigure figure, IReadOnlyList<double> x, IReadOnlyList<double> y) =>
        [.. x.Select((value, i) => new Coordinates(AxisPainter.Place(figure.XAxis, value), AxisPainter.Place(figure.YAxis, y[i])))];

    // More points than pixels only make the file larger: of each stretch the lowest and the highest stay.
    private static Coordinates[] Thin(Coordinates[] points)
    {
        if (points.Length <= MostPoints)
        {
            return points;
        }

        var inner = points[1..^1].Chunk((points.Length / Buckets) + 1).SelectMany(chunk =>
        {
            var (lowest, highest) = (chunk.MinBy(point => point.Y), chunk.MaxBy(point => point.Y));
            return Array.IndexOf(chunk, lowest) <= Array.IndexOf(chunk, highest) ? new[] { lowest, highest } : [highest, lowest];
        });
        return [points[0], .. inner, points[^1]];
    }

    private static bool IsDrawn(Coordinates point) => double.IsFinite(point.X) && double.IsFinite(point.Y);

    // The longest stretches [start, end) that can be drawn: a NaN leaves a gap.
    private static IEnumerable<(int Start, int End)> Runs(Func<int, bool> isDrawn, int count)
    {
        for (var start = 0; start < count; start++)
        {
            var end = start;
            while (end < count && isDrawn(end))
            {
                end++;
            }

            if (end > start)
            {
                yield return (start, end);
                start = end;
            }
        }
    }
}
