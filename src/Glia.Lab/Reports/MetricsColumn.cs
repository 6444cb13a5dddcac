namespace Glia.Lab.Reports;

/// <summary>A column of a <see cref="MetricsTable"/>.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Kind">What its cells are.</param>
public sealed record MetricsColumn(string Name, MetricsColumnKind Kind)
{
    /// <summary>Whether the column holds what trials measured.</summary>
    public bool IsMetric { get; init; }
}
