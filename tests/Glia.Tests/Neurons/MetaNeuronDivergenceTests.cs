using Glia.Neurons;

namespace Glia.Tests.Neurons;

public sealed class MetaNeuronDivergenceTests
{
    private static readonly SequenceShape Shape = new(Steps: 30, Batch: 2, Neurons: 3);

    [Fact]
    public void Nothing_is_reported_where_the_membrane_stays_in_its_bounds()
    {
        var neurons = new NeuronPopulation(new MetaNeuron(), 3);
        Assert.Null(MetaNeuronDivergence.FirstIn(neurons, Current(), Shape));
        MetaNeuronDivergence.ThrowIfAny(neurons, Current(), Shape);
    }

    [Fact]
    public void A_membrane_that_runs_away_is_named_with_step_sequence_neuron_and_V()
    {
        // From rest with no recovery: V = 0.5 · (−16) = −8 after the first of the two, −8 + 0.5 · (64 + 8 − 16) = 20 after the second.
        var current = Current();
        (current[At(step: 0, row: 1, neuron: 2)], current[At(step: 1, row: 1, neuron: 2)]) = (-16, -16);
        var neurons = new NeuronPopulation(new MetaNeuron { ThetaV = 0, ThetaR = 0 }, 3);
        Assert.Equal(new MetaNeuronDivergence(1, 1, 2, -8, 20), MetaNeuronDivergence.FirstIn(neurons, current, Shape));
        var message = Assert.Throws<ArgumentException>(() => MetaNeuronDivergence.ThrowIfAny(neurons, current, Shape)).Message;
        Assert.All(["step 1", "sequence 1", "neuron 2", "from -8 to 20", "StepSize (dt/τ, now 0.5)"], part => Assert.Contains(part, message, StringComparison.Ordinal));

        // A smaller step cures it, as the message says.
        Assert.Null(MetaNeuronDivergence.FirstIn(new NeuronPopulation(new MetaNeuron { ThetaV = 0, ThetaR = 0, StepSize = 0.1 }, 3), current, Shape));
    }

    [Fact]
    public void A_recovery_that_grows_without_end_is_found_too()
    {
        // θ_u < 0: U' = 1.5 U, driven by the membrane.
        var neurons = new NeuronPopulation(new MetaNeuron { ThetaU = -1, ThetaV = 1 }, 3);
        var current = new float[Shape.Length];
        Array.Fill(current, 0.1f);
        Assert.True(MetaNeuronDivergence.FirstIn(neurons, current, Shape)!.Value.Step > 1);
    }

    [Fact]
    public void Other_neurons_and_wrong_lengths_are_refused()
    {
        var leaky = new NeuronPopulation(new LeakyIntegrateAndFire(), 3);
        Assert.Contains("LeakyIntegrateAndFire", Assert.Throws<ArgumentException>(() => MetaNeuronDivergence.FirstIn(leaky, Current(), Shape)).Message, StringComparison.Ordinal);
        Assert.Contains("[30, 2, 3]", Assert.Throws<ArgumentException>(() => MetaNeuronDivergence.FirstIn(new NeuronPopulation(new MetaNeuron(), 3), new float[5], Shape)).Message, StringComparison.Ordinal);
    }

    private static float[] Current()
    {
        var current = new float[Shape.Length];
        new Glia.Random.RandomStream(1, "current").FillUniform(current, 0, 0.8f);
        return current;
    }

    private static int At(int step, int row, int neuron) => (((step * Shape.Batch) + row) * Shape.Neurons) + neuron;
}
