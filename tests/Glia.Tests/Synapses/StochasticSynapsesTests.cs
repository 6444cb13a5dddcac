using Glia.Random;
using Glia.Spikes;
using Glia.Synapses;
using Glia.Tensors;
using Glia.Training;
using static TorchSharp.torch;

namespace Glia.Tests.Synapses;

public sealed class StochasticSynapsesTests
{
    [Fact]
    public void Spikes_arrive_with_the_probability_and_the_mean_amplitude()
    {
        using var scope = NewDisposeScope();
        var synapses = new StochasticSynapses(2, new RandomStream(1, "synapses"), new StochasticSynapse { Success = 0.7 });
        var arriving = synapses.forward(ones(50_000, 2)).AsReadOnlySpan<float>().ToArray();

        // Four standard errors of a share, and of a mean of φQ with variance p/3 − p²/4.
        Assert.Equal(0.7, arriving.Average(value => value == 0 ? 0.0 : 1), 4 * Math.Sqrt(0.7 * 0.3 / arriving.Length));
        Assert.Equal(0.35, arriving.Average(), 4 * Math.Sqrt(((0.7 / 3) - (0.7 * 0.7 / 4)) / arriving.Length));
    }

    [Fact]
    public void The_gradient_of_spikes_is_what_was_let_through_and_that_of_the_probability_what_could_have_been()
    {
        using var scope = NewDisposeScope();
        var synapses = new StochasticSynapses(3, new RandomStream(2, "synapses"), new StochasticSynapse { Success = 0.5, LowestAmplitude = 2, HighestAmplitude = 2 });
        var spikes = TensorInitialization.Uniform(new RandomStream(2, "spikes"), [4, 5, 3], 0, 1).requires_grad_();
        var upstream = TensorInitialization.Uniform(new RandomStream(2, "upstream"), [4, 5, 3], -1, 1);
        var arriving = synapses.forward(spikes);
        arriving.backward([upstream]);

        // With a fixed amplitude the draws are known from the output.
        var (let, input, up) = (arriving.detach().AsReadOnlySpan<float>().ToArray(), spikes.detach().AsReadOnlySpan<float>().ToArray(), upstream.AsReadOnlySpan<float>().ToArray());
        var (bySpikes, byRaw) = (spikes.grad!.AsReadOnlySpan<float>().ToArray(), synapses.parameters().Single().grad!.AsReadOnlySpan<float>().ToArray());
        Assert.Contains(0, let);
        for (var n = 0; n < 3; n++)
        {
            Assert.Equal(Enumerable.Range(0, 20).Sum(i => 2.0 * input[(i * 3) + n] * up[(i * 3) + n]) * 0.25, byRaw[n], 1e-5);
        }

        Assert.All(Enumerable.Range(0, let.Length), i => Assert.Equal(let[i] == 0 ? 0 : 2 * up[i], bySpikes[i], 1e-6f));
    }

    [Fact]
    public void For_a_linear_loss_the_mean_gradient_is_the_derivative_of_the_mean_loss()
    {
        // L = Σ c x, E[L] = Σ c p E[Q] s: dE[L]/dp = c · 0.5 for each spike.
        using var scope = NewDisposeScope();
        var synapses = new StochasticSynapses(1, new RandomStream(3, "synapses"), new StochasticSynapse { Success = 0.3 });
        const int Spikes = 40_000;
        synapses.forward(ones(Spikes, 1)).backward([full([Spikes, 1], 3.0f)]);
        var byProbability = synapses.parameters().Single().grad!.AsReadOnlySpan<float>()[0] / (0.3 * 0.7 * Spikes);
        Assert.Equal(1.5, byProbability, 4 * 3 / Math.Sqrt(12.0 * Spikes));
    }

    [Fact]
    public void Useful_synapses_learn_to_let_through_and_noisy_ones_to_hold_back()
    {
        // The target is the first input; the second is a spike without meaning. Weights are fixed at 1, only probabilities learn.
        using var scope = NewDisposeScope();
        var synapses = new StochasticSynapses(2, new RandomStream(4, "synapses"), new StochasticSynapse { Success = 0.5, LowestAmplitude = 1 });
        var adam = new Adam(synapses.parameters(), Schedule.Constant(0.05));
        var random = new RandomStream(4, "spikes");
        for (var step = 0; step < 150; step++)
        {
            using var inner = NewDisposeScope();
            var spikes = TensorInitialization.Uniform(random, [64, 2], 0, 1).round();
            var loss = synapses.forward(spikes).sum(1).sub(spikes[TensorIndex.Colon, TensorIndex.Single(0)]).square().mean();
            adam.ZeroGradients();
            loss.backward();
            adam.Step();
        }

        var learned = synapses.Probabilities();
        Assert.True(learned[0] > 0.9, $"useful: {learned[0]}");
        Assert.True(learned[1] < 0.1, $"noise: {learned[1]}");
    }

    [Fact]
    public void The_same_stream_gives_the_same_bits_and_wrong_shapes_and_probabilities_are_refused()
    {
        using var scope = NewDisposeScope();
        float[] Arriving() => new StochasticSynapses(4, new RandomStream(5, "synapses")).forward(ones(10, 4)).AsReadOnlySpan<float>().ToArray();
        Assert.Equal(Arriving(), Arriving());
        Assert.Contains("both excluded; got 1", Assert.Throws<ArgumentException>(() => new StochasticSynapses(4, new RandomStream(5, "x"), new StochasticSynapse { Success = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("[10, 3]", Assert.Throws<ArgumentException>(() => new StochasticSynapses(4, new RandomStream(5, "x")).forward(ones(10, 3))).Message, StringComparison.Ordinal);
    }
}
