using ScottPlot;
using SkiaSharp;

namespace Glia.Lab.Figures;

/// <summary>Draws grids of grey images; the plot's coordinates are pixels.</summary>
internal static class ImageGridPainter
{
    private const float Gap = 6;
    private const float Margin = 8;

    /// <summary>The height at which the images fill a figure of that width.</summary>
    public static int HeightOf(ImageGridFigure figure, int width)
    {
        var cell = (width - (2 * Margin)) / Columns(figure);
        var tallest = figure.Images.Max(image => (cell - Gap) * image.Height / image.Width);
        return (int)Math.Ceiling(Head(figure, width) + Margin + (Rows(figure) * (tallest + Gap + LabelHeight(Labels(figure, cell)))));
    }

    public static Plot Draw(ImageGridFigure figure, int width, int height)
    {
        var plot = FigureTheme.NewPlot(figure, width);
        var head = Head(figure, width);
        plot.Layout.Fixed(new PixelPadding(Margin, Margin, Margin, head));
        plot.HideGrid();
        plot.Axes.Left.IsVisible = plot.Axes.Bottom.IsVisible = plot.Axes.Right.IsVisible = false;
        var (areaWidth, areaHeight) = (width - (2 * Margin), height - Margin - head);
        plot.Axes.SetLimits(0, areaWidth, 0, areaHeight);

        var columns = Columns(figure);
        var cellWidth = areaWidth / columns;
        var labels = Labels(figure, cellWidth);
        var labelHeight = LabelHeight(labels);
        var cellHeight = areaHeight / Rows(figure);
        for (var i = 0; i < figure.Images.Count; i++)
        {
            var image = figure.Images[i];
            var scale = Math.Max(0.1f, Math.Min((cellWidth - Gap) / image.Width, (cellHeight - Gap - labelHeight) / image.Height));
            var centre = ((i % columns) + 0.5f) * cellWidth;
            var top = areaHeight - ((i / columns) * cellHeight);
            var (w, h) = (image.Width * scale, image.Height * scale);
            var rect = new CoordinateRect(centre - (w / 2), centre + (w / 2), top - labelHeight - h, top - labelHeight);
            plot.Add.ImageRect(Picture(image, figure, Math.Clamp((int)Math.Ceiling(scale), 1, 8)), rect).AntiAlias = false;
            var text = plot.Add.Text(labels[i], centre, top - labelHeight + 1);
            text.LabelAlignment = Alignment.LowerCenter;
            text.LabelFontName = FigureTheme.Family;
            text.LabelFontSize = FigureTheme.SmallTextSize;
            text.LabelFontColor = FigureTheme.Ink;
        }

        return plot;
    }

    private static int Columns(ImageGridFigure figure) => Math.Min(figure.Columns, figure.Images.Count);

    private static int Rows(ImageGridFigure figure) => (figure.Images.Count + Columns(figure) - 1) / Columns(figure);

    private static float Head(ImageGridFigure figure, int width) =>
        14 + ((FigureTheme.Wrap(figure.Title, (int)(width / (FigureTheme.TitleSize * 0.62))).Count(letter => letter == '\n') + 1) * FigureTheme.TitleSize * 1.3f);

    private static string[] Labels(ImageGridFigure figure, float cellWidth) =>
        [.. figure.Images.Select(image => FigureTheme.Wrap(image.Label, (int)(cellWidth / (FigureTheme.SmallTextSize * 0.62))))];

    private static float LabelHeight(string[] labels) =>
        labels.Max(label => label.Length == 0 ? 0 : label.Count(letter => letter == '\n') + 1) * FigureTheme.SmallTextSize * 1.7f;

    // Enlarged by whole pixels here: a browser would blur them.
    private static Image Picture(GridImage image, ImageGridFigure figure, int scale)
    {
        var bitmap = new SKBitmap(image.Width * scale, image.Height * scale, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var row = 0; row < bitmap.Height; row++)
        {
            for (var column = 0; column < bitmap.Width; column++)
            {
                var value = (image.Pixels[(row / scale * image.Width) + (column / scale)] - figure.Black) / (figure.White - figure.Black);
                var grey = double.IsNaN(value) ? (byte)0 : (byte)Math.Round(Math.Clamp(value, 0, 1) * 255);
                bitmap.SetPixel(column, row, double.IsNaN(value) ? new SKColor(0xD5, 0x5E, 0x00) : new SKColor(grey, grey, grey));
            }
        }

        return new Image(bitmap);
    }
}
