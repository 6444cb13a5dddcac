namespace Glia.Lab.Figures;

/// <summary>Grey images in a grid, row by row, each with its label.</summary>
public sealed record ImageGridFigure : Figure
{
    /// <summary>The images.</summary>
    public required IReadOnlyList<GridImage> Images { get; init; }

    /// <summary>How many images stand in a row.</summary>
    public int Columns { get; init; } = 10;

    /// <summary>The pixel value drawn black.</summary>
    public double Black { get; init; }

    /// <summary>The pixel value drawn white.</summary>
    public double White { get; init; } = 1;

    /// <inheritdoc/>
    public override void Validate()
    {
        Require(Columns > 0, "an image grid must have at least one column.");
        Require(Images.Count > 0, "an image grid must have at least one image.");
        Require(Black != White && double.IsFinite(Black) && double.IsFinite(White), "Black and White must be two finite numbers.");
        foreach (var image in Images)
        {
            Require(image.Width > 0 && image.Height > 0 && image.Pixels.Count == image.Width * image.Height,
                $"image '{image.Label}' must have {image.Height} × {image.Width} pixels; got {image.Pixels.Count}.");
        }
    }

    /// <inheritdoc/>
    public override void WriteCsv(TextWriter writer)
    {
        CsvTable.Row(writer, "image", "label", "row", "column", "value");
        for (var index = 0; index < Images.Count; index++)
        {
            var image = Images[index];
            for (var i = 0; i < image.Pixels.Count; i++)
            {
                CsvTable.Row(writer, index, image.Label, i / image.Width, i % image.Width, image.Pixels[i]);
            }
        }
    }
}
