using ScottPlot;
using ScottPlot.TickGenerators;

namespace Glia.Lab.Figures;

/// <summary>Draws bars lying down, so that long names stay readable.</summary>
internal static class BarPainter
{
    private const double BarSize = 0.7;
    private const double CapSize = 0.15;

    public static void Paint(Plot plot, BarFigure figure)
    {
        var positions = figure.Bars.Select((_, i) => (double)(figure.Bars.Count - 1 - i)).ToArray();
        plot.Add.Bars(figure.Bars.Select((bar, i) => new ScottPlot.Bar
        {
            Position = positions[i],
            Value = AxisPainter.Position(figure.Y, bar.Value.Mean),
            ValueBase = figure.Y.Lowest is { } lowest ? AxisPainter.Position(figure.Y, lowest) : 0,
            Size = BarSize,
            Orientation = Orientation.Horizontal,
            FillColor = Palette.Colour(bar.IsEmphasised ? 1 : 0).WithAlpha(.75),
            LineWidth = 0,
        }).ToArray());
        for (var i = 0; i < figure.Bars.Count; i++)
        {
            Interval(plot, figure, figure.Bars[i], positions[i]);
        }

        AxisPainter.Label(plot.Axes.Bottom, figure.Y);
        plot.Axes.Left.TickGenerator = new NumericManual(positions, [.. figure.Bars.Select(bar => bar.Name)]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Left.TickLabelStyle.FontSize = 12;
        plot.HideGrid();
        AxisPainter.Limit(plot, figure.Y, new Axis("") { Lowest = -0.6, Highest = figure.Bars.Count - 0.4 });
    }

    private static void Interval(Plot plot, BarFigure figure, Bar bar, double position)
    {
        if (bar.Value.HasInterval)
        {
            var (lower, upper) = (AxisPainter.Position(figure.Y, bar.Value.Lower), AxisPainter.Position(figure.Y, bar.Value.Upper));
            foreach (var (x1, y1, x2, y2) in new[] { (lower, position, upper, position), (lower, position - CapSize, lower, position + CapSize), (upper, position - CapSize, upper, position + CapSize) })
            {
                var line = plot.Add.Line(x1, y1, x2, y2);
                (line.LineColor, line.LineWidth, line.MarkerSize) = (Colors.Black, 1.5f, 0);
            }
        }

        // The single seeds lie a little off the middle, beside the interval's line.
        var points = plot.Add.Markers(bar.Points.Select(value => AxisPainter.Position(figure.Y, value)).ToArray(), bar.Points.Select(_ => position - (BarSize / 4)).ToArray());
        (points.MarkerShape, points.MarkerSize, points.Color) = (MarkerShape.OpenCircle, 5, Colors.Black);
    }
}
