using ScottPlot;
using SkiaSharp;

namespace Glia.Lab.Figures;

/// <summary>Draws spike rasters: few spikes as marks, many as one picture, so that the file stays small.</summary>
internal static class RasterPainter
{
    private const int MostMarks = 800;
    private const int PictureScale = 2;

    public static Plot Draw(RasterFigure figure, int width, int height)
    {
        var plot = FigureTheme.NewPlot(figure, width);
        var x = AxisPainter.Range(figure.XAxis, figure.Spikes.Select(spike => spike.Time), 0.01);
        var y = (Low: -0.5, High: figure.NeuronCount - 0.5);
        if (figure.Spikes.Count > MostMarks)
        {
            var picture = Picture(figure, x, width * PictureScale, height * PictureScale);
            plot.Add.ImageRect(picture, new CoordinateRect(x.Low, x.High, y.Low, y.High));
        }
        else
        {
            var half = figure.NeuronCount > 60 ? 0.5 : 0.38;
            foreach (var spike in figure.Spikes)
            {
                plot.Add.Line(spike.Time, spike.Neuron - half, spike.Time, spike.Neuron + half).LineStyle = new LineStyle(1.2f, FigureTheme.Ink);
            }
        }

        AxisPainter.Apply(plot, figure, x, y);
        plot.HideGrid();
        return plot;
    }

    private static Image Picture(RasterFigure figure, (double Low, double High) x, int width, int height)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Premul);
        bitmap.Erase(SKColors.Transparent);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = new SKColor(0x22, 0x22, 0x22), IsAntialias = false };
        var row = (float)height / figure.NeuronCount;
        var tall = Math.Max(row * 0.8f, PictureScale);
        foreach (var spike in figure.Spikes)
        {
            var left = (float)((spike.Time - x.Low) / (x.High - x.Low) * width);
            var middle = height - ((spike.Neuron + 0.5f) * row);
            canvas.DrawRect(left - 1, middle - (tall / 2), PictureScale, tall, paint);
        }

        canvas.Flush();
        return new Image(bitmap.Copy());
    }
}
