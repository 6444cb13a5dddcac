using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Glia.Lab.Figures;

/// <summary>Labels and scales axes; a logarithmic axis is drawn over the exponents.</summary>
internal static class AxisPainter
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>Where a value lies on the axis: not a number where it cannot be shown.</summary>
    public static double Position(Axis axis, double value) => axis.Scale == AxisScale.Linear ? value : value > 0 ? Math.Log10(value) : double.NaN;

    public static void Label(IAxis drawn, Axis axis)
    {
        drawn.Label.Text = axis.Label;
        drawn.Label.FontSize = 14;
        drawn.Label.Bold = false;
        drawn.TickLabelStyle.FontSize = 12;
        if (axis.Scale == AxisScale.Log10)
        {
            drawn.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true, LabelFormatter = PowerOfTen, MinorTickGenerator = new LogMinorTickGenerator() };
        }
    }

    public static void Limit(Plot plot, Axis x, Axis y)
    {
        plot.Axes.AutoScale();
        var limits = plot.Axes.GetLimits();
        plot.Axes.SetLimits(
            x.Lowest is { } left ? Position(x, left) : limits.Left, x.Highest is { } right ? Position(x, right) : limits.Right,
            y.Lowest is { } bottom ? Position(y, bottom) : limits.Bottom, y.Highest is { } top ? Position(y, top) : limits.Top);
    }

    private static string PowerOfTen(double exponent)
    {
        var digits = Math.Abs(exponent).ToString("0", CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']);
        return "10" + (exponent < 0 ? "⁻" : "") + string.Concat(digits);
    }
}
