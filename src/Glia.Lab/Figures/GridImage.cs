namespace Glia.Lab.Figures;

/// <summary>One grey image of a grid.</summary>
/// <param name="Label">What stands above it.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">[height × width] row by row; the figure's range maps to black … white.</param>
public sealed record GridImage(string Label, int Width, int Height, IReadOnlyList<float> Pixels);
