using System.Globalization;
using Glia.Random;

namespace Glia.Memories;

/// <summary>Binary patterns with blank entries: each neuron's entry in a pattern is +1, −1, or 0 where the pattern says nothing about it.</summary>
/// <remarks>Source: E. Agliari et al., Parallel Learning by Multitasking Neural Networks, 2023, arXiv 2308.04106.</remarks>
public sealed class DilutedPatterns
{
    private readonly sbyte[][] _entries;

    /// <summary>Takes given patterns.</summary>
    /// <param name="patterns">One array a pattern, all as long as there are neurons; entries are +1, −1 or 0.</param>
    /// <exception cref="ArgumentException">There is no pattern, lengths differ, or an entry is something else; the message names pattern and neuron.</exception>
    public DilutedPatterns(IReadOnlyList<sbyte[]> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        if (patterns.Count == 0 || patterns[0].Length == 0)
        {
            throw new ArgumentException("A memory needs at least one pattern of at least one neuron.", nameof(patterns));
        }

        Neurons = patterns[0].Length;
        for (var pattern = 0; pattern < patterns.Count; pattern++)
        {
            if (patterns[pattern].Length != Neurons)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Pattern {pattern} has {patterns[pattern].Length} entries, pattern 0 has {Neurons}."), nameof(patterns));
            }

            if (Array.FindIndex(patterns[pattern], entry => entry is < -1 or > 1) is var neuron and >= 0)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Pattern {pattern}, neuron {neuron}: {patterns[pattern][neuron]} is none of +1, −1 and 0."), nameof(patterns));
            }
        }

        _entries = [.. patterns.Select(pattern => (sbyte[])pattern.Clone())];
    }

    /// <summary>Number of neurons N.</summary>
    public int Neurons { get; }

    /// <summary>Number of patterns K.</summary>
    public int Count => _entries.Length;

    /// <summary>The entries of a pattern, one a neuron.</summary>
    public ReadOnlySpan<sbyte> this[int pattern] => _entries[pattern];

    /// <summary>Says that there are more patterns than the theory of low load covers, or null: K above log2(N) + 5.</summary>
    public string? Warning => Count <= Math.Log2(Neurons) + 5 ? null : string.Create(
        CultureInfo.InvariantCulture, $"{Count} patterns in {Neurons} neurons are beyond the low-load theory, which holds up to about log2(N) + 5 = {Math.Log2(Neurons) + 5:0}: expect interference that it does not know.");

    /// <summary>Draws patterns whose entries are blank with probability d, else +1 or −1 alike, all independent.</summary>
    /// <param name="neurons">N, at least 1.</param>
    /// <param name="count">K, at least 1.</param>
    /// <param name="dilution">d, from 0 up to but not 1.</param>
    /// <param name="random">Where the entries come from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static DilutedPatterns Draw(int neurons, int count, double dilution, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neurons);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentNullException.ThrowIfNull(random);
        Dilution.Require(dilution, nameof(dilution));
        return new DilutedPatterns([.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, neurons).Select(_ =>
        {
            var uniform = random.NextDouble();
            return (sbyte)(uniform < dilution ? 0 : uniform < (1 + dilution) / 2 ? 1 : -1);
        }).ToArray())]);
    }

    /// <summary>Share n of a pattern's entries that are not blank, about 1 − d.</summary>
    public double NonBlankShare(int pattern) => _entries[pattern].Count(entry => entry != 0) / (double)Neurons;

    /// <summary>A state that shows one pattern: its entries, and random signs where it is blank.</summary>
    /// <param name="pattern">Which pattern.</param>
    /// <param name="random">Where the signs come from; one is drawn for every neuron, blank or not.</param>
    /// <returns>+1 or −1 for each neuron.</returns>
    public sbyte[] Cue(int pattern, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Array.ConvertAll(_entries[pattern], entry =>
        {
            var sign = (sbyte)((random.NextUInt32() & 1) == 0 ? 1 : -1);
            return entry == 0 ? sign : entry;
        });
    }

    /// <summary>A state that shows a mixture: the sign of the sum of all patterns, random where it is zero.</summary>
    /// <param name="random">Where the signs come from; one is drawn for every neuron.</param>
    /// <returns>+1 or −1 for each neuron.</returns>
    public sbyte[] Mixture(RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var state = new sbyte[Neurons];
        for (var neuron = 0; neuron < Neurons; neuron++)
        {
            var sign = (random.NextUInt32() & 1) == 0 ? 1 : -1;
            var sum = _entries.Sum(pattern => pattern[neuron]);
            state[neuron] = (sbyte)(sum == 0 ? sign : Math.Sign(sum));
        }

        return state;
    }

    /// <summary>Mattis magnetisations m_μ = (1/N) Σ_i ξ_i^μ σ_i, one a pattern, from −(1−d) to 1−d.</summary>
    /// <param name="state">+1 or −1 for each neuron.</param>
    /// <exception cref="ArgumentException">The state has another length.</exception>
    public double[] Magnetisations(ReadOnlySpan<sbyte> state)
    {
        if (state.Length != Neurons)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The state has {state.Length} neurons, the patterns have {Neurons}."), nameof(state));
        }

        var magnetisations = new double[Count];
        for (var pattern = 0; pattern < Count; pattern++)
        {
            var sum = 0;
            for (var neuron = 0; neuron < Neurons; neuron++)
            {
                sum += _entries[pattern][neuron] * state[neuron];
            }

            magnetisations[pattern] = (double)sum / Neurons;
        }

        return magnetisations;
    }

    /// <summary>Losses of a state for one pattern: L± = ½ (1/N) Σ over entries that are not blank of |ξ_i ∓ σ_i|², that is n ∓ m.</summary>
    /// <param name="pattern">Which pattern.</param>
    /// <param name="state">+1 or −1 for each neuron.</param>
    /// <returns>The loss for the pattern and for its negative; both from 0 to 2 n.</returns>
    public (double Pattern, double Negative) Losses(int pattern, ReadOnlySpan<sbyte> state)
    {
        var (plus, minus) = (0.0, 0.0);
        for (var neuron = 0; neuron < Neurons; neuron++)
        {
            if (_entries[pattern][neuron] is var entry && entry != 0)
            {
                plus += (entry - state[neuron]) * (entry - state[neuron]) / 2.0;
                minus += (entry + state[neuron]) * (entry + state[neuron]) / 2.0;
            }
        }

        return (plus / Neurons, minus / Neurons);
    }
}
