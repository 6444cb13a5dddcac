using System.Globalization;

namespace Glia.Lab.Statistics;

/// <summary>Writes estimates and numbers for readers: as many digits as the interval supports, always with a point.</summary>
/// <remarks>Two digits of the interval's width are shown: 0.8614 [0.8553, 0.8682] becomes <c>0.861 [0.855, 0.868]</c>. Numbers from
/// a million upwards and below a ten-thousandth are written like <c>1.2e-12</c>.</remarks>
public static class EstimateFormat
{
    private const double LargestPlain = 1e6;
    private const double SmallestPlain = 1e-4;
    private const int DefaultDigits = 4;
    private const int ExactDigits = 6;
    private const int MostDigits = 12;

    /// <summary>Mean, interval and number of values: <c>0.861 [0.855, 0.868], n = 4</c>; <c>0.861, n = 1</c>; <c>0.861 (exact)</c>.</summary>
    public static string Text(Estimate estimate) => Compose(estimate, 1, "");

    /// <summary>The same in per cent of a fraction: <c>86.1% [85.5%, 86.8%], n = 4</c>.</summary>
    public static string Percent(Estimate estimate) => Compose(estimate, 100, "%");

    /// <summary>Mean and interval without the number of values: <c>0.861 [0.855, 0.868]</c>.</summary>
    public static string Brief(Estimate estimate) => Numbers(estimate, 1, "");

    /// <summary>The same of an estimate that may not be there: <c>not measured</c> where it is null.</summary>
    public static string Brief(Estimate? estimate) => estimate is { } known ? Brief(known) : "not measured";

    /// <summary>One number with that many significant digits at most, without trailing zeros: <c>0.861</c>, <c>1.2e-12</c>, <c>NaN</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 1 and 15 digits.</exception>
    public static string Number(double value, int digits = DefaultDigits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 15);
        if (value == 0 || !double.IsFinite(value))
        {
            return value == 0 ? "0" : value.ToString(CultureInfo.InvariantCulture);
        }

        if (IsScientific(Math.Abs(value)))
        {
            return value.ToString("0." + new string('#', digits - 1) + "e-0", CultureInfo.InvariantCulture);
        }

        // Rounding first: 9.9996 to four digits is 10, whose exponent is one more.
        var rounded = double.Parse(value.ToString("E" + (digits - 1), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var decimals = Math.Max(0, digits - 1 - Exponent(rounded));
        return rounded.ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
    }

    /// <summary>A p-value: <c>p = 0.013</c>, or <c>p &lt; 0.0001</c> where it is smaller.</summary>
    public static string PValue(double p) => double.IsNaN(p) ? "p = NaN" : p < SmallestPlain ? "p < 0.0001" : "p = " + Number(p, 2);

    private static string Compose(Estimate estimate, double factor, string unit)
    {
        var numbers = Numbers(estimate, factor, unit);
        return estimate.IsExact ? numbers + " (exact)" : string.Create(CultureInfo.InvariantCulture, $"{numbers}, n = {estimate.Count}");
    }

    private static string Numbers(Estimate estimate, double factor, string unit)
    {
        var mean = estimate.Mean * factor;
        if (estimate.IsExact)
        {
            return Number(mean, ExactDigits) + unit;
        }

        if (!estimate.HasInterval)
        {
            return Number(mean) + unit;
        }

        var (lower, upper) = (estimate.Lower * factor, estimate.Upper * factor);
        var largest = Math.Max(Math.Abs(mean), Math.Max(Math.Abs(lower), Math.Abs(upper)));
        if (largest == 0 || !double.IsFinite(largest))
        {
            return $"{Number(mean)}{unit} [{Number(lower)}{unit}, {Number(upper)}{unit}]";
        }

        // The last digit shown is the second of the width; a width of rounding noise would show digits that mean nothing.
        var finest = Exponent(largest) - MostDigits + 1;
        var width = upper - lower;
        var last = width == 0 ? Exponent(largest) - DefaultDigits + 1 : Math.Max(Exponent(width) - 1, finest);
        string Write(double value) => (IsScientific(largest) ? Scientific(value, last) : Plain(value, last)) + unit;
        return $"{Write(mean)} [{Write(lower)}, {Write(upper)}]";
    }

    private static string Plain(double value, int last)
    {
        var decimals = Math.Clamp(-last, 0, 15);
        var text = value.ToString("F" + decimals, CultureInfo.InvariantCulture);
        return text.StartsWith('-') && text.AsSpan(1).IndexOfAnyExcept('0', '.') < 0 ? text[1..] : text;
    }

    private static string Scientific(double value, int last)
    {
        if (value == 0)
        {
            return "0";
        }

        var digits = Math.Clamp(Exponent(value) - last, 0, MostDigits);
        return value.ToString("0." + new string('0', digits) + "e-0", CultureInfo.InvariantCulture);
    }

    private static bool IsScientific(double magnitude) => magnitude is >= LargestPlain or < SmallestPlain;

    private static int Exponent(double value) => (int)Math.Floor(Math.Log10(Math.Abs(value)));
}
