using System.Globalization;

namespace Glia.Lab.Runs;

/// <summary>Reads a user's list of seeds.</summary>
public static class SeedList
{
    private const int Most = 10_000;
    private const int MostCounted = 1_000;

    /// <summary>Reads <c>5</c> (the seeds 1 to 5), <c>101-105</c> (a range) or <c>3,7,11</c> (these). One plain number is a count, up to 1,000: above that it is likelier meant as a seed.</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static IReadOnlyList<long> Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts is [var only] && long.TryParse(only, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
        {
            return count <= MostCounted ? Range(1, count) : throw new FormatException(
                $"'{text}' is no list of seeds: expected a number of seeds up to {MostCounted}. For the one seed {count} write {count}-{count}{(count <= Most ? $", for the seeds 1 to {count} write 1-{count}" : "")}.");
        }

        // One plain number is a count, never a seed.
        var ranges = parts.Length == 1 && !parts[0].Contains('-', StringComparison.Ordinal) ? [] : parts.Select(Part).ToList();
        var seeds = ranges.SelectMany(range => range).ToList();
        return ranges.All(range => range.Count > 0) && seeds.Count is > 0 and <= Most && seeds.Distinct().Count() == seeds.Count
            ? seeds
            : throw new FormatException($"'{text}' is no list of seeds: expected a number of seeds (5), a range (101-105) or different seeds with commas (3,7,11); at most {Most}.");
    }

    /// <summary>The seeds 1 to <paramref name="count"/>.</summary>
    public static IReadOnlyList<long> First(int count) => Range(1, count);

    // The shortest text that is read as the seeds 1 to count.
    internal static string Counted(int count) => count <= MostCounted ? $"{count}" : $"1-{count}";

    // A seed or a range; empty if it is neither.
    private static List<long> Part(string part)
    {
        var ends = part.Split('-');
        return ends.Length <= 2 && ends.All(end => long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            && long.Parse(ends[0], CultureInfo.InvariantCulture) is var first && long.Parse(ends[^1], CultureInfo.InvariantCulture) is var last
            && last >= first && last - first < Most
            ? Range(first, last - first + 1)
            : [];
    }

    private static List<long> Range(long first, long count) => [.. Enumerable.Range(0, (int)count).Select(offset => first + offset)];
}
