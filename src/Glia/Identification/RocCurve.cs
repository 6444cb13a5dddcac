namespace Glia.Identification;

/// <summary>The receiver operating characteristic of scores against labels: true positives over false positives, threshold by threshold.</summary>
/// <remarks>Equal scores cross a threshold together: in the area a tie counts half.</remarks>
public sealed class RocCurve
{
    private readonly double[] _falsePositives;
    private readonly double[] _truePositives;

    /// <summary>Sorts the scores and counts.</summary>
    /// <param name="scores">Any finite numbers; higher means more likely positive.</param>
    /// <param name="labels">As many labels; true is positive.</param>
    /// <exception cref="ArgumentException">Lengths differ, a score is not a number, or one of the two labels does not occur.</exception>
    public RocCurve(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels)
    {
        if (scores.Length != labels.Length)
        {
            throw new ArgumentException($"There must be a label for each score; got {scores.Length} scores and {labels.Length} labels.", nameof(labels));
        }

        Positives = labels.Count(true);
        if (Positives == 0 || Positives == labels.Length)
        {
            throw new ArgumentException($"Of {labels.Length} labels {Positives} are positive; a ROC curve needs positive and negative ones. Take longer recordings, or a neuron that fires.", nameof(labels));
        }

        var sorted = scores.ToArray();
        if (Array.FindIndex(sorted, float.IsNaN) is var bad and >= 0)
        {
            throw new ArgumentException($"Score {bad} is not a number.", nameof(scores));
        }

        var order = labels.ToArray();
        Array.Sort(sorted, order);
        var (falseRates, trueRates) = (new List<double> { 0 }, new List<double> { 0 });
        var (negatives, found, wrong) = (labels.Length - Positives, 0, 0);
        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            _ = order[i] ? found++ : wrong++;
            if (i == 0 || sorted[i - 1] != sorted[i])
            {
                falseRates.Add(wrong / (double)negatives);
                trueRates.Add(found / (double)Positives);
            }
        }

        (_falsePositives, _truePositives) = ([.. falseRates], [.. trueRates]);
    }

    /// <summary>How many labels are positive.</summary>
    public int Positives { get; }

    /// <summary>False positive rate at each threshold, from 0 to 1.</summary>
    public IReadOnlyList<double> FalsePositiveRates => _falsePositives;

    /// <summary>True positive rate at each threshold, from 0 to 1.</summary>
    public IReadOnlyList<double> TruePositiveRates => _truePositives;

    /// <summary>The area under the curve: the chance that a positive scores above a negative, ties counted half.</summary>
    public double Area()
    {
        var area = 0.0;
        for (var i = 1; i < _falsePositives.Length; i++)
        {
            area += (_falsePositives[i] - _falsePositives[i - 1]) * (_truePositives[i] + _truePositives[i - 1]) / 2;
        }

        return area;
    }

    /// <summary>The highest true positive rate among thresholds with at most so many false positives.</summary>
    /// <param name="falsePositiveRate">From 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a rate.</exception>
    public double TruePositiveRateAt(double falsePositiveRate)
    {
        if (!(falsePositiveRate is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(falsePositiveRate), falsePositiveRate, "A false positive rate must be from 0 to 1.");
        }

        var last = Array.BinarySearch(_falsePositives, falsePositiveRate);
        last = last < 0 ? ~last - 1 : last;
        while (last + 1 < _falsePositives.Length && _falsePositives[last + 1] <= falsePositiveRate)
        {
            last++;
        }

        return _truePositives[last];
    }
}
