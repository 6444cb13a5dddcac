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
