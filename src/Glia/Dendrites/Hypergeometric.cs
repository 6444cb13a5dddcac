namespace Glia.Dendrites;

/// <summary>The hypergeometric distribution: how many of a few draws, without putting back, hit a marked part of a population.</summary>
/// <remarks>
/// <para>P(b) = C(draws, b) · [successes]_b · [population − successes]_(draws − b) / [population]_draws with falling factorials: a product
/// of as many ratios as there are draws, so that its relative error is about one unit in the last place a draw. Differences of
/// logarithms of factorials would lose five digits at a population of 20,000.</para>
/// <para>Tails begin at their largest term and go both ways by the ratios of neighbours: only positive numbers are added, none lost,
/// and no tail is ever one minus the other.</para>
/// </remarks>
public static class Hypergeometric
{
    // Beyond this, further terms no longer change a sum that began at its largest.
    private const double Negligible = 1e-19;

    /// <summary>The probability of exactly <paramref name="hits"/> hits; 0 where that many are impossible.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or larger than the population.</exception>
    public static double Probability(int population, int successes, int draws, int hits)
    {
        CheckPopulation(population, successes, draws);
        return hits >= Lowest(population, successes, draws) && hits <= Math.Min(draws, successes) ? Term(population, successes, draws, hits).Value : 0;
    }

    /// <summary>Writes the probabilities of 0, 1, … hits.</summary>
    /// <param name="population">Size of the population.</param>
    /// <param name="successes">Marked members.</param>
    /// <param name="draws">Draws.</param>
    /// <param name="probabilities">draws + 1 numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or larger than the population.</exception>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public static void Probabilities(int population, int successes, int draws, Span<double> probabilities)
    {
        CheckPopulation(population, successes, draws);
        if (probabilities.Length != draws + 1)
        {
            throw new ArgumentException($"There must be room for {draws + 1} probabilities; there is for {probabilities.Length}.", nameof(probabilities));
        }

        probabilities.Clear();
        var (lowest, highest) = (Lowest(population, successes, draws), Math.Min(draws, successes));
        var mode = Mode(population, successes, draws, lowest, highest);
        probabilities[mode] = Term(population, successes, draws, mode).Value;
        for (var b = mode; b < highest; b++)
        {
            probabilities[b + 1] = probabilities[b] * Ratio(population, successes, draws, b);
        }

        for (var b = mode; b > lowest; b--)
        {
            probabilities[b - 1] = probabilities[b] / Ratio(population, successes, draws, b - 1);
        }
    }

    /// <summary>The probability of at least so many hits.</summary>
    /// <param name="population">Size of the population.</param>
    /// <param name="successes">Marked members.</param>
    /// <param name="draws">Draws.</param>
    /// <param name="hits">At least so many hits.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or larger than the population.</exception>
    public static double UpperTail(int population, int successes, int draws, int hits) =>
        Tail(population, successes, draws, hits, out var first, out var sum) ?? Math.Min(1, first.Value * sum);

    /// <summary>The natural logarithm of the probability of at least so many hits; negative infinity where it is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or larger than the population.</exception>
    public static double LogUpperTail(int population, int successes, int draws, int hits) =>
        Tail(population, successes, draws, hits, out var first, out var sum) is { } certain ? Math.Log(certain) : Math.Min(0, first.Log + Math.Log(sum));

    // P(hits) for a marked part whose size need not be whole, while nothing is negative.
    internal static ScaledProduct Term(double population, double successes, int draws, int hits)
    {
        var product = new ScaledProduct();
        for (var i = 0; i < hits; i++)
        {
            product.Multiply((draws - i) * (successes - i) / ((i + 1.0) * (population - i)));
        }

        for (var i = 0; i < draws - hits; i++)
        {
            product.Multiply((population - successes - i) / (population - hits - i));
        }

        return product;
    }

    // Either the tail itself where it is 0 or 1, or its largest term and the sum of all in units of that.
    private static double? Tail(int population, int successes, int draws, int hits, out ScaledProduct first, out double sum)
    {
        CheckPopulation(population, successes, draws);
        if (draws > successes)
        {
            // The roles of marked members and draws can be swapped; fewer draws are fewer factors.
            (draws, successes) = (successes, draws);
        }

        first = new ScaledProduct();
        sum = 1;
        var (lowest, highest) = (Lowest(population, successes, draws), draws);
        if (hits <= lowest || hits > highest)
        {
            return hits <= lowest ? 1 : 0;
        }

        var start = Mode(population, successes, draws, hits, highest);
        first = Term(population, successes, draws, start);
        var term = 1.0;
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

        return null;
    }

    // P(b + 1) / P(b).
    private static double Ratio(int population, int successes, int draws, int b) =>
        (double)(draws - b) * (successes - b) / ((b + 1.0) * ((double)population - successes - draws + b + 1));

    private static int Mode(int population, int successes, int draws, int lowest, int highest) =>
        Math.Clamp((int)((draws + 1.0) * (successes + 1.0) / (population + 2.0)), lowest, highest);

    private static int Lowest(int population, int successes, int draws) => (int)Math.Max(0L, (long)draws + successes - population);

    private static void CheckPopulation(int population, int successes, int draws)
    {
        Bounds.CheckNotBelow(population, 0);
        Bounds.Check(successes, 0, population, "the population");
        Bounds.Check(draws, 0, population, "the population");
    }
}
