namespace Glia.Lab.Figures;

/// <summary>Grey images side by side.</summary>
/// <param name="Name">The figure's name.</param>
/// <param name="Title">The title.</param>
/// <param name="Caption">The caption.</param>
/// <param name="Images">The images, row by row.</param>
/// <param name="PerRow">Images in a row.</param>
public sealed record ImageGridFigure(string Name, string Title, string Caption, IReadOnlyList<GreyImage> Images, int PerRow) : Figure(Name, Title, Caption)
{
    /// <inheritdoc/>
    internal override (IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<object?>> Rows) Data() =>
        (["image", "label", "row", "column", "brightness"], Images.SelectMany((image, number) => image.Brightness.Select((value, i) =>
            (IReadOnlyList<object?>)[number, image.Label, i / image.Width, i % image.Width, value])));
}
