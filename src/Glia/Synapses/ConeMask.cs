namespace Glia.Synapses;

/// <summary>How large a weight may be by its delay and its place: narrow for the present, wide for the past, as what moves may have come from farther away the longer ago it was.</summary>
/// <remarks>
/// <para>With s from 0 (longest delay) to 1 (delay 0) and r the distance from the centre, where the next place outside the receptive field has 1 along an axis:
/// M = ((1 + cos πr)/2)^(1/4) · exp(−r²/(2 (2.5 (1 − s) + 0.05)²)), 0 from r = 1 on. Grimaldi and Perrinet, 2023, as their notebook has it.</para>
/// <para>Bounds below 2⁻⁴⁰ are 0: such a weight would be lost in the rounding of any sum.</para>
/// </remarks>
public static class ConeMask
{
    private const double Smallest = 1.0 / (1L << 40);

    /// <summary>The bounds of a kernel's weights, of all classes and channels alike: [delay, row, column]. A single delay counts as the present.</summary>
    public static float[,,] Of(int delays, int height, int width) =>
        Of(delays, height, width, delay => delays == 1 ? 1 : 1 - (delay / (delays - 1.0)));

    /// <summary>The bounds with the widest cone at every delay: a window in space alone.</summary>
    public static float[,,] Window(int delays, int height, int width) => Of(delays, height, width, _ => 0);

    /// <summary>Bounds of the same size for each class and channel, as a kernel.</summary>
    /// <param name="mask">[delay, row, column].</param>
    /// <param name="classes">Classes of the kernel.</param>
    /// <param name="channels">Channels of the kernel.</param>
    public static SpatioTemporalKernel Bounds(float[,,] mask, int classes, int channels)
    {
        var bounds = new SpatioTemporalKernel(classes, channels, mask.GetLength(0), mask.GetLength(1), mask.GetLength(2));
        bounds.Map((_, _, delay, dy, dx, _) => mask[delay, dy, dx]);
        return bounds;
    }

    private static float[,,] Of(int delays, int height, int width, Func<int, double> present)
    {
        var mask = new float[delays, height, width];
        for (var delay = 0; delay < delays; delay++)
        {
            var spread = (2.5 * (1 - present(delay))) + 0.05;
            for (var dy = 0; dy < height; dy++)
            {
                for (var dx = 0; dx < width; dx++)
                {
                    var r = double.Hypot(Coordinate(dy, height), Coordinate(dx, width));
                    var bound = r >= 1 ? 0 : Math.Pow((1 + Math.Cos(Math.PI * r)) / 2, 0.25) * Math.Exp(-r * r / (2 * spread * spread));
                    mask[delay, dy, dx] = bound < Smallest ? 0 : (float)bound;
                }
            }
        }

        return mask;
    }

    private static double Coordinate(int index, int length) => (2.0 * (index + 1) / (length + 1)) - 1;
}
