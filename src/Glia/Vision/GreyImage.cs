namespace Glia.Vision;

/// <summary>A grey image, [height, width] row by row.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Pixels">Brightness in any unit; as many as rows times columns.</param>
public sealed record GreyImage(int Height, int Width, double[] Pixels)
{
    /// <summary>The brightness at a row and a column.</summary>
    public double this[int y, int x] => Pixels[(y * Width) + x];

    internal GreyImage Validated() => Height > 0 && Width > 0 && Pixels.Length == Height * Width
        ? this
        : throw new ArgumentException($"A grey image of {Height} rows and {Width} columns must have {(long)Height * Width} pixels; got {Pixels.Length}.");
}
