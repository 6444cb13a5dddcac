using Glia.Random;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>Which digits are paired in training, and which only in the test.</summary>
internal sealed record DigitSplit
{
    public const int Digits = 10;

    public DigitSplit(IReadOnlyList<int> seen, IReadOnlyList<int> unseen)
    {
        if (seen.Count == 0 || unseen.Count == 0 || seen.Intersect(unseen).Any())
        {
            throw new ArgumentException($"Digits [{string.Join(", ", seen)}] are seen and [{string.Join(", ", unseen)}] unseen; both must be some, and none both.");
        }

        (Seen, Unseen) = (seen, unseen);
    }

    public IReadOnlyList<int> Seen { get; }

    public IReadOnlyList<int> Unseen { get; }

    /// <summary>The paper's: 1 to 7 are seen, 8 and 9 not, 0 is not used.</summary>
    public static DigitSplit Paper { get; } = new([1, 2, 3, 4, 5, 6, 7], [8, 9]);

    /// <summary>Two digits unseen, the other eight seen.</summary>
    public static DigitSplit Without(int first, int second) =>
        new([.. Enumerable.Range(0, Digits).Where(digit => digit != first && digit != second)], [first, second]);

    /// <summary>So many of the 45 choices of two unseen digits, the same in every trial.</summary>
    public static IReadOnlyList<DigitSplit> Choices(int count)
    {
        var pairs = Enumerable.Range(0, Digits).SelectMany(first => Enumerable.Range(first + 1, Digits - first - 1).Select(second => (first, second))).ToArray();
        if (count < pairs.Length)
        {
            new RandomStream(0, "unseen digits").Shuffle(pairs.AsSpan());
        }

        return [.. pairs.Take(count).Order().Select(pair => Without(pair.first, pair.second))];
    }
}
