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
            var (series, colour) = (figure.Series[i], FigureTheme.Colour(Index(figure, i)));
            Band(plot, figure, series, colour);
            foreach (var individual in series.Individuals)
            {
                var points = Points(figure, series.X, individual);
                if (series.Form == SeriesForm.Marks)
                {
                    Marks(plot, points, FigureTheme.Marker(Index(figure, i)), 4, colour.WithAlpha(0.35));
                }
                else
                {
                    Curve(plot, points, colour.WithAlpha(0.35), 0.8f, LinePattern.Solid);
                }
            }
        }

        // Marks come last: a theory's curve must not hide what was measured.
        var drawn = Enumerable.Range(0, figure.Series.Count).OrderBy(i => figure.Series[i].Form).ToDictionary(i => i, i => Mean(plot, figure, i));
        legend.AddRange(drawn.OrderBy(item => item.Key).Select(item => item.Value));
        foreach (var (line, i) in figure.ReferenceLines.Select((line, i) => (line, i)))
        {
            var pattern = i % 2 == 0 ? LinePattern.Dashed : LinePattern.Dotted;
            plot.Add.HorizontalLine(AxisPainter.Place(figure.YAxis, line.Value), 1.5f, FigureTheme.Reference, pattern);
            legend.Add(LegendPainter.Reference(line, pattern));
        }

        var y = figure.Series.SelectMany(series => series.Y.Concat(series.Lower ?? []).Concat(series.Upper ?? [])
            .Concat(series.Individuals.SelectMany(line => line))).Concat(figure.ReferenceLines.Select(line => line.Value));
        var xRange = AxisPainter.Range(figure.XAxis, figure.Series.SelectMany(series => series.X), 0.02);
        AxisPainter.Apply(plot, figure, xRange, AxisPainter.Range(figure.YAxis, y), width, height);
        LegendPainter.Draw(plot, legend, height);
        return plot;
    }

    private static int Index(LineFigure figure, int series) => figure.Series[series].ColourIndex ?? series;

    private static LegendItem Mean(Plot plot, LineFigure figure, int place)
    {
        var series = figure.Series[place];
        var index = Index(figure, place);
        var (colour, marker) = (FigureTheme.Colour(index), FigureTheme.Marker(index));
        var points = Points(figure, series.X, series.Y);
        if (series.Form == SeriesForm.Marks)
        {
            Marks(plot, points, marker, 7, colour);
            return new LegendItem { LabelText = series.Label, MarkerStyle = Mark(marker, colour) };
        }

        var pattern = FigureTheme.Line(index, figure.Series.Count);
        Curve(plot, points, colour, points.Length > MostPoints ? 1.2f : 2, pattern);

        // Curves that marks belong to stay plain, and so do curves of so many points that a mark would be one at random.
        var isPlain = points.Length > MostPoints || figure.Series.Any(other => other != series && other.Form == SeriesForm.Marks && other.ColourIndex == index);
        if (!isPlain)
        {
            // Series are marked at different places so that marks on equal curves stand side by side.
            var drawn = points.Where(IsDrawn).ToArray();
            var every = Math.Max(1, drawn.Length / MarksPerSeries);
            Marks(plot, [.. drawn.Where((_, i) => i % every == place * every / Math.Max(1, figure.Series.Count) % every || drawn.Length == 1)], marker, 7, colour);
        }

        return new LegendItem
        {
            LabelText = series.Label,
            LineWidth = 2,
            LineColor = colour,
            LinePattern = pattern,
            MarkerStyle = isPlain ? MarkerStyle.None : Mark(marker, colour),
        };
    }

    private static MarkerStyle Mark(MarkerShape marker, Color colour) => new(marker, 7, colour) { LineWidth = 1.5f };

    private static void Marks(Plot plot, Coordinates[] points, MarkerShape marker, float size, Color colour)
    {
        var drawn = points.Where(IsDrawn).ToArray();
        if (drawn.Length > 0)
        {
            plot.Add.Markers(drawn, marker, size, colour).MarkerStyle.LineWidth = 1.5f;
        }
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
            if (end - start == 1 || series.Form == SeriesForm.Marks)
            {
                for (var i = start; i < end; i++)
                {
                    plot.Add.Line(new CoordinateLine(lower[i], upper[i])).LineStyle = new LineStyle(1.5f, colour);
                }

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
