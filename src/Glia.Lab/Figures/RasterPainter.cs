using ScottPlot;
using SkiaSharp;

namespace Glia.Lab.Figures;

/// <summary>Draws spike rasters: few spikes as marks, many as one picture, so that the file stays small.</summary>
internal static class RasterPainter
{
    private const int MostMarks = 800;
    private const int ManySpikes = 20_000;

    public static Plot Draw(RasterFigure figure, int width, int height)
    {
        var plot = FigureTheme.NewPlot(figure, width);
        var x = AxisPainter.Range(figure.XAxis, figure.Spikes.Select(spike => spike.Time), 0.01);
        var y = (Low: -0.5, High: figure.NeuronCount - 0.5);
        var groups = figure.GroupOfNeurons();
        if (figure.Spikes.Count > MostMarks)
        {
            // So many spikes are a texture: twice the pixels would only make the file larger.
            var scale = figure.Spikes.Count > ManySpikes ? 1 : 2;
            plot.Add.ImageRect(Picture(figure, groups, x, (width - 80) * scale, (height - 80) * scale, scale), new CoordinateRect(x.Low, x.High, y.Low, y.High));
        }
        else
        {
            var half = figure.NeuronCount > 60 ? 0.5 : 0.38;
            foreach (var spike in figure.Spikes)
            {
                plot.Add.Line(spike.Time, spike.Neuron - half, spike.Time, spike.Neuron + half).LineStyle = new LineStyle(1.2f, Colour(groups[spike.Neuron]));
            }
        }

        AxisPainter.Apply(plot, figure, x, y, width, height);
        plot.HideGrid();

        // Groups are stacked from below, and so they are in the legend.
        LegendPainter.Draw(plot, [.. figure.Groups.Select((group, i) => (group, i)).OrderByDescending(item => item.group.First)
            .Select(item => new LegendItem { LabelText = item.group.Label, MarkerStyle = new MarkerStyle(MarkerShape.FilledSquare, 9, Colour(item.i)) })], height);
        return plot;
    }

    private static Color Colour(int group) => group < 0 ? FigureTheme.Ink : FigureTheme.Colour(group);

    private static Image Picture(RasterFigure figure, int[] groups, (double Low, double High) x, int columns, int rows, int scale)
    {
        var colours = Array.ConvertAll(groups, group => Packed(Colour(group)));
        var pixels = new uint[columns * rows];
        var row = (double)rows / figure.NeuronCount;
        var tall = Math.Max(1, (int)Math.Round(row > 4 * scale ? row * 0.76 : row));
        foreach (var spike in figure.Spikes)
        {
            var left = (int)((spike.Time - x.Low) / (x.High - x.Low) * columns);
            var top = (int)(rows - ((spike.Neuron + 0.5) * row) - (tall / 2.0));
            for (var i = Math.Max(0, top); i < Math.Min(rows, top + tall); i++)
            {
                for (var j = Math.Max(0, left); j < Math.Min(columns, left + scale); j++)
                {
                    pixels[(i * columns) + j] = colours[spike.Neuron];
                }
            }
        }

        var bitmap = new SKBitmap(columns, rows, SKColorType.Rgba8888, SKAlphaType.Premul);
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(pixels.AsSpan()).CopyTo(bitmap.GetPixelSpan());
        return new Image(bitmap);
    }

    private static uint Packed(Color colour) => colour.R | ((uint)colour.G << 8) | ((uint)colour.B << 16) | 0xFF000000u;
}
