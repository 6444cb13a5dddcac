using Glia.Memories;
using Glia.Random;

namespace Glia.Tests.Memories;

public sealed class DilutionTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 0.61803398875)]
    [InlineData(4, 0.54369)]
    [InlineData(5, 0.51879)]
    [InlineData(6, 0.50866)]
    [InlineData(8, 0.50202)]
    [InlineData(10, 0.50049)]
    public void The_hierarchy_is_stable_up_to_the_root_of_its_border(int patterns, double expected) =>
        Assert.Equal(expected, Dilution.CriticalHierarchy(patterns), 5e-6);

    [Theory]
    [InlineData(2, 0.1, 0.4950)]
    [InlineData(3, 0.3, 0.3815)]
    [InlineData(5, 0.45, 0.2594)]
    public void The_symmetric_magnetisation_is_the_mean_modulus_of_a_column(int patterns, double dilution, double expected) =>
        Assert.Equal(expected, Dilution.SymmetricMagnetisation(patterns, dilution), 5e-5);

    [Fact]
    public void Energies_of_hierarchy_and_symmetric_state_are_those_of_the_formulas()
    {
        Assert.Equal(0.5381, Enumerable.Range(1, 3).Sum(rank => Math.Pow(Dilution.HierarchicalMagnetisation(rank, 0.3), 2)), 5e-5);
        Assert.Equal(0.4366, 3 * Math.Pow(Dilution.SymmetricMagnetisation(3, 0.3), 2), 5e-5);
    }

    [Fact]
    public void Entries_are_blank_with_the_dilution_and_of_both_signs_alike()
    {
        var patterns = DilutedPatterns.Draw(40_000, 2, 0.3, new RandomStream(1, "patterns"));
        var entries = patterns[1].ToArray();
        Assert.Equal(0.7, patterns.NonBlankShare(1), 0.01);
        Assert.Equal(0.35, entries.Count(entry => entry == 1) / 40_000.0, 0.01);
    }

    [Fact]
    public void What_cannot_be_a_pattern_is_refused_and_the_place_named()
    {
        Assert.Contains("every entry is blank", Assert.Throws<ArgumentOutOfRangeException>(() => DilutedPatterns.Draw(10, 2, 1, new RandomStream(1, "x"))).Message, StringComparison.Ordinal);
        Assert.Contains("from 0 up to", Assert.Throws<ArgumentOutOfRangeException>(() => DilutedPatterns.Draw(10, 2, double.NaN, new RandomStream(1, "x"))).Message, StringComparison.Ordinal);
        Assert.Contains("Pattern 1, neuron 2: 3", Assert.Throws<ArgumentException>(() => new DilutedPatterns([[1, 0, 1], [1, 0, 3]])).Message, StringComparison.Ordinal);
        Assert.Contains("Pattern 1 has 2", Assert.Throws<ArgumentException>(() => new DilutedPatterns([[1, 0, 1], [1, 0]])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new DilutedPatterns([]));
        Assert.Throws<ArgumentException>(() => new DilutedPatterns([[1, 0]]).Magnetisations([1]));
    }

    [Fact]
    public void Many_patterns_in_few_neurons_are_warned_of()
    {
        Assert.Null(DilutedPatterns.Draw(64, 11, 0.5, new RandomStream(1, "x")).Warning);
        Assert.Contains("low-load", DilutedPatterns.Draw(64, 12, 0.5, new RandomStream(1, "x")).Warning, StringComparison.Ordinal);
    }
}
