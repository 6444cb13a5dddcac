using Glia.Data;
using Glia.Random;
using Glia.Sequences;
using Glia.Spikes;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Sequences;

public sealed class DigitSumAndRecallTests
{
    private static readonly EventBinning Binning = new() { StepMicroseconds = 10 };

    [Fact]
    public void Digits_follow_each_other_and_their_labels_add_modulo_ten()
    {
        using var scope = NewDisposeScope();

        // Sample d has its one spike in channel d.
        var samples = Enumerable.Range(0, 20).Select(d => new LabelledSpikes(SpikeTrains.FromSorted([25], [d], 20, new TimeWindow(0, 50)), d, "")).ToList();
        var task = new ConcatenationSum(samples);
        Assert.Equal(19, task.Classes);
        var (inputs, labels) = task.Draw(new RandomStream(1, "sum"), 50, Binning, 5);
        Assert.Equal([10, 50, 20], inputs.shape);
        for (var b = 0; b < 50; b++)
        {
            var first = (int)inputs[2, b].argmax().item<long>();
            var second = (int)inputs[7, b].argmax().item<long>();
            Assert.Equal((first % 10) + (second % 10), labels[b]);
            Assert.Equal(2, inputs.select(1, b).sum().item<float>());
        }

        Assert.True(labels.Distinct().Count() > 10);
    }

    [Fact]
    public void Spikes_after_a_digits_time_do_not_reach_the_next()
    {
        using var scope = NewDisposeScope();
        var late = new LabelledSpikes(SpikeTrains.FromSorted([5, 55], [0, 0], 1, new TimeWindow(0, 60)), 0, "");
        var (inputs, _) = new ConcatenationSum([late]).Draw(new RandomStream(1, "sum"), 1, Binning, 5);
        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0, 0, 0], inputs.AsSpan<float>().ToArray());
    }

    [Fact]
    public void The_pulse_to_recall_is_in_the_first_step_and_nowhere_else()
    {
        using var scope = NewDisposeScope();
        var (inputs, labels) = new DelayedRecall(noise: 0).Draw(new RandomStream(1, "recall"), 20, 30);
        Assert.Equal(labels.Select(label => (long)label), inputs[0].argmax(1).AsSpan<long>().ToArray());
        Assert.Equal(20, inputs.sum().item<float>());
        var noisy = new DelayedRecall(noise: 0.1).Draw(new RandomStream(1, "recall"), 20, 300).Inputs;
        Assert.Equal(0.1, noisy.narrow(0, 1, 299).std().item<float>(), 0.005);
    }

    [Fact]
    public void Impossible_tasks_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ConcatenationSum([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DelayedRecall(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DelayedRecall(noise: -1));
    }
}
