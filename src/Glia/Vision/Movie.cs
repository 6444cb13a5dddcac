namespace Glia.Vision;

/// <summary>Grey frames, one a millisecond: [steps, height, width] row by row.</summary>
/// <param name="Steps">How many frames.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Values">Brightness, most often −1 to 1.</param>
public sealed record Movie(int Steps, int Height, int Width, float[] Values)
{
    /// <summary>The brightness at a step, a row and a column.</summary>
    public float this[int step, int y, int x] => Values[(((step * Height) + y) * Width) + x];

    /// <summary>One frame, row by row.</summary>
    public ReadOnlySpan<float> Frame(int step) => Values.AsSpan(step * Height * Width, Height * Width);

    /// <summary>Takes the mean from all frames and divides by the largest magnitude, so that values lie from −1 to 1; a constant movie becomes 0.</summary>
    internal static Movie Normalized(int steps, int height, int width, double[] values)
    {
        var mean = values.Length == 0 ? 0 : values.Average();
        var largest = values.Length == 0 ? 0 : values.Max(value => Math.Abs(value - mean));
        return new Movie(steps, height, width, Array.ConvertAll(values, value => largest == 0 ? 0 : (float)((value - mean) / largest)));
    }

    /// <summary>Adds Gaussian noise to every pixel of every frame and clips to −1 … 1.</summary>
    /// <param name="deviation">Standard deviation of the noise.</param>
    /// <param name="random">Where the noise comes from.</param>
    /// <returns>A new movie.</returns>
    public Movie WithNoise(double deviation, Random.RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        return this with { Values = Array.ConvertAll(Values, value => Math.Clamp(value + (float)(deviation * random.NextGaussian()), -1, 1)) };
    }
}
