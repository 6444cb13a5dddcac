using System.Globalization;

namespace Glia.Lab.Statistics;

/// <summary>The difference first − second of two arms that were run with the same seeds, pair by pair.</summary>
/// <param name="Estimate">Mean difference with its t interval; its count is the number of pairs.</param>
/// <param name="Seeds">The seeds that both arms have, ascending.</param>
/// <param name="Differences">First minus second for each of <paramref name="Seeds"/>.</param>
/// <param name="PValue">Two-sided p-value of the paired t test; NaN for a single pair.</param>
/// <param name="Unpaired">How many values of either arm had no partner and were left out.</param>
public sealed record PairedDifference(
    Estimate Estimate, IReadOnlyList<long> Seeds, IReadOnlyList<double> Differences, double PValue, int Unpaired)
{
    /// <summary>Pairs two arms by seed and estimates first − second.</summary>
    /// <param name="first">Values of the first arm, each seed once.</param>
    /// <param name="second">Values of the second arm, each seed once.</param>
    /// <param name="confidence">The confidence level, 0.95 by default.</param>
    /// <exception cref="ArgumentException">No seed in common, a seed twice in one arm, or a value that is not finite.</exception>
    public static PairedDifference Between(IEnumerable<SeedValue> first, IEnumerable<SeedValue> second, double confidence = 0.95)
    {
        var firstBySeed = BySeed(first, nameof(first));
        var secondBySeed = BySeed(second, nameof(second));
        var seeds = firstBySeed.Keys.Where(secondBySeed.ContainsKey).ToArray();
        if (seeds.Length == 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"The two arms must share at least one seed; got {firstBySeed.Count} and {secondBySeed.Count} seeds with none in common. Use WelchDifference for arms with different seeds."),
                nameof(second));
        }

        var differences = Array.ConvertAll(seeds, seed => firstBySeed[seed] - secondBySeed[seed]);
        var estimate = Estimate.FromSample(differences, confidence);
        return new PairedDifference(estimate, seeds, differences, estimate.PValue ?? double.NaN, firstBySeed.Count + secondBySeed.Count - (2 * seeds.Length));
    }

    private static SortedDictionary<long, double> BySeed(IEnumerable<SeedValue> values, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        var bySeed = new SortedDictionary<long, double>();
        foreach (var (seed, value) in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"'{name}' must hold finite numbers only; got {value} for seed {seed}."), name);
            }

            if (!bySeed.TryAdd(seed, value))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"'{name}' must hold each seed once; seed {seed} is there twice."), name);
            }
        }

        return bySeed;
    }
}
