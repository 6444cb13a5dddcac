using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Glia.Lab.Figures;

/// <summary>Draws matrices, spike rasters and grids of images.</summary>
internal static class GridPainter
{
    private const int MostNamedTicks = 30;
    private const double Gap = 0.15;

    public static void Paint(Plot plot, HeatMapFigure figure)
    {
        var (rows, columns) = (figure.Rows.Count, figure.Rows.Count == 0 ? 0 : figure.Rows[0].Count);
        var values = new double[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                values[row, column] = AxisPainter.Position(figure.Value, figure.Rows[row][column]);
            }
        }

        var map = plot.Add.Heatmap(values);
        map.Colormap = new ScottPlot.Colormaps.Viridis();
        if (figure.Value is { Lowest: { } lowest, Highest: { } highest })
        {
            map.ManualRange = new ScottPlot.Range(AxisPainter.Position(figure.Value, lowest), AxisPainter.Position(figure.Value, highest));
        }

        var bar = plot.Add.ColorBar(map);
        bar.Label = figure.Value.Label;
        bar.LabelStyle.FontSize = 14;
        AxisPainter.Label(plot.Axes.Bottom, figure.X);
        AxisPainter.Label(plot.Axes.Left, figure.Y);
        Ticks(plot.Axes.Bottom, figure.ColumnNames, columns, index => index);
        Ticks(plot.Axes.Left, figure.RowNames, rows, index => rows - 1 - index);
        plot.HideGrid();
        plot.Axes.Margins(0, 0);
    }

    public static void Paint(Plot plot, RasterFigure figure)
    {
        var spikes = figure.SpikeTimes.SelectMany((times, neuron) => times.Select(time => (Time: time, Neuron: (double)neuron))).ToList();
        var marks = plot.Add.Markers(spikes.Select(spike => spike.Time).ToArray(), spikes.Select(spike => spike.Neuron).ToArray());
        (marks.MarkerShape, marks.MarkerSize, marks.Color) = (MarkerShape.VerticalBar, figure.SpikeTimes.Count > 100 ? 2 : 4, Colors.Black);
        marks.MarkerLineWidth = 1;
        AxisPainter.Label(plot.Axes.Bottom, figure.Time);
        AxisPainter.Label(plot.Axes.Left, figure.Neurons);
        plot.HideGrid();
        AxisPainter.Limit(plot, figure.Time, figure.Neurons with { Lowest = figure.Neurons.Lowest ?? -1, Highest = figure.Neurons.Highest ?? figure.SpikeTimes.Count });
    }

    public static void Paint(Plot plot, ImageGridFigure figure)
    {
        for (var i = 0; i < figure.Images.Count; i++)
        {
            var (image, left, top) = (figure.Images[i], i % figure.PerRow * (1 + Gap), -(i / figure.PerRow) * (1 + (2 * Gap)));
            var pixels = new double[image.Brightness.Count / image.Width, image.Width];
            for (var pixel = 0; pixel < image.Brightness.Count; pixel++)
            {
                pixels[pixel / image.Width, pixel % image.Width] = image.Brightness[pixel];
            }

            var drawn = plot.Add.Heatmap(pixels);
            drawn.Colormap = new ScottPlot.Colormaps.Grayscale();
            drawn.ManualRange = new ScottPlot.Range(0, 1);
            drawn.Position = new CoordinateRect(left, left + 1, top - 1, top);
            var label = plot.Add.Text(image.Label, left + 0.5, top);
            (label.LabelAlignment, label.LabelFontSize, label.LabelFontColor) = (Alignment.LowerCenter, 11, Colors.Black);
        }

        plot.Axes.SquareUnits();
        plot.HideAxesAndGrid();
        plot.Axes.Title.IsVisible = true;
    }

    private static void Ticks(IAxis axis, IReadOnlyList<string>? names, int count, Func<int, int> position)
    {
        var step = Math.Max(1, (count + MostNamedTicks - 1) / MostNamedTicks);
        var shown = Enumerable.Range(0, count).Where(index => index % step == 0).ToList();
        axis.TickGenerator = new NumericManual(
            [.. shown.Select(index => (double)position(index))],
            [.. shown.Select(index => names?[index] ?? (index + 1).ToString(CultureInfo.InvariantCulture))]);
        axis.MajorTickStyle.Length = 0;
        if (axis is IXAxis && names is not null && names.Any(name => name.Length > 4))
        {
            (axis.TickLabelStyle.Rotation, axis.TickLabelStyle.Alignment) = (-40, Alignment.MiddleRight);
            axis.MinimumSize = 7 * names.Max(name => name.Length);
        }
    }
}
