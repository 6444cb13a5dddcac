using System.Globalization;

namespace Glia.Testing;

/// <summary>How far a computed number may be from a golden one.</summary>
/// <param name="Relative">Relative to the golden number; null for half of its last printed digit, and 10⁻¹² at least.</param>
internal sealed record GoldenTolerance(double? Relative)
{
    private const double Tightest = 1e-12;

    /// <summary>Reads <c>relative 1e-9</c> or <c>printed digits</c>.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static GoldenTolerance Parse(string text, string file) => text.StartsWith("printed digits", StringComparison.Ordinal) ? new GoldenTolerance((double?)null)
        : text.StartsWith("relative ", StringComparison.Ordinal) && double.TryParse(text["relative ".Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out var relative) && relative >= 0
            ? new GoldenTolerance(relative)
            : throw new FormatException($"{file}: the tolerance must be 'relative <number>' or 'printed digits'; got '{text}'.");

    /// <summary>The largest relative difference for a number as it is printed.</summary>
    public double For(string printed)
    {
        if (Relative is { } relative)
        {
            return relative;
        }

        var digits = printed.ToLowerInvariant().Split('e')[0].Replace(".", "", StringComparison.Ordinal).TrimStart('-', '0');
        return Math.Max(Tightest, digits.Length == 0 ? 0 : 0.5 / double.Parse(digits, CultureInfo.InvariantCulture));
    }
}
