using Glia.Data;
using Glia.Random;
using Glia.Sequences;

namespace Glia.Tests.Sequences;

public sealed class DecisionTaskTests
{
    private const int Count = 4000;

    [Fact]
    public void Perceptual_decision_has_its_means_noise_and_labels()
    {
        var task = new PerceptualDecision().Draw(Count, new RandomStream(1, "2af"));
        Assert.Equal((8, Count, 3, 3, 8), (task.Steps, task.Batch, task.Channels, task.Classes, task.Answers));
        Fixates(task);
        var (rights, differences) = (0, new List<double>());
        for (var b = 0; b < Count; b++)
        {
            var decision = Label(task, 7, b);
            var difference = Enumerable.Range(0, 7).Average(t => At(task, t, b, 1) - At(task, t, b, 2)) * (decision == 1 ? 1 : -1);
            rights += difference > 0 ? 1 : 0;
            differences.Add(difference);
            Assert.Equal([0f, 0f, 0f], Enumerable.Range(0, 3).Select(c => At(task, 7, b, c)));
        }

        // The mean coherence is 19.2 %, the noise of a difference of means over 7 steps 0.1 √(2/7).
        Assert.Equal(0.192, differences.Average(), 0.006);
        Assert.InRange(rights / (double)Count, 0.82, 0.92);
        Assert.InRange(Enumerable.Range(0, Count).Count(b => Label(task, 7, b) == 1) / (double)Count, 0.47, 0.53);
    }

    [Fact]
    public void Coherences_are_those_given()
    {
        var task = new PerceptualDecision { Coherences = [51.2], Noise = 0 }.Draw(10, new RandomStream(1, "2af"));
        Assert.All(Enumerable.Range(0, 10), b => Assert.Equal(0.756, At(task, 3, b, Label(task, 7, b)), 1e-6));
        Assert.All(Enumerable.Range(0, 10), b => Assert.Equal(0.244, At(task, 0, b, 3 - Label(task, 7, b)), 1e-6));
    }

    [Fact]
    public void Match_to_sample_shows_sample_and_test_and_nothing_between()
    {
        var task = new DelayMatchToSample { Noise = 0 }.Draw(200, new RandomStream(1, "dms"));
        Fixates(task);
        for (var b = 0; b < 200; b++)
        {
            var match = At(task, 0, b, 1) == At(task, 6, b, 1);
            Assert.Equal(match ? 1 : 2, Label(task, 7, b));
            Assert.Equal(1, At(task, 0, b, 1) + At(task, 0, b, 2));
            Assert.All(Enumerable.Range(1, 5), t => Assert.Equal(0, At(task, t, b, 1) + At(task, t, b, 2)));
        }
    }

    [Fact]
    public void Context_decision_asks_for_the_modality_of_the_context()
    {
        var task = new ContextDecision { Noise = 0 }.Draw(500, new RandomStream(1, "cxt"));
        Fixates(task);
        var conflicts = 0;
        for (var b = 0; b < 500; b++)
        {
            var context = At(task, 3, b, 5) == 1 ? 0 : 1;
            Assert.Equal(1, At(task, 3, b, 5) + At(task, 3, b, 6));
            Assert.Equal(0, At(task, 7, b, 5) + At(task, 7, b, 6));
            int Choice(int modality) => At(task, 1, b, 1 + (2 * modality)) > At(task, 1, b, 2 + (2 * modality)) ? 1 : 2;
            Assert.Equal(Choice(context), Label(task, 7, b));
            conflicts += Choice(0) == Choice(1) ? 0 : 1;
            Assert.All(Enumerable.Range(2, 5), t => Assert.Equal(0, At(task, t, b, 1) + At(task, t, b, 4)));
        }

        Assert.InRange(conflicts, 200, 300);
    }

    [Fact]
    public void Images_are_read_row_by_row()
    {
        var images = new LabelledImages(2, 3, [0, 51, 102, 153, 204, 255, 5, 5, 5, 5, 5, 5], [7, 1]);
        var task = new SequentialMnist(images).Of([1, 0]);
        Assert.Equal((2, 2, 3, 10, 1), (task.Steps, task.Batch, task.Channels, task.Classes, task.Answers));
        Assert.Equal([1, 7], task.Targets);
        Assert.Equal([0, 0.2f, 0.4f], task.Inputs[3..6]);
        Assert.Equal([0.6f, 0.8f, 1], task.Inputs[9..12]);
        Assert.Equal(5, new SequentialMnist(images).Draw(5, new RandomStream(1, "draw")).Batch);
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused()
    {
        var random = new RandomStream(1, "bad");
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerceptualDecision { Coherences = [] }.Draw(1, random));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerceptualDecision().Draw(0, random));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DelayMatchToSample { Noise = -1 }.Draw(1, random));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContextDecision { StimulusSteps = 0 }.Draw(1, random));
        var images = new LabelledImages(1, 1, [0], [3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SequentialMnist(images, classes: 3).Of([0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SequentialMnist(images).Of([1]));
        Assert.Contains("an image", Assert.Throws<ArgumentException>(() => new SequentialMnist(images with { Labels = [] })).Message);
    }

    private static void Fixates(SequenceTask task) => Assert.All(Enumerable.Range(0, task.Batch), b =>
    {
        Assert.All(Enumerable.Range(0, task.Steps - 1), t => Assert.Equal((1f, 0), (At(task, t, b, 0), Label(task, t, b))));
        Assert.Equal(0, At(task, task.Steps - 1, b, 0));
        Assert.InRange(Label(task, task.Steps - 1, b), 1, 2);
    });

    private static float At(SequenceTask task, int step, int trial, int channel) => task.Inputs[(((step * task.Batch) + trial) * task.Channels) + channel];

    private static int Label(SequenceTask task, int step, int trial) => task.Targets[(step * task.Batch) + trial];
}
