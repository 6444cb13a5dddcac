using Glia.Lab.Statistics;

namespace Glia.Lab.Figures;

/// <summary>One bar with its interval and the points of single seeds.</summary>
public sealed record Bar
{
    /// <summary>The label at the axis.</summary>
    public required string Category { get; init; }

    /// <summary>The name in the legend where bars stand in groups; empty otherwise.</summary>
    public string Group { get; init; } = "";

    /// <summary>The height.</summary>
    public required double Value { get; init; }

    /// <summary>Lower end of the interval; NaN for none.</summary>
    public double Lower { get; init; } = double.NaN;

    /// <summary>Upper end of the interval; NaN for none.</summary>
    public double Upper { get; init; } = double.NaN;

    /// <summary>The values of single seeds.</summary>
    public IReadOnlyList<double> Points { get; init; } = [];

    /// <summary>Makes the bar of an estimate.</summary>
    public static Bar From(string category, Estimate estimate, IReadOnlyList<double>? points = null, string group = "") => new()
    {
        Category = category,
        Group = group,
        Value = estimate.Mean,
        Lower = estimate.IsExact ? double.NaN : estimate.Lower,
        Upper = estimate.IsExact ? double.NaN : estimate.Upper,
        Points = points ?? [],
    };
}
