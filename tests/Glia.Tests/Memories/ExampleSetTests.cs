using Glia.Memories;
using Glia.Random;

namespace Glia.Tests.Memories;

public sealed class ExampleSetTests
{
    [Theory]
    [InlineData(HebbianRule.Supervised)]
    [InlineData(HebbianRule.Unsupervised)]
    public void Five_noisy_examples_of_one_pattern_are_recalled_as_their_majority_says(HebbianRule rule)
    {
        const int neurons = 20_000;
        var patterns = DilutedPatterns.Draw(neurons, 1, 0.25, new RandomStream(1, "patterns"));
        var examples = new ExampleSet(patterns, 0.2, 5, new RandomStream(1, "examples"));
        var dynamics = new GlauberDynamics(examples.Couplings(rule), patterns.Cue(0, new RandomStream(1, "cue")), new RandomStream(1, "order"));
        dynamics.Relax();

        // The majority of five signs that are right with probability 0.6 is right with probability 0.68256; without a teacher single examples disturb a little.
        Assert.Equal(0.75 * ((2 * 0.68256) - 1), patterns.Magnetisations(dynamics.State)[0], rule == HebbianRule.Supervised ? 0.015 : 0.06);
    }

    [Fact]
    public void Both_rules_have_the_couplings_of_their_definitions()
    {
        const int neurons = 12;
        var patterns = DilutedPatterns.Draw(neurons, 2, 0.3, new RandomStream(2, "patterns"));
        var examples = new ExampleSet(patterns, 0.4, 3, new RandomStream(2, "examples"));
        var state = DilutedPatterns.Draw(neurons, 1, 0, new RandomStream(2, "state"))[0];
        Assert.Equal((1 - 0.16) / (0.16 * 3), examples.Entropy, 1e-12);
        foreach (var rule in Enum.GetValues<HebbianRule>())
        {
            var energy = 0.0;
            for (var i = 0; i < neurons; i++)
            {
                for (var j = 0; j < neurons; j++)
                {
                    energy -= i == j ? 0 : Coupling(examples, rule, i, j) / (1 + examples.Entropy) * state[i] * state[j] / (2 * neurons);
                }
            }

            Assert.Equal(energy, examples.Couplings(rule).Energy(state), 1e-5);
        }
    }

    [Fact]
    public void Perfect_examples_teach_the_patterns_by_both_rules()
    {
        var patterns = DilutedPatterns.Draw(50, 3, 0.5, new RandomStream(3, "patterns"));
        var examples = new ExampleSet(patterns, 1, 7, new RandomStream(3, "examples"));
        var state = patterns.Mixture(new RandomStream(3, "state"));
        var expected = FactorisedCouplings.Of(patterns).Energy(state);
        Assert.All(Enum.GetValues<HebbianRule>(), rule => Assert.Equal(expected, examples.Couplings(rule).Energy(state), 1e-4));
    }

    [Fact]
    public void Examples_without_information_are_refused()
    {
        var patterns = DilutedPatterns.Draw(10, 1, 0, new RandomStream(1, "x"));
        Assert.Contains("no information", Assert.Throws<ArgumentOutOfRangeException>(() => new ExampleSet(patterns, 0, 5, new RandomStream(1, "x"))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExampleSet(patterns, 1.5, 5, new RandomStream(1, "x")));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExampleSet(patterns, 0.5, 0, new RandomStream(1, "x")));
    }

    private static double Coupling(ExampleSet examples, HebbianRule rule, int i, int j)
    {
        var sum = 0.0;
        for (var pattern = 0; pattern < 2; pattern++)
        {
            double Average(int neuron) => Enumerable.Range(0, 3).Sum(example => examples[pattern, example][neuron]) / (examples.Quality * 3);
            sum += rule == HebbianRule.Supervised
                ? Average(i) * Average(j)
                : Enumerable.Range(0, 3).Sum(example => (double)examples[pattern, example][i] * examples[pattern, example][j]) / (examples.Quality * examples.Quality * 3);
        }

        return sum;
    }
}
