using ScottPlot;
using SkiaSharp;

namespace Glia.Lab.Figures;

/// <summary>Draws scatter figures.</summary>
internal static class ScatterPainter
{
    private const int ManyPoints = 400;
    private const int MostMarks = 2000;
    private const int MostSharp = 5000;

    public static Plot Draw(ScatterFigure figure, int width, int height)
    {
        var plot = FigureTheme.NewPlot(figure, width);
        var x = AxisPainter.Range(figure.XAxis, figure.Series.SelectMany(series => series.X));
        var y = AxisPainter.Range(figure.YAxis, figure.Series.SelectMany(series => series.Y));
        var legend = new List<LegendItem>();
        var total = figure.Series.Sum(series => series.X.Count);
        var size = total > ManyPoints ? 4 : 7;
        var scale = total > MostSharp ? 1 : 2;
        for (var i = 0; i < figure.Series.Count; i++)
        {
            var series = figure.Series[i];
            var points = series.X.Select((value, j) => new Coordinates(AxisPainter.Place(figure.XAxis, value), AxisPainter.Place(figure.YAxis, series.Y[j])))
                .Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToArray();
            if (points.Length > 0 && total > MostMarks)
            {
                plot.Add.ImageRect(Picture(points, FigureTheme.Colour(i), x, y, (width - 80) * scale, (height - 80) * scale, 1.5f * scale), new CoordinateRect(x.Low, x.High, y.Low, y.High));
            }
            else if (points.Length > 0)
            {
                var marks = plot.Add.Markers(points, FigureTheme.Marker(i), size, FigureTheme.Colour(i).WithAlpha(total > ManyPoints ? 0.5 : 0.8));
                marks.MarkerStyle.LineWidth = 1.5f;
            }

            legend.Add(new LegendItem
            {
                LabelText = series.Label,
                MarkerStyle = new MarkerStyle(FigureTheme.Marker(i), 7, FigureTheme.Colour(i)) { LineWidth = 1.5f },
            });
        }

        if (figure.ShowIdentity)
        {
            Identity(plot, figure, x, y);
            legend.Add(LegendPainter.Reference(new ReferenceLine("y = x", 0), LinePattern.Dashed));
        }

        AxisPainter.Apply(plot, figure, x, y, width, height);
        LegendPainter.Draw(plot, figure.Series.Count == 1 && !figure.ShowIdentity ? [] : legend, height);
        return plot;
    }

    // Thousands of marks would make a file of megabytes; as a picture they are as sharp as a screen shows them.
    private static Image Picture(Coordinates[] points, Color colour, (double Low, double High) x, (double Low, double High) y, int columns, int rows, float radius)
    {
        using var bitmap = new SKBitmap(columns, rows, SKColorType.Rgba8888, SKAlphaType.Premul);
        bitmap.Erase(SKColors.Transparent);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = new SKColor(colour.R, colour.G, colour.B, 110), IsAntialias = radius > 2 };
        foreach (var point in points)
        {
            var left = (point.X - x.Low) / (x.High - x.Low) * columns;
            var top = (y.High - point.Y) / (y.High - y.Low) * rows;
            canvas.DrawCircle((float)left, (float)top, radius, paint);
        }

        canvas.Flush();
        return new Image(bitmap.Copy());
    }

    // In places of mixed scales y = x is a curve: a hundred steps are smooth to the eye.
    private static void Identity(Plot plot, ScatterFigure figure, (double Low, double High) x, (double Low, double High) y)
    {
        var points = Enumerable.Range(0, 101).Select(i => x.Low + ((x.High - x.Low) * i / 100.0))
            .Select(place => new Coordinates(place, AxisPainter.Place(figure.YAxis, figure.XAxis.Scale == AxisScale.Log10 ? Math.Pow(10, place) : place)))
            .Where(point => point.Y >= y.Low && point.Y <= y.High).ToArray();
        if (points.Length > 1)
        {
            var line = plot.Add.ScatterLine(points, FigureTheme.Reference);
            line.LineWidth = 1.5f;
            line.LinePattern = LinePattern.Dashed;
        }
    }
}
