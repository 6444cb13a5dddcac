using Glia.Lab.Statistics;
using ScottPlot;
using ScottPlot.TickGenerators;

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

    /// <summary>Ticks for an axis that is drawn over that range.</summary>
    public static ITickGenerator Ticks(Axis axis, double low, double high)
    {
        if (axis.Scale == AxisScale.Linear)
        {
            var noise = (high - low) * 1e-9;
            return new NumericAutomatic { TickDensity = 0.6, LabelFormatter = value => EstimateFormat.Number(Math.Abs(value) < noise ? 0 : value, 8) };
        }

        var ticks = new NumericManual();
        var decades = high - low;
        var step = Math.Max(1, (int)Math.Ceiling(decades / 8));
        for (var decade = (int)Math.Floor(low); decade <= (int)Math.Ceiling(high); decade++)
        {
            for (var digit = 1; digit < 10; digit++)
            {
                var place = decade + Math.Log10(digit);
                if (place < low - 1e-9 || place > high + 1e-9)
                {
                    continue;
                }

                var isMajor = digit == 1 ? decade % step == 0 : decades < 1.5 && (digit is 2 or 5 || decades < 0.4);
                if (isMajor)
                {
                    ticks.AddMajor(place, EstimateFormat.Number(digit * Math.Pow(10, decade), 8));
                }
                else if (decades <= 5)
                {
                    ticks.AddMinor(place);
                }
            }
        }

        return ticks;
    }

    /// <summary>Sets range and ticks of both axes.</summary>
    public static void Apply(Plot plot, Figure figure, (double Low, double High) x, (double Low, double High) y)
    {
        plot.Axes.SetLimits(x.Low, x.High, y.Low, y.High);
        plot.Axes.Bottom.TickGenerator = Ticks(figure.XAxis, x.Low, x.High);
        plot.Axes.Left.TickGenerator = Ticks(figure.YAxis, y.Low, y.High);
    }
}
