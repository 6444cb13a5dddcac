using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Glia.Lab.Figures;

/// <summary>Places ticks at round numbers, as many as there is room for, all written with the same number of decimals.</summary>
internal static class AxisTicks
{
    private const double LargestPlain = 1e7;
    private const double SmallestPlain = 1e-5;
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>Ticks of an axis over that range (logarithms on a logarithmic axis) with room for that many labels.</summary>
    public static ITickGenerator Over(Axis axis, double low, double high, double room) =>
        axis.Scale == AxisScale.Linear ? Linear(low, high, room) : Decades(low, high, room);

    /// <summary>How many labels fit on that many pixels below each other.</summary>
    public static double Upright(double pixels) => Math.Max(2, pixels / 36);

    /// <summary>How many labels of the axis fit on that many pixels beside each other.</summary>
    public static double Lying(Axis axis, double low, double high, double pixels)
    {
        // Finer steps have longer labels: what fits is tried from many to few.
        for (var room = Math.Min(11, pixels / 20); room > 2; room--)
        {
            var widest = Over(axis, low, high, room).Ticks.Where(tick => tick.IsMajor).Select(tick => FigureTheme.WidthOf(tick.Label, FigureTheme.SmallTextSize)).DefaultIfEmpty(0).Max();
            if ((widest + 14) * room <= pixels)
            {
                return room;
            }
        }

        return 2;
    }

    private static NumericManual Linear(double low, double high, double room)
    {
        var step = Step((high - low) / room);
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        var exponent = largest is >= LargestPlain or < SmallestPlain ? (int)Math.Floor(Math.Log10(largest)) : 0;
        var decimals = Math.Clamp((int)-Math.Floor(Math.Log10(step * 1.0001)) + exponent, 0, 12);
        var ticks = new NumericManual();

        // Steps from a whole number of steps: adding steps up would add up their rounding.
        for (var i = Math.Ceiling((low / step) - 1e-6); i * step <= high + (step * 1e-6); i++)
        {
            var label = i == 0 ? "0" : Plain(i * step / Math.Pow(10, exponent), decimals);
            ticks.AddMajor(i * step, i == 0 || exponent == 0 ? label : $"{label}·{Power(exponent)}");
        }

        return ticks;
    }

    private static double Step(double least)
    {
        var decade = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return new[] { 1, 2, 5, 10 }.Select(factor => factor * decade).First(step => step >= least * (1 - 1e-9));
    }

    private static NumericManual Decades(double low, double high, double room)
    {
        var ticks = new NumericManual();
        var span = high - low;
        var step = (int)Math.Max(1, Math.Ceiling(span / Math.Min(room, 9)));
        for (var decade = (int)Math.Floor(low); decade <= (int)Math.Ceiling(high); decade++)
        {
            for (var digit = 1; digit < 10; digit++)
            {
                var place = decade + Math.Log10(digit);
                if (place < low - 1e-9 || place > high + 1e-9)
                {
                    continue;
                }

                if (digit == 1 ? decade % step == 0 : span < 1.5 && (digit is 2 or 5 || span < 0.4))
                {
                    ticks.AddMajor(place, Label(digit, decade, low, high));
                }
                else if (span <= 5)
                {
                    ticks.AddMinor(place);
                }
            }
        }

        return ticks;
    }

    // One way of writing for a whole axis: plain numbers where all are easily read, powers of ten otherwise.
    private static string Label(int digit, int decade, double low, double high)
    {
        if (low >= -3.05 && high <= 4.05)
        {
            return Plain(digit * Math.Pow(10, decade), Math.Max(0, -decade));
        }

        return digit == 1 ? Power(decade) : $"{digit}·{Power(decade)}";
    }

    private static string Power(int exponent) => exponent switch
    {
        0 => "1",
        1 => "10",
        _ => $"10{(exponent < 0 ? "⁻" : "")}{string.Concat(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']))}",
    };

    // Thousands are parted from five digits on; a minus is a minus and no hyphen.
    private static string Plain(double value, int decimals)
    {
        var text = Math.Abs(value).ToString((Math.Abs(value) >= 10_000 ? "N" : "F") + decimals, CultureInfo.InvariantCulture);
        return value < 0 ? "−" + text : text;
    }
}
