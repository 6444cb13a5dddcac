namespace Glia.Continual;

/// <summary>The exponent of a power law P(L) ∝ L^(−α) over whole gaps L ≥ 1, by maximum likelihood.</summary>
/// <remarks>
/// <para>The likelihood's derivative is E_α[ln L] − mean ln L, which falls as α grows; its root is found by bisection. The standard error is
/// 1/√(n·Var_α[ln L]).</para>
/// <para>Source: the discrete estimator of Clauset, Shalizi, Newman 2009, with an upper end where gaps have one.</para>
/// </remarks>
/// <param name="Exponent">α.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Count">Number of gaps.</param>
public readonly record struct PowerLawFit(double Exponent, double StandardError, int Count)
{
    private const double LargestExponent = 50;
    private const double Precision = 1e-10;

    /// <summary>Fits gaps.</summary>
    /// <param name="gaps">Whole gaps, each at least 1.</param>
    /// <param name="longest">The longest gap that could have been; null where there was no end, which needs α &gt; 1.</param>
    /// <exception cref="ArgumentException">There is no gap, a gap lies outside 1 … longest, or all gaps are 1.</exception>
    public static PowerLawFit FromGaps(ReadOnlySpan<int> gaps, int? longest = null)
    {
        var sum = 0.0;
        foreach (var gap in gaps)
        {
            if (gap < 1 || gap > (longest ?? int.MaxValue))
            {
                throw new ArgumentException($"A gap must be from 1 to {longest?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any number"}; got {gap}.", nameof(gaps));
            }

            sum += Math.Log(gap);
        }

        return Fit([new PowerLawMoments(longest, gaps.Length)], sum);
    }

    /// <summary>Fits the lags of a plan, each against the lags that its phase allowed.</summary>
    /// <exception cref="ArgumentException">The plan rehearses nothing, or always the most recent task.</exception>
    public static PowerLawFit FromPlan(RehearsalPlan plan)
    {
        var groups = plan.Phases.Where(phase => phase.Rehearsed.Count > 0 && phase.Phase > 1).ToList();
        return Fit(
            [.. groups.Select(phase => new PowerLawMoments(phase.Phase, phase.Rehearsed.Count))],
            groups.Sum(phase => phase.Rehearsed.Sum(task => Math.Log(phase.Phase - task))));
    }

    /// <summary>Fits the gaps between uses of the same item in a log of uses, each against the longest gap that the log allowed there.</summary>
    /// <param name="items">What was used, in order of time.</param>
    /// <exception cref="ArgumentException">Nothing was used twice, or everything at once again.</exception>
    public static PowerLawFit FromLog(IReadOnlyList<int> items)
    {
        var last = new Dictionary<int, int>();
        var sum = 0.0;
        var ends = new Dictionary<int, int>();
        for (var now = 0; now < items.Count; now++)
        {
            if (last.TryGetValue(items[now], out var before) && now > 1)
            {
                sum += Math.Log(now - before);
                ends[now] = ends.GetValueOrDefault(now) + 1;
            }

            last[items[now]] = now;
        }

        return Fit([.. ends.Select(end => new PowerLawMoments(end.Key, end.Value))], sum);
    }

    private static PowerLawFit Fit(PowerLawMoments[] groups, double sumOfLogarithms)
    {
        var count = groups.Sum(group => group.Count);
        if (count == 0 || sumOfLogarithms <= 0)
        {
            throw new ArgumentException(count == 0 ? "A power law needs gaps to be fitted to; there are none." : "All gaps are 1: any large exponent would fit.");
        }

        var (low, high) = (groups.Any(group => group.Longest is null) ? 1 + 1e-6 : -LargestExponent, LargestExponent);
        while (high - low > Precision)
        {
            var middle = (low + high) / 2;
            var expected = groups.Sum(group => group.Count * group.At(middle).Mean);
            (low, high) = expected > sumOfLogarithms ? (middle, high) : (low, middle);
        }

        var exponent = (low + high) / 2;
        return new PowerLawFit(exponent, 1 / Math.Sqrt(groups.Sum(group => group.Count * group.At(exponent).Variance)), count);
    }
}
