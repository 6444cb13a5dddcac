using System.Text.Json.Serialization;

namespace Glia.Lab.Figures;

/// <summary>A figure as data: what is drawn, not how. A renderer draws it; its data are written beside it.</summary>
/// <param name="Name">The figure's name and file name: small letters, digits, hyphens.</param>
/// <param name="Title">The title.</param>
/// <param name="Caption">What the reader sees, in a sentence or two.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LineFigure), "line")]
[JsonDerivedType(typeof(BarFigure), "bar")]
[JsonDerivedType(typeof(ScatterFigure), "scatter")]
[JsonDerivedType(typeof(HeatMapFigure), "heat map")]
[JsonDerivedType(typeof(RasterFigure), "raster")]
[JsonDerivedType(typeof(ImageGridFigure), "image grid")]
public abstract record Figure(string Name, string Title, string Caption)
{
    /// <summary>The data behind the figure: column names, then rows.</summary>
    internal abstract (IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<object?>> Rows) Data();
}
