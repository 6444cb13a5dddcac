namespace Glia.Lab.Figures;

/// <summary>Points in the plane.</summary>
/// <param name="Name">The figure's name.</param>
/// <param name="Title">The title.</param>
/// <param name="Caption">The caption.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Series">The points; bands are not drawn.</param>
/// <param name="Identity">Whether the line x = y is drawn.</param>
public sealed record ScatterFigure(string Name, string Title, string Caption, Axis X, Axis Y, IReadOnlyList<LineSeries> Series, bool Identity = false) : Figure(Name, Title, Caption)
{
    /// <inheritdoc/>
    internal override (IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<object?>> Rows) Data() =>
        (["series", X.Label, Y.Label], Series.SelectMany(series => series.X.Select((x, i) => (IReadOnlyList<object?>)[series.Name, x, series.Y[i]])));
}
