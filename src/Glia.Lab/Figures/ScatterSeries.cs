namespace Glia.Lab.Figures;

/// <summary>One cloud of points.</summary>
/// <param name="Label">The name in the legend.</param>
/// <param name="X">Horizontal positions.</param>
/// <param name="Y">Vertical positions, as many; a point with a NaN is left out.</param>
public sealed record ScatterSeries(string Label, IReadOnlyList<double> X, IReadOnlyList<double> Y);
