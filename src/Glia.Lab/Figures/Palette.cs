using ScottPlot;

namespace Glia.Lab.Figures;

/// <summary>Okabe and Ito's colours, which the colour-blind can tell apart; markers and line patterns differ too.</summary>
internal static class Palette
{
    private static readonly string[] Colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000", "#8C8C00"];
    private static readonly MarkerShape[] Markers = [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleDown, MarkerShape.OpenCircle, MarkerShape.OpenSquare];
    private static readonly LinePattern[] Patterns = [LinePattern.Solid, LinePattern.Dashed, LinePattern.Dotted, LinePattern.DenselyDashed];

    public static Color Colour(int series) => Color.FromHex(Colours[series % Colours.Length]);

    public static MarkerShape Marker(int series) => Markers[series % Markers.Length];

    public static LinePattern Pattern(int series) => Patterns[series / Colours.Length % Patterns.Length];
}
