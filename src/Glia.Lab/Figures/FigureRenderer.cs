using System.Globalization;
using Glia.Lab.Runs;
using ScottPlot;

namespace Glia.Lab.Figures;

/// <summary>Draws any figure, without a display, as SVG or PNG.</summary>
/// <remarks>Colours are told apart by colour-blind readers, and series differ by mark and line as well. Letters are
/// those of a font of the system, or of the embedded Inter where it has none.</remarks>
public static class FigureRenderer
{
    /// <summary>The width of a figure unless another is asked for, in pixels.</summary>
    public const int DefaultWidth = 720;

    /// <summary>The height of a figure unless another is asked for, in pixels.</summary>
    public const int DefaultHeight = 440;

    private const int Smallest = 160;
    private const int Largest = 8000;

    // ScottPlot keeps fonts in plain static dictionaries: two figures at once would race.
    private static readonly Lock Drawing = new();

    /// <summary>The font of the letters: one of the system, or the embedded <c>Inter</c>.</summary>
    public static string Font => FigureTheme.Family;

    /// <summary>Draws the figure as an SVG document with real text.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="width">Pixels, 160 to 8,000.</param>
    /// <param name="height">Pixels, 160 to 8,000.</param>
    /// <exception cref="ArgumentException">The figure's data do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is not in range.</exception>
    public static string RenderSvg(Figure figure, int width = DefaultWidth, int height = DefaultHeight)
    {
        lock (Drawing)
        {
            using var plot = Draw(figure, width, height);
            SvgDashes.Encode(plot);
            return SvgDocument.Finish(SvgDashes.Decode(plot.GetSvgXml(width, height)), figure, width, height);
        }
    }

    /// <summary>Draws the figure as a PNG file.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="width">Pixels, 160 to 8,000.</param>
    /// <param name="height">Pixels, 160 to 8,000.</param>
    /// <exception cref="ArgumentException">The figure's data do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is not in range.</exception>
    public static byte[] RenderPng(Figure figure, int width = DefaultWidth, int height = DefaultHeight)
    {
        lock (Drawing)
        {
            using var plot = Draw(figure, width, height);
            return plot.GetImageBytes(width, height, ImageFormat.Png);
        }
    }

    /// <summary>The height that a figure of that width needs: many bars lie below each other, and images take as many rows as there are.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="width">Pixels.</param>
    /// <exception cref="ArgumentException">The figure's data do not fit together.</exception>
    public static int HeightOf(Figure figure, int width)
    {
        ArgumentNullException.ThrowIfNull(figure);
        figure.Validate();
        return figure switch
        {
            BarFigure bars => Math.Clamp(100 + (15 * bars.Bars.Select(bar => bar.Category).Distinct().Count()), DefaultHeight, Largest),
            ImageGridFigure grid => Math.Clamp(ImageGridPainter.HeightOf(grid, width), Smallest, Largest),
            _ => DefaultHeight,
        };
    }

    /// <summary>Writes <c>name.svg</c>, <c>name.csv</c> and <c>name.json</c> into the folder, and <c>name.png</c> if asked for.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="folder">The folder; made where it is not there.</param>
    /// <param name="withPng">Whether to write the PNG as well.</param>
    /// <exception cref="ArgumentException">The figure's data do not fit together.</exception>
    /// <exception cref="RunException">A file cannot be written.</exception>
    public static void Save(Figure figure, string folder, bool withPng = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var height = HeightOf(figure, DefaultWidth);
        var svg = RenderSvg(figure, DefaultWidth, height);
        AtomicFile.MakeFolder(folder);
        var path = Path.Combine(folder, figure.Name);
        AtomicFile.Write(path + ".svg", svg);
        AtomicFile.Write(path + ".json", figure.ToJson());
        using (var csv = new StringWriter(CultureInfo.InvariantCulture))
        {
            figure.WriteCsv(csv);
            AtomicFile.Write(path + ".csv", csv.ToString());
        }

        if (withPng)
        {
            AtomicFile.Write(path + ".png", RenderPng(figure, DefaultWidth, height));
        }
    }

    private static Plot Draw(Figure figure, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, Smallest);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, Smallest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Largest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, Largest);
        figure.Validate();
        return figure switch
        {
            LineFigure line => LinePainter.Draw(line, width, height),
            BarFigure bar => BarPainter.Draw(bar, width, height),
            HeatMapFigure heatMap => HeatMapPainter.Draw(heatMap, width, height),
            RasterFigure raster => RasterPainter.Draw(raster, width, height),
            ScatterFigure scatter => ScatterPainter.Draw(scatter, width, height),
            ImageGridFigure grid => ImageGridPainter.Draw(grid, width, height),
            _ => throw new ArgumentException($"No renderer for a figure of type {figure.GetType().Name}.", nameof(figure)),
        };
    }
}
