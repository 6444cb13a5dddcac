namespace Glia.Lab.Figures;

/// <summary>Curves, each with a band where its interval is known.</summary>
/// <param name="Name">The figure's name.</param>
/// <param name="Title">The title.</param>
/// <param name="Caption">The caption.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Series">The curves.</param>
public sealed record LineFigure(string Name, string Title, string Caption, Axis X, Axis Y, IReadOnlyList<LineSeries> Series) : Figure(Name, Title, Caption)
{
    /// <inheritdoc/>
    internal override (IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<object?>> Rows) Data() =>
        (["series", X.Label, Y.Label, "lower", "upper"], Series.SelectMany(series => series.X.Select((x, i) =>
            (IReadOnlyList<object?>)[series.Name, x, series.Y[i], series.Lower?[i], series.Upper?[i]])));
}
