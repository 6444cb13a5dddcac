namespace Glia.Lab.Figures;

/// <summary>Bars with intervals and the single values behind them.</summary>
/// <param name="Name">The figure's name.</param>
/// <param name="Title">The title.</param>
/// <param name="Caption">The caption.</param>
/// <param name="Y">The value axis.</param>
/// <param name="Bars">The bars, from top to bottom.</param>
public sealed record BarFigure(string Name, string Title, string Caption, Axis Y, IReadOnlyList<Bar> Bars) : Figure(Name, Title, Caption)
{
    /// <inheritdoc/>
    internal override (IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<object?>> Rows) Data() =>
        (["bar", Y.Label, "lower", "upper", "values"], Bars.Select(bar =>
            (IReadOnlyList<object?>)[bar.Name, bar.Value.Mean, bar.Value.Lower, bar.Value.Upper, string.Join(' ', bar.Points.Select(FigureFiles.Cell))]));
}
