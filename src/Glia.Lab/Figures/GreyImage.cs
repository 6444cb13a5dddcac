namespace Glia.Lab.Figures;

/// <summary>A grey image.</summary>
/// <param name="Label">What stands above it.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Brightness">The pixels row by row from the top, 0 black to 1 white.</param>
public sealed record GreyImage(string Label, int Width, IReadOnlyList<double> Brightness);
