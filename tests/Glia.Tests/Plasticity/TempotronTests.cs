using Glia.Plasticity;
using Glia.Random;
using Glia.Spikes;

namespace Glia.Tests.Plasticity;

public sealed class TempotronTests
{
    [Fact]
    public void The_potential_of_a_spike_starts_at_zero_and_peaks_at_one()
    {
        var kernel = new TempotronKernel(15, 3.75);
        Assert.Equal((6.931472, 2.116535), (Math.Round(kernel.PeakMs, 6), Math.Round(kernel.Scale, 6)));
        Assert.Equal((0, 0, 1), (kernel.Value(0), kernel.Value(-1), Math.Round(kernel.Value(kernel.PeakMs), 12)));
        Assert.All(Enumerable.Range(0, 1000), i => Assert.True(kernel.Value(i * 0.1) <= 1 + 1e-12));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(40)]
    public void The_derivative_by_the_logarithm_of_tau_is_that_of_differences(double since)
    {
        const double Step = 1e-6;
        double At(double logTau) => new TempotronKernel(Math.Exp(logTau), Math.Exp(logTau) / 4).Value(since);
        var expected = (At(Math.Log(15) + Step) - At(Math.Log(15) - Step)) / (2 * Step);
        Assert.Equal(expected, new TempotronKernel(15, 3.75).LogTauDerivative(since), 8);
    }

    [Fact]
    public void The_potential_is_the_weighted_sum_of_kernels()
    {
        var neuron = Neuron(3, new TempotronOptions());
        double[] weights = [0.3, -0.2, 0.4];
        weights.CopyTo(neuron.Weights);
        var pattern = new LatencyPattern([10.5, 12.25, 20], [0, 1, 2], IsTarget: true);
        var expected = Enumerable.Range(0, 501).Max(time => Enumerable.Range(0, 3).Sum(i => weights[i] * neuron.Kernel.Value(time - pattern.Times[i])));
        var response = neuron.Respond(pattern);
        Assert.Equal(expected, response.Potential, 10);
        Assert.Equal((false, 3), (response.Fires, response.SpikesArrived));
    }

    [Fact]
    public void Input_after_the_spike_is_shunted()
    {
        var neuron = Neuron(2, new TempotronOptions());
        new[] { 1.5, 5.0 }.CopyTo(neuron.Weights);
        var response = neuron.Respond(new LatencyPattern([10, 100], [0, 1], IsTarget: false));
        Assert.True(response.Fires);
        Assert.InRange(response.Potential, 1, 1.5);
        Assert.Equal(1, response.SpikesArrived);
    }

    [Fact]
    public void A_missed_spike_raises_the_weights_by_the_kernel_and_a_false_one_lowers_them()
    {
        var neuron = Neuron(2, new TempotronOptions { LearningRate = 0.1 });
        new[] { 0.5, 0.0 }.CopyTo(neuron.Weights);
        var pattern = new LatencyPattern([10, 12], [0, 1], IsTarget: true);
        var at = neuron.Respond(pattern).AtMs;
        Assert.False(neuron.Learn(pattern));
        Assert.Equal(0.5 + (0.1 * neuron.Kernel.Value(at - 10)), neuron.Weights[0], 12);
        Assert.Equal(0.1 * neuron.Kernel.Value(at - 12), neuron.Weights[1], 12);
        new[] { 2.0, 0.0 }.CopyTo(neuron.Weights);
        Assert.False(neuron.Learn(pattern with { IsTarget = false }));
        Assert.True(neuron.Weights[0] < 2);
    }

    [Fact]
    public void Two_patterns_are_learned_and_then_left_alone()
    {
        var patterns = LatencyPatterns.Draw(2, 50, 500, new RandomStream(3, "two"));
        var neuron = Neuron(50, new TempotronOptions());
        var epochs = 0;
        while (epochs < 200 && patterns.Select(neuron.Learn).ToList().Contains(false))
        {
            epochs++;
        }

        Assert.InRange(epochs, 1, 199);
        var weights = neuron.Weights.ToArray();
        Assert.All(patterns, pattern => Assert.True(neuron.Learn(pattern)));
        Assert.Equal(weights, neuron.Weights.ToArray());
    }

    [Fact]
    public void Time_constant_and_threshold_move_only_where_asked()
    {
        var pattern = new LatencyPattern([10, 30], [0, 1], IsTarget: true);
        var still = Neuron(2, new TempotronOptions());
        new[] { 0.5, 0.4 }.CopyTo(still.Weights);
        still.Learn(pattern);
        Assert.Equal((15, 1), (still.Kernel.TauMs, still.Threshold));
        var moving = Neuron(2, new TempotronOptions { TauLearningRate = 0.1, ThresholdLearningRate = 0.01 });
        new[] { 0.5, 0.4 }.CopyTo(moving.Weights);
        var before = moving.Respond(pattern);
        moving.Learn(pattern);
        var gradient = (0.5 * still.Kernel.LogTauDerivative(before.AtMs - 10)) + (before.SpikesArrived > 1 ? 0.4 * still.Kernel.LogTauDerivative(before.AtMs - 30) : 0);
        Assert.Equal(15 * Math.Exp(0.1 * gradient), moving.Kernel.TauMs, 9);
        Assert.Equal(0.99, moving.Threshold, 12);
    }

    [Fact]
    public void Time_constants_in_the_wrong_order_are_refused()
    {
        Assert.Contains("0 < τ_s < τ", Assert.Throws<ArgumentOutOfRangeException>(() => new TempotronKernel(5, 5)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Neuron(2, new TempotronOptions { LearningRate = 0 }));
    }

    private static Tempotron Neuron(int afferents, TempotronOptions options) => new(afferents, options, new RandomStream(1, "tempotron"));
}
