using System.Globalization;
using Glia.Random;

namespace Glia.Memories;

/// <summary>Noisy examples of patterns: each entry of an example has the pattern's sign with probability (1 + r)/2, the other sign else, and is blank where the pattern is.</summary>
/// <remarks>Source: E. Agliari et al., arXiv 2308.04106.</remarks>
public sealed class ExampleSet
{
    private readonly DilutedPatterns _patterns;
    private readonly sbyte[][][] _examples;

    /// <summary>Draws examples.</summary>
    /// <param name="patterns">The patterns that they show.</param>
    /// <param name="quality">r, above 0 and up to 1.</param>
    /// <param name="size">M, examples of each pattern, at least 1. Odd sizes have no ties.</param>
    /// <param name="random">Where the noise comes from.</param>
    /// <exception cref="ArgumentOutOfRangeException">Quality or size is out of its range.</exception>
    public ExampleSet(DilutedPatterns patterns, double quality, int size, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        if (quality is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(quality), quality, quality == 0
                ? "Examples of quality 0 carry no information about the patterns: their entropy is infinite. Take more."
                : string.Create(CultureInfo.InvariantCulture, $"The quality lies above 0 and up to 1; it is {quality}."));
        }

        (_patterns, Quality, Size) = (patterns, quality, size);
        _examples = [.. Enumerable.Range(0, patterns.Count).Select(pattern => Enumerable.Range(0, size).Select(_ => Example(patterns[pattern], quality, random)).ToArray())];
    }

    /// <summary>r, the mean of an example's entry times the pattern's.</summary>
    public double Quality { get; }

    /// <summary>M, examples of each pattern.</summary>
    public int Size { get; }

    /// <summary>ρ = (1 − r²)/(r² M), what the examples leave unknown.</summary>
    public double Entropy => EntropyOf(Quality, Size);

    /// <summary>ρ = (1 − r²)/(r² M) for a quality r and a number M of examples, for curves of theory also between whole numbers.</summary>
    public static double EntropyOf(double quality, double size) => (1 - (quality * quality)) / (quality * quality * size);

    /// <summary>An example's entries, one a neuron.</summary>
    /// <param name="pattern">Which pattern it shows.</param>
    /// <param name="example">Which of its examples.</param>
    public ReadOnlySpan<sbyte> this[int pattern, int example] => _examples[pattern][example];

    /// <summary>The couplings that the examples teach by Hebb's rule.</summary>
    /// <param name="rule">With a teacher: the outer products of the averages η̄ = Σ_a η_a/(r M). Without: the mean of all outer products over r². Both over 1 + ρ, which makes their temperatures those of patterns.</param>
    public FactorisedCouplings Couplings(HebbianRule rule) => rule == HebbianRule.Supervised
        ? new FactorisedCouplings([.. _examples.Select(Average)], 1 / (1 + Entropy))
        : new FactorisedCouplings(
            [.. _examples.SelectMany(examples => examples).Select(example => Array.ConvertAll(example, entry => (float)entry))], 1 / (Quality * Quality * Size * (1 + Entropy)));

    private float[] Average(sbyte[][] examples)
    {
        var average = new float[_patterns.Neurons];
        for (var neuron = 0; neuron < average.Length; neuron++)
        {
            average[neuron] = (float)(examples.Sum(example => example[neuron]) / (Quality * Size));
        }

        return average;
    }

    private static sbyte[] Example(ReadOnlySpan<sbyte> pattern, double quality, RandomStream random)
    {
        var example = pattern.ToArray();
        foreach (ref var entry in example.AsSpan())
        {
            if (random.NextDouble() >= (1 + quality) / 2)
            {
                entry = (sbyte)-entry;
            }
        }

        return example;
    }
}
