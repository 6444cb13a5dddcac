using Glia.Reservoirs;
using Glia.Vision;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>Films a handwritten digit that moves as before N-MNIST's camera, and makes events of it.</summary>
/// <remarks>The image of 28 × 28 moves on a field of 34 × 34 along a triangle, three times 100 ms at 1 pixel in 10 ms; a pixel has an event when
/// log(0.1 + I) has changed by 0.2 since its last one. Only the middle of the field is filmed, only brighter pixels are kept.</remarks>
internal static class SaccadeDigits
{
    private const int Image = 28;
    private const int Field = 34;
    private const int SaccadeMilliseconds = 100;
    private const double PixelsPerMillisecond = 0.1;
    private const double Background = 0.1;
    private const double Contrast = 0.2;
    private static readonly EventCameraOptions Camera = new() { Selectivity = Contrast, Threshold = EventThreshold.Absolute, Residual = EventResidual.Accumulate };
    private static readonly (double Y, double X)[] Path = [.. Triangle()];

    /// <summary>Records an image.</summary>
    /// <param name="pixels">28 × 28, brightness 0 to 255.</param>
    /// <param name="side">Rows and columns of the middle part that is filmed.</param>
    /// <param name="steps">Steps of the result.</param>
    public static CompressedRows Record(ReadOnlySpan<byte> pixels, int side, int steps)
    {
        var values = new float[Path.Length * side * side];
        var corner = ((Field - side) / 2) - ((Field - Image) / 2);
        for (var frame = 0; frame < Path.Length; frame++)
        {
            Film(pixels, corner - Path[frame].Y, corner - Path[frame].X, side, values.AsSpan(frame * side * side, side * side));
        }

        return LiquidInput.FromCamera(EventCamera.Simulate(new Movie(Path.Length, side, side, values), Camera), side, steps).Rows;
    }

    // All pixels of a frame lie at the same fraction between those of the image.
    private static void Film(ReadOnlySpan<byte> pixels, double top, double left, int side, Span<float> frame)
    {
        var (wholeY, wholeX) = ((int)Math.Floor(top), (int)Math.Floor(left));
        var (down, right) = (top - wholeY, left - wholeX);
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var above = ((1 - right) * At(pixels, wholeY + y, wholeX + x)) + (right * At(pixels, wholeY + y, wholeX + x + 1));
                var below = ((1 - right) * At(pixels, wholeY + y + 1, wholeX + x)) + (right * At(pixels, wholeY + y + 1, wholeX + x + 1));
                frame[(y * side) + x] = (float)Math.Log(Background + ((((1 - down) * above) + (down * below)) / byte.MaxValue));
            }
        }
    }

    private static double At(ReadOnlySpan<byte> pixels, int y, int x) => (uint)y < Image && (uint)x < Image ? pixels[(y * Image) + x] : 0;

    // How far the image has moved at each millisecond, along an equilateral triangle around the middle.
    private static IEnumerable<(double Y, double X)> Triangle()
    {
        var radius = SaccadeMilliseconds * PixelsPerMillisecond / Math.Sqrt(3);
        (double Y, double X) Corner(int index) => (-radius * Math.Cos(2 * Math.PI * index / 3), radius * Math.Sin(2 * Math.PI * index / 3));
        for (var saccade = 0; saccade < 3; saccade++)
        {
            var (from, to) = (Corner(saccade), Corner(saccade + 1));
            for (var millisecond = 0; millisecond < SaccadeMilliseconds; millisecond++)
            {
                var part = (double)millisecond / SaccadeMilliseconds;
                yield return (from.Y + (part * (to.Y - from.Y)), from.X + (part * (to.X - from.X)));
            }
        }
    }
}
