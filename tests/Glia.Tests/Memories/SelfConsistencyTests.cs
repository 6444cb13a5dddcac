using Glia.Memories;

namespace Glia.Tests.Memories;

public sealed class SelfConsistencyTests
{
    [Theory]
    [InlineData(0.909, 0.5, 0.5029, 0, 0)]
    [InlineData(0.909, 0.6, 0.5029, 0, 0)]
    [InlineData(0.909, 0.7, 0.3108, 0.3108, 0.3108)]
    [InlineData(0.909, 0.8, 0.3517, 0.3517, 0.3517)]
    [InlineData(0.667, 0.5, 0.8586, 0, 0)]
    [InlineData(0.667, 0.6, 0.7061, 0.558, 0)]
    [InlineData(0.667, 0.7, 0.5784, 0.5784, 0.5784)]
    [InlineData(0.667, 0.8, 0.6531, 0.6531, 0.6531)]
    [InlineData(0.333, 0.5, 0.9747, 0.464, 0)]
    [InlineData(0.333, 0.6, 0.8559, 0.641, 0.4654)]
    [InlineData(0.333, 0.7, 0.771, 0.771, 0.6526)]
    [InlineData(0.333, 0.8, 0.81, 0.81, 0.81)]
    public void From_one_pattern_the_solutions_are_those_of_an_independent_implementation(double temperature, double dilution, double first, double second, double third)
    {
        // The table's temperatures are 1/1.1, 1/1.5 and 1/3.
        var exact = temperature switch { 0.909 => 1 / 1.1, 0.667 => 1 / 1.5, _ => 1 / 3.0 };
        var equations = new SelfConsistency(3, dilution, exact * (1 - dilution));
        var state = equations.Solve(equations.PerturbedSingle());
        Assert.True(state.Converged);
        var amplitudes = state.Amplitudes.Select(amplitude => amplitude / (1 - dilution)).ToList();
        Assert.Equal(first, amplitudes[0], 1e-3);
        Assert.Equal(second, amplitudes[1], 1e-3);
        Assert.Equal(third, amplitudes[2], 1e-3);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    public void Without_noise_the_hierarchy_solves_the_equations(double dilution)
    {
        var equations = new SelfConsistency(4, dilution, 0);
        var state = equations.Solve(equations.PerturbedSingle());
        Assert.Equal(Enumerable.Range(1, 4).Select(rank => Dilution.HierarchicalMagnetisation(rank, dilution)), state.Amplitudes, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.True(state.IsStable);
        Assert.Equal(-state.Amplitudes.Sum(amplitude => amplitude * amplitude) / 2, state.FreeEnergy, 1e-9);
    }

    [Theory]
    [InlineData(0.60, RecallPhase.One)]
    [InlineData(0.65, RecallPhase.One)]
    [InlineData(0.68, RecallPhase.Parallel)]
    [InlineData(0.75, RecallPhase.Parallel)]
    public void Near_the_critical_temperature_two_thirds_of_blanks_separate_one_pattern_from_all(double dilution, RecallPhase expected) =>
        Assert.Equal(expected, new SelfConsistency(3, dilution, 0.97 * (1 - dilution)).Lowest().Phase);

    [Fact]
    public void Above_the_critical_temperature_nothing_is_recalled() =>
        Assert.Equal(RecallPhase.None, new SelfConsistency(3, 0.4, 1.2 * 0.6).Lowest().Phase);

    [Fact]
    public void A_single_pattern_obeys_the_equation_of_the_mean_field_magnet()
    {
        var state = new SelfConsistency(1, 0, 0.6).Lowest();
        Assert.Equal(state.Magnetisations[0], Math.Tanh(state.Magnetisations[0] / 0.6), 1e-10);
        Assert.Equal((1 - Math.Pow(state.Magnetisations[0], 2)) / 0.6, state.SpectralRadius, 1e-6);
    }

    [Fact]
    public void The_free_energy_is_least_at_its_solution_along_the_magnetisation()
    {
        // Any m of a lone pattern: f(m) = m²/2 − T ln 2 cosh(m/T).
        var state = new SelfConsistency(1, 0, 0.6).Lowest();
        double Energy(double m) => (m * m / 2) - (0.6 * Math.Log(2 * Math.Cosh(m / 0.6)));
        Assert.Equal(Energy(state.Magnetisations[0]), state.FreeEnergy, 1e-10);
        Assert.All(new[] { 0, 0.3, 0.9, 1 }, m => Assert.True(Energy(m) > state.FreeEnergy));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-3)]
    public void One_pattern_learned_from_many_examples_reaches_the_error_function(double temperature)
    {
        const double entropy = 0.4;
        var state = new SelfConsistency(1, 0.25, temperature, entropy).Lowest();
        Assert.Equal(0.75 * MathNet.Numerics.SpecialFunctions.Erf(1 / Math.Sqrt(2 * entropy)), state.Magnetisations[0], 2e-3);
    }

    [Fact]
    public void Without_entropy_examples_are_patterns()
    {
        var (exact, nearly) = (new SelfConsistency(3, 0.5, 0.2).Lowest(), new SelfConsistency(3, 0.5, 0.2, 1e-9).Lowest());
        Assert.Equal(exact.Amplitudes, nearly.Amplitudes, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(exact.FreeEnergy, nearly.FreeEnergy, 1e-6);
    }

    [Fact]
    public void What_cannot_be_solved_is_refused_and_said()
    {
        Assert.Contains("GlauberDynamics", Assert.Throws<ArgumentOutOfRangeException>(() => new SelfConsistency(13, 0.5, 0.1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SelfConsistency(3, 1, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SelfConsistency(3, 0.5, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SelfConsistency(3, 0.5, 0, double.NaN));
        Assert.Throws<ArgumentException>(() => new SelfConsistency(3, 0.5, 0.1).Solve([1]));
    }
}
