namespace Glia.Lab.Figures;

/// <summary>A matrix as colours.</summary>
/// <param name="Name">The figure's name.</param>
/// <param name="Title">The title.</param>
/// <param name="Caption">The caption.</param>
/// <param name="X">What the columns are.</param>
/// <param name="Y">What the rows are.</param>
/// <param name="Value">What the colours are.</param>
/// <param name="Rows">The values, row by row from the top.</param>
public sealed record HeatMapFigure(string Name, string Title, string Caption, Axis X, Axis Y, Axis Value, IReadOnlyList<IReadOnlyList<double>> Rows) : Figure(Name, Title, Caption)
{
    /// <summary>Names of the rows; numbers from 1 if null.</summary>
    public IReadOnlyList<string>? RowNames { get; init; }

    /// <summary>Names of the columns; numbers from 1 if null.</summary>
    public IReadOnlyList<string>? ColumnNames { get; init; }

    /// <inheritdoc/>
    internal override (IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<object?>> Rows) Data() =>
        ([Y.Label, X.Label, Value.Label], Rows.SelectMany((row, i) => row.Select((value, j) =>
            (IReadOnlyList<object?>)[RowNames?[i] ?? (object)(i + 1), ColumnNames?[j] ?? (object)(j + 1), value])));
}
