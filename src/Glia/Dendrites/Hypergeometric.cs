namespace Glia.Dendrites;

/// <summary>The hypergeometric distribution: how many of a few draws, without putting back, hit a marked part of a population.</summary>
/// <remarks>
/// P(b) = C(draws, b) · [successes]_b · [population − successes]_(draws − b) / [population]_draws with falling factorials: a product
/// of as many ratios as there are draws, so that its relative error is a few units in the last place a draw. Logarithms of
/// factorials would lose five digits at a population of 20,000.
/// </remarks>
public static class Hypergeometric
{
    // Beyond this, further terms of the tail no longer change the sum.
    private const double Negligible = 1e-18;

    /// <summary>The probability of exactly <paramref name="hits"/> hits; 0 where that many are impossible.</summary>
    public static double Probability(int population, int successes, int draws, int hits) =>
        IsPossible(population, successes, draws, hits) ? Term(population, successes, draws, hits).Value : 0;

    /// <summary>The probability of at least so many hits.</summary>
    /// <param name="population">Size of the population.</param>
    /// <param name="successes">Marked members.</param>
    /// <param name="draws">Draws.</param>
    /// <param name="hits">At least so many hits.</param>
    public static double UpperTail(int population, int successes, int draws, int hits) =>
        Math.Min(1, Math.Exp(LogUpperTail(population, successes, draws, hits)));

    /// <summary>The natural logarithm of the probability of at least so many hits; negative infinity where it is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or larger than the population.</exception>
    public static double LogUpperTail(int population, int successes, int draws, int hits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfNegative(draws);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, population);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(draws, population);

        // The roles of marked members and draws can be swapped; fewer draws are fewer factors.
        return draws <= successes ? LogTail(population, successes, draws, hits) : LogTail(population, draws, successes, hits);
    }

    private static double LogTail(int population, int successes, int draws, int hits)
    {
        var lowest = Math.Max(0, draws + successes - population);
        var highest = Math.Min(draws, successes);
        if (hits <= lowest)
        {
            return 0;
        }

        if (hits > highest)
        {
            return double.NegativeInfinity;
        }

        // The sum begins at its largest term and goes both ways by ratios of neighbours: only positive numbers, none lost.
        var mode = (int)((draws + 1.0) * (successes + 1.0) / (population + 2.0));
        var start = Math.Clamp(mode, hits, highest);
        double sum = 1, term = 1;
        for (var b = start; b < highest && term > Negligible; b++)
        {
            term *= Ratio(population, successes, draws, b);
            sum += term;
        }

        term = 1;
        for (var b = start - 1; b >= hits && term > Negligible; b--)
        {
            term /= Ratio(population, successes, draws, b);
            sum += term;
        }

        return Term(population, successes, draws, start).Log + Math.Log(sum);
    }

    // P(b + 1) / P(b).
    private static double Ratio(int population, int successes, int draws, int b) =>
        (double)(draws - b) * (successes - b) / ((b + 1.0) * (population - successes - draws + b + 1.0));

    internal static ScaledProduct Term(double population, double successes, int draws, int hits)
    {
        var product = new ScaledProduct();
        for (var i = 0; i < hits; i++)
        {
            product.Multiply((draws - i) / (i + 1.0) * ((successes - i) / (population - i)));
        }

        for (var i = 0; i < draws - hits; i++)
        {
            product.Multiply((population - successes - i) / (population - hits - i));
        }

        return product;
    }

    private static bool IsPossible(int population, int successes, int draws, int hits) =>
        hits >= Math.Max(0, draws + successes - population) && hits <= Math.Min(draws, successes);
}
