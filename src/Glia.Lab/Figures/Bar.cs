using Glia.Lab.Statistics;

namespace Glia.Lab.Figures;

/// <summary>One bar.</summary>
/// <param name="Name">The bar's label.</param>
/// <param name="Value">Its value with the interval.</param>
/// <param name="Points">The single values, one a seed.</param>
public sealed record Bar(string Name, Estimate Value, IReadOnlyList<double> Points)
{
    /// <summary>Whether the bar stands out, such as the paper's method among baselines.</summary>
    public bool IsEmphasised { get; init; }
}
