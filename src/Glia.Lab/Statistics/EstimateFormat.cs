using System.Globalization;

namespace Glia.Lab.Statistics;

/// <summary>Writes estimates: as many digits as the interval supports, and always how many values they are over.</summary>
public static class EstimateFormat
{
    private const int DigitsOfExact = 6;
    private const double SmallestPlain = 1e-3;
    private const double LargestPlain = 1e6;

    /// <summary>The estimate as <c>0.861 [0.855, 0.868], n = 4</c>; an exact number without interval and count.</summary>
    public static string Format(Estimate estimate)
    {
        if (estimate.IsExact)
        {
            return Significant(estimate.Mean, DigitsOfExact) + " (exact)";
        }

        var decimals = Decimals(estimate);
        var count = string.Create(CultureInfo.InvariantCulture, $", n = {estimate.Count}");
        return !estimate.HasInterval ? Number(estimate.Mean, decimals) + count
            : $"{Number(estimate.Mean, decimals)} [{Number(estimate.Lower, decimals)}, {Number(estimate.Upper, decimals)}]{count}";
    }

    // The interval's half width with two digits decides how many decimals all three numbers get; null asks for powers of ten.
    private static int? Decimals(Estimate estimate)
    {
        var size = Math.Max(Math.Abs(estimate.Mean), estimate.HasInterval ? Math.Max(Math.Abs(estimate.Lower), Math.Abs(estimate.Upper)) : 0);
        if (size != 0 && size is < SmallestPlain or > LargestPlain)
        {
            return null;
        }

        var half = estimate.HasInterval ? (estimate.Upper - estimate.Lower) / 2 : 0;
        return half > 0 ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(half)), 0, 4)
            : size == 0 ? 0
            : Math.Clamp(3 - (int)Math.Floor(Math.Log10(size)), 0, 4);
    }

    private static string Number(double value, int? decimals) => decimals is { } places
        ? Minus(value.ToString("F" + places.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))
        : Significant(value, 4);

    private static string Significant(double value, int digits) =>
        Minus(value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace("E-0", "E-", StringComparison.Ordinal).Replace("E+0", "E+", StringComparison.Ordinal));

    private static string Minus(string number) => number.Replace('-', '−').Replace("E−", "e-", StringComparison.Ordinal).Replace("E+", "e", StringComparison.Ordinal);
}
