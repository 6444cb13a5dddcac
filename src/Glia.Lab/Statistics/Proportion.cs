using System.Globalization;
using MathNet.Numerics.Distributions;

namespace Glia.Lab.Statistics;

/// <summary>Estimates of a share from a count of successes.</summary>
public static class Proportion
{
    /// <summary>The share of successes with Wilson's score interval, which stays in [0, 1] and has a width at 0 and n successes too.</summary>
    /// <param name="successes">How many successes, 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How many trials, at least 1.</param>
    /// <param name="confidence">The confidence level, 0.95 by default.</param>
    /// <returns>The share, its interval, and the number of trials as count.</returns>
    /// <remarks>Source: Wilson, Journal of the American Statistical Association 22 (1927); without continuity correction.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">No trials, or successes outside 0 to trials.</exception>
    public static Estimate Wilson(int successes, int trials, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        if (successes < 0 || successes > trials)
        {
            throw new ArgumentOutOfRangeException(nameof(successes), successes, string.Create(CultureInfo.InvariantCulture,
                $"The successes must be from 0 to the number of trials ({trials})."));
        }

        Sample.RequireConfidence(confidence);
        double n = trials;
        var share = successes / n;
        var z = Normal.InvCDF(0, 1, 0.5 + (confidence / 2));
        var shrink = 1 + (z * z / n);
        var centre = (share + (z * z / (2 * n))) / shrink;
        var half = z / shrink * Math.Sqrt((share * (1 - share) / n) + (z * z / (4 * n * n)));
        var lower = successes == 0 ? 0 : Math.Max(0, centre - half);
        var upper = successes == trials ? 1 : Math.Min(1, centre + half);
        return new Estimate(share, lower, upper, trials);
    }
}
