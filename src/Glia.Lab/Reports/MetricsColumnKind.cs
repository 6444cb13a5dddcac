namespace Glia.Lab.Reports;

/// <summary>What the cells of a column are.</summary>
public enum MetricsColumnKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Double-precision numbers.</summary>
    Number,

    /// <summary>64-bit seeds.</summary>
    Seed,
}
