using CsCheck;
using Glia.Memories;
using Glia.Random;

namespace Glia.Tests.Memories;

public sealed class GlauberDynamicsTests
{
    private static readonly Gen<(int Neurons, int Patterns, double Dilution, int Seed)> Memories = Gen.Select(Gen.Int[2, 60], Gen.Int[1, 20], Gen.Double[0, 0.95], Gen.Int[0, 1_000_000]);

    [Fact]
    public void A_sweep_without_noise_does_what_the_matrix_of_couplings_says() => Memories.Sample((neurons, count, dilution, seed) =>
    {
        var patterns = DilutedPatterns.Draw(neurons, count, dilution, new RandomStream(seed, "patterns"));
        var expected = patterns.Cue(0, new RandomStream(seed, "cue"));
        var dynamics = new GlauberDynamics(FactorisedCouplings.Of(patterns), expected, new RandomStream(seed, "order"), UpdateOrder.InTurn);
        for (var sweep = 0; sweep < 3; sweep++)
        {
            var flips = ReferenceSweep(patterns, expected);
            Assert.Equal(flips, dynamics.Sweep(0));
            Assert.Equal(expected, dynamics.State.ToArray());
        }
    });

    [Fact]
    public void Energy_equals_the_double_sum_and_never_rises_without_noise() => Memories.Sample((neurons, count, dilution, seed) =>
    {
        var patterns = DilutedPatterns.Draw(neurons, count, dilution, new RandomStream(seed, "patterns"));
        var couplings = FactorisedCouplings.Of(patterns);
        var dynamics = new GlauberDynamics(couplings, patterns.Mixture(new RandomStream(seed, "cue")), new RandomStream(seed, "order"));
        var energy = couplings.Energy(dynamics.State);
        Assert.Equal(ReferenceEnergy(patterns, dynamics.State), energy, 1e-9);
        while (dynamics.Sweep(0) > 0)
        {
            var next = couplings.Energy(dynamics.State);
            Assert.True(next <= energy + 1e-9);
            energy = next;
        }
    });

    [Fact]
    public void Energy_is_half_the_losses_of_all_patterns() => Memories.Sample((neurons, count, dilution, seed) =>
    {
        var patterns = DilutedPatterns.Draw(neurons, count, dilution, new RandomStream(seed, "patterns"));
        var state = DilutedPatterns.Draw(neurons, 1, 0, new RandomStream(seed, "state"))[0];
        var magnetisations = patterns.Magnetisations(state);
        var sum = 0.0;
        for (var pattern = 0; pattern < count; pattern++)
        {
            var (loss, negative) = patterns.Losses(pattern, state);
            var share = patterns.NonBlankShare(pattern);
            Assert.Equal(share - magnetisations[pattern], loss, 1e-9);
            Assert.Equal(share + magnetisations[pattern], negative, 1e-9);
            sum += ((share * share) - (loss * negative) - (share / neurons)) / 2;
        }

        Assert.Equal(sum, -FactorisedCouplings.Of(patterns).Energy(state) / neurons, 1e-9);
    });

    [Fact]
    public void The_negative_of_a_state_develops_as_its_negative()
    {
        var patterns = DilutedPatterns.Draw(301, 4, 0.4, new RandomStream(3, "patterns"));
        var cue = patterns.Cue(0, new RandomStream(3, "cue"));
        var (one, other) = (Start(cue), Start(Array.ConvertAll(cue, spin => (sbyte)-spin)));
        one.Relax();
        other.Relax();
        Assert.Equal(one.State.ToArray(), Array.ConvertAll(other.State.ToArray(), spin => (sbyte)-spin));
        GlauberDynamics Start(sbyte[] state) => new(FactorisedCouplings.Of(patterns), state, new RandomStream(3, "order"));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.45)]
    public void Three_patterns_are_recalled_in_a_hierarchy(double dilution)
    {
        const int neurons = 20_000;
        var magnetisations = Recall(neurons, 3, dilution);
        for (var rank = 1; rank <= 3; rank++)
        {
            Assert.Equal(Dilution.HierarchicalMagnetisation(rank, dilution), magnetisations[rank - 1], (3 * Math.Sqrt(3.0 / neurons)) + 0.01);
        }
    }

    [Fact]
    public void Without_blanks_one_pattern_is_recalled()
    {
        var magnetisations = Recall(4000, 3, 0);
        Assert.Equal(1, magnetisations[0]);
        Assert.InRange(magnetisations[1], 0, 0.06);
    }

    [Fact]
    public void Above_the_critical_temperature_nothing_is_recalled()
    {
        var patterns = DilutedPatterns.Draw(10_000, 3, 0.4, new RandomStream(5, "patterns"));
        var dynamics = new GlauberDynamics(FactorisedCouplings.Of(patterns), patterns.Cue(0, new RandomStream(5, "cue")), new RandomStream(5, "noise"));
        for (var sweep = 0; sweep < 60; sweep++)
        {
            dynamics.Sweep(1.5 * 0.6);
        }

        Assert.All(patterns.Magnetisations(dynamics.State), magnetisation => Assert.InRange(Math.Abs(magnetisation), 0, 0.08));
    }

    [Theory]
    [InlineData(UpdateOrder.Shuffled)]
    [InlineData(UpdateOrder.InTurn)]
    public void With_noise_two_neurons_are_in_each_state_as_often_as_Boltzmann_says(UpdateOrder order)
    {
        // Two neurons and one pattern: energies −½ (alike) and +½ (not alike).
        const int sweeps = 200_000;
        const double temperature = 0.7;
        var dynamics = new GlauberDynamics(FactorisedCouplings.Of(new DilutedPatterns([[1, 1]])), [1, 1], new RandomStream(7, "noise"), order);
        var alike = 0;
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            dynamics.Sweep(temperature);
            alike += dynamics.State[0] == dynamics.State[1] ? 1 : 0;
        }

        Assert.Equal(1 / (1 + Math.Exp(-1 / temperature)), alike / (double)sweeps, 0.005);
    }

    [Fact]
    public void Neurons_without_a_field_stay_as_they_are()
    {
        var dynamics = new GlauberDynamics(FactorisedCouplings.Of(new DilutedPatterns([[1, 1, 0, 0]])), [1, 1, -1, 1], new RandomStream(1, "order"));
        Assert.Equal((1, true), dynamics.Relax());
        Assert.Equal([1, 1, -1, 1], dynamics.State.ToArray());
    }

    [Fact]
    public void Vectors_that_are_not_whole_numbers_give_the_fields_of_their_matrix()
    {
        const int neurons = 40;
        var random = new RandomStream(9, "vectors");
        var vectors = Enumerable.Range(0, 9).Select(_ => Enumerable.Range(0, neurons).Select(_ => (float)random.NextGaussian()).ToArray()).ToArray();
        var state = DilutedPatterns.Draw(neurons, 1, 0, random)[0].ToArray();
        var dynamics = new GlauberDynamics(new FactorisedCouplings(vectors, 0.37), state, random, UpdateOrder.InTurn);
        for (var sweep = 0; sweep < 5; sweep++)
        {
            dynamics.Sweep(0);
            for (var i = 0; i < neurons; i++)
            {
                var field = Enumerable.Range(0, neurons).Where(j => j != i).Sum(j => vectors.Sum(vector => (double)vector[i] * vector[j]) * state[j]);
                state[i] = (sbyte)Math.Sign(field);
            }

            Assert.Equal(state, dynamics.State.ToArray());
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_states()
    {
        sbyte[] Run()
        {
            var patterns = DilutedPatterns.Draw(500, 3, 0.5, new RandomStream(11, "patterns"));
            var dynamics = new GlauberDynamics(FactorisedCouplings.Of(patterns), patterns.Cue(0, new RandomStream(11, "cue")), new RandomStream(11, "noise"));
            for (var sweep = 0; sweep < 20; sweep++)
            {
                dynamics.Sweep(0.3);
            }

            return dynamics.State.ToArray();
        }

        Assert.Equal(Run(), Run());
    }

    [Fact]
    public void Wrong_states_and_temperatures_are_refused()
    {
        var couplings = FactorisedCouplings.Of(new DilutedPatterns([[1, 0, 1]]));
        Assert.Contains("2 neurons", Assert.Throws<ArgumentException>(() => new GlauberDynamics(couplings, [1, 1], new RandomStream(1, "x"))).Message, StringComparison.Ordinal);
        Assert.Contains("Neuron 1 is 0", Assert.Throws<ArgumentException>(() => new GlauberDynamics(couplings, [1, 0, 1], new RandomStream(1, "x"))).Message, StringComparison.Ordinal);
        var dynamics = new GlauberDynamics(couplings, [1, 1, 1], new RandomStream(1, "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => dynamics.Sweep(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => dynamics.Sweep(double.NaN));
        Assert.Throws<ArgumentException>(() => new FactorisedCouplings([[1, float.NaN]]));
        Assert.Throws<ArgumentException>(() => new FactorisedCouplings([[1, 1], [1]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FactorisedCouplings([[1, 1]], 0));
    }

    private static double[] Recall(int neurons, int count, double dilution)
    {
        var patterns = DilutedPatterns.Draw(neurons, count, dilution, new RandomStream(2, "patterns"));
        var dynamics = new GlauberDynamics(FactorisedCouplings.Of(patterns), patterns.Cue(0, new RandomStream(2, "cue")), new RandomStream(2, "order"));
        Assert.True(dynamics.Relax().Converged);
        return [.. patterns.Magnetisations(dynamics.State).Select(Math.Abs).OrderDescending()];
    }

    private static long Coupling(DilutedPatterns patterns, int i, int j) => i == j ? 0 : Enumerable.Range(0, patterns.Count).Sum(pattern => (long)patterns[pattern][i] * patterns[pattern][j]);

    private static int ReferenceSweep(DilutedPatterns patterns, sbyte[] state)
    {
        var flips = 0;
        for (var i = 0; i < state.Length; i++)
        {
            long field = 0;
            for (var j = 0; j < state.Length; j++)
            {
                field += Coupling(patterns, i, j) * state[j];
            }

            var next = field == 0 ? state[i] : (sbyte)Math.Sign(field);
            flips += next == state[i] ? 0 : 1;
            state[i] = next;
        }

        return flips;
    }

    private static double ReferenceEnergy(DilutedPatterns patterns, ReadOnlySpan<sbyte> state)
    {
        long sum = 0;
        for (var i = 0; i < state.Length; i++)
        {
            for (var j = 0; j < state.Length; j++)
            {
                sum += Coupling(patterns, i, j) * state[i] * state[j];
            }
        }

        return -sum / (2.0 * state.Length);
    }
}
