using Glia.Lab.Trials;
using Glia.Synapses;
using Glia.Vision;
using MathNet.Numerics.Statistics;

namespace Glia.Studies.MotionDelays;

/// <summary>The form of learned kernels: do they follow their motion, and are ON and OFF opposite?</summary>
internal static class KernelForm
{
    private const double LargestAngle = 25;

    public static void Into(SpatioTemporalKernel kernel, MotionClasses classes, Dictionary<string, double> metrics, Dictionary<string, NumericArray> arrays)
    {
        var angles = Enumerable.Range(0, classes.Count).Select(c => Angle(kernel, c, classes.Velocity(c))).ToArray();
        metrics["classes along their motion"] = angles.Average(angle => angle <= LargestAngle ? 1.0 : 0);
        metrics["median angle"] = angles.Median();
        arrays["angles"] = NumericArray.Of(angles);
        metrics["classes whose pattern drifts along"] = Enumerable.Range(0, classes.Count).Average(c => Drift(kernel, c, classes.Speed(c), classes.Direction(c)) <= LargestAngle ? 1.0 : 0);

        // The centre of delay 0 is opposite from the start and stays out.
        var (on, off) = (new List<double>(), new List<double>());
        kernel.Map((c, channel, delay, dy, dx, weight) =>
        {
            if (channel == 1 && !(delay == 0 && dy == kernel.Height / 2 && dx == kernel.Width / 2))
            {
                on.Add(weight);
                off.Add(kernel[c, 0, delay, dy, dx]);
            }

            return weight;
        });
        metrics["correlation of ON and OFF"] = Correlation.Pearson(on, off);
        arrays["film"] = Strip(kernel, classes);
    }

    /// <summary>The angle in degrees between minus the velocity of a motion and how the centroid of its positive ON weights wanders with the delay.</summary>
    internal static double Angle(SpatioTemporalKernel kernel, int c, (double X, double Y) velocity)
    {
        var points = Enumerable.Range(0, kernel.Delays).Select(delay => Centroid(kernel, c, delay)).OfType<(double Delay, double X, double Y)>().ToList();
        if (points.Count < 2)
        {
            return 180;
        }

        var mean = points.Average(point => point.Delay);
        double Slope(Func<(double Delay, double X, double Y), double> place) => points.Sum(point => (point.Delay - mean) * place(point)) / points.Sum(point => (point.Delay - mean) * (point.Delay - mean));
        var (x, y) = (Slope(point => point.X), Slope(point => point.Y));
        var angle = Math.Atan2(y, x) - Math.Atan2(-velocity.Y, -velocity.X);
        return Math.Abs(Math.IEEERemainder(angle, 2 * Math.PI)) * 180 / Math.PI;
    }

    /// <summary>The angle in degrees between a motion and the direction in which, at its speed, the pattern of ON weights drifts best from delay to delay.</summary>
    /// <remarks>Reported beside the centroid, which says little where kernels are waves: the direction with the highest correlation of the weights at one delay
    /// with those at the delay before, a step of the motion away.</remarks>
    internal static double Drift(SpatioTemporalKernel kernel, int c, double speed, double direction)
    {
        var best = Enumerable.Range(0, 72).Select(i => i * Math.PI / 36).MaxBy(angle => Correlated(kernel, c, speed * Math.Cos(angle), speed * Math.Sin(angle)));
        return Math.Abs(Math.IEEERemainder(best - direction, 2 * Math.PI)) * 180 / Math.PI;
    }

    private static double Correlated(SpatioTemporalKernel kernel, int c, double vx, double vy)
    {
        var (product, left, right) = (0.0, 1e-30, 1e-30);
        for (var delay = 1; delay + 1 < kernel.Delays; delay++)
        {
            for (var y = 0; y < kernel.Height; y++)
            {
                for (var x = 0; x < kernel.Width; x++)
                {
                    if (Interpolated(kernel, c, delay, y + vy, x + vx) is { } before)
                    {
                        var after = kernel[c, 1, delay + 1, y, x];
                        (product, left, right) = (product + (before * after), left + (before * before), right + (after * after));
                    }
                }
            }
        }

        return product / Math.Sqrt(left * right);
    }

    private static double? Interpolated(SpatioTemporalKernel kernel, int c, int delay, double y, double x)
    {
        var (top, left) = ((int)Math.Floor(y), (int)Math.Floor(x));
        if (top < 0 || left < 0 || top + 1 >= kernel.Height || left + 1 >= kernel.Width)
        {
            return null;
        }

        var (dy, dx) = (y - top, x - left);
        return ((1 - dy) * (((1 - dx) * kernel[c, 1, delay, top, left]) + (dx * kernel[c, 1, delay, top, left + 1])))
            + (dy * (((1 - dx) * kernel[c, 1, delay, top + 1, left]) + (dx * kernel[c, 1, delay, top + 1, left + 1])));
    }

    private static (double Delay, double X, double Y)? Centroid(SpatioTemporalKernel kernel, int c, int delay)
    {
        var (sum, x, y) = (0.0, 0.0, 0.0);
        for (var dy = 0; dy < kernel.Height; dy++)
        {
            for (var dx = 0; dx < kernel.Width; dx++)
            {
                var weight = Math.Max(0, kernel[c, 1, delay, dy, dx]);
                (sum, x, y) = (sum + weight, x + (weight * (dx - (kernel.Width / 2))), y + (weight * (dy - (kernel.Height / 2))));
            }
        }

        return sum > 0 ? (delay, x / sum, y / sum) : null;
    }

    // Some motions in rows, their ON weights by delay in columns: [motion, delay, row, column].
    private static NumericArray Strip(SpatioTemporalKernel kernel, MotionClasses classes)
    {
        int[] shown = [.. Enumerable.Range(0, 4).Select(i => i * classes.Directions / 4).Distinct()];
        var values = shown.SelectMany(c => Enumerable.Range(0, kernel.Delays).SelectMany(delay => Enumerable.Range(0, kernel.Height * kernel.Width).Select(i => (double)kernel[c, 1, delay, i / kernel.Width, i % kernel.Width])));
        return new NumericArray([shown.Length, kernel.Delays, kernel.Height, kernel.Width], [.. values]);
    }
}
