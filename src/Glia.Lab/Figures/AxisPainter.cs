using ScottPlot;

namespace Glia.Lab.Figures;

/// <summary>Gives an axis its range and ticks; a logarithmic axis is drawn in decades.</summary>
internal static class AxisPainter
{
    /// <summary>Where a value lies on the axis: itself or its logarithm; NaN where it cannot be drawn.</summary>
    public static double Place(Axis axis, double value) =>
        axis.Scale == AxisScale.Linear ? (double.IsFinite(value) ? value : double.NaN) : value > 0 && double.IsFinite(value) ? Math.Log10(value) : double.NaN;

    /// <summary>The range that shows all values with some air, in the places of <see cref="Place"/>.</summary>
    public static (double Low, double High) Range(Axis axis, IEnumerable<double> values, double air = 0.05)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values.Select(value => Place(axis, value)).Where(double.IsFinite))
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (low > high)
        {
            (low, high) = axis.Scale == AxisScale.Linear ? (0, 1) : (-1, 1);
        }

        // A constant series gets a range in which its value can be told, not one of rounding noise.
        var half = high - low <= 1e-9 * Math.Max(Math.Abs(low), Math.Abs(high)) ? (low == 0 || axis.Scale == AxisScale.Log10 ? 1 : Math.Abs(low) * 0.1) : 0;
        var margin = half > 0 ? half : (high - low) * air;
        low = axis.Minimum is { } minimum ? Place(axis, minimum) : low - margin;
        high = axis.Maximum is { } maximum ? Place(axis, maximum) : high + margin;
        return low < high ? (low, high) : (Math.Min(low, high), Math.Max(low, high) + 1);
    }

    /// <summary>Ticks of an axis that stands upright in a figure of that height.</summary>
    public static ITickGenerator Upright(Axis axis, double low, double high, int height) =>
        AxisTicks.Over(axis, low, high, AxisTicks.Upright(height - 90));

    /// <summary>Ticks of an axis that lies in a figure of that width; names and legend take their share.</summary>
    public static ITickGenerator Lying(Axis axis, double low, double high, int width) =>
        AxisTicks.Over(axis, low, high, AxisTicks.Lying(axis, low, high, width * 0.66));

    /// <summary>Sets range and ticks of both axes of a figure of that size.</summary>
    public static void Apply(Plot plot, Figure figure, (double Low, double High) x, (double Low, double High) y, int width, int height)
    {
        plot.Axes.SetLimits(x.Low, x.High, y.Low, y.High);
        plot.Axes.Bottom.TickGenerator = Lying(figure.XAxis, x.Low, x.High, width);
        plot.Axes.Left.TickGenerator = Upright(figure.YAxis, y.Low, y.High, height);
    }
}
