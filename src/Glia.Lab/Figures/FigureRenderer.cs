using ScottPlot;

namespace Glia.Lab.Figures;

/// <summary>Draws figures as SVG and PNG; needs no display.</summary>
public static class FigureRenderer
{
    // An SVG with more marks than these is larger and slower to show than an image of it.
    private const int MostVectorMarks = 5000;

    /// <summary>Draws a figure as an SVG document with real text.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    public static string RenderSvg(Figure figure, int width, int height)
    {
        var marks = figure switch
        {
            RasterFigure raster => raster.SpikeTimes.Sum(times => times.Count),
            ScatterFigure scatter => scatter.Series.Sum(series => series.X.Count),
            HeatMapFigure heatMap => heatMap.Rows.Sum(row => row.Count),
            ImageGridFigure grid => grid.Images.Sum(image => image.Brightness.Count),
            _ => 0,
        };
        if (marks > MostVectorMarks)
        {
            var image = Convert.ToBase64String(RenderPng(figure, width * 2, height * 2, scale: 2));
            return $"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"><title>{System.Net.WebUtility.HtmlEncode(figure.Title)}</title><image width="{width}" height="{height}" href="data:image/png;base64,{image}"/></svg>""";
        }

        using var plot = Plot(figure);
        return plot.GetSvgXml(width, height);
    }

    /// <summary>Draws a figure as a PNG image.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="scale">Pixels a point: 2 for screens of double density.</param>
    public static byte[] RenderPng(Figure figure, int width, int height, double scale = 1)
    {
        using var plot = Plot(figure);
        plot.ScaleFactor = scale;
        return plot.GetImageBytes(width, height, ImageFormat.Png);
    }

    private static Plot Plot(Figure figure)
    {
        var plot = new Plot();
        plot.Title(figure.Title, size: 16);
        plot.Axes.Title.Label.Bold = false;
        switch (figure)
        {
            case LineFigure line:
                LinePainter.Paint(plot, line);
                break;
            case BarFigure bars:
                BarPainter.Paint(plot, bars);
                break;
            case ScatterFigure scatter:
                LinePainter.Paint(plot, scatter);
                break;
            case HeatMapFigure heatMap:
                GridPainter.Paint(plot, heatMap);
                break;
            case RasterFigure raster:
                GridPainter.Paint(plot, raster);
                break;
            case ImageGridFigure images:
                GridPainter.Paint(plot, images);
                break;
            default:
                throw new ArgumentException($"The figure kind {figure.GetType().Name} has no painter.", nameof(figure));
        }

        return plot;
    }
}
