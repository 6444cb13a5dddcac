using Glia.Random;
using Glia.Synapses;
using Glia.Vision;

namespace Glia.Tests.Vision;

public sealed class MotionDetectorTests
{
    private static readonly MotionClasses Classes = new(4, [0.7]);

    [Fact]
    public void Before_it_learns_its_loss_is_the_logarithm_of_the_number_of_classes()
    {
        var detector = new MotionDetector(ConeMask.Bounds(ConeMask.Of(5, 5, 5), 16, 2), new RandomStream(1, "init"));
        detector.Kernel.Map((_, _, delay, dy, dx, weight) => delay == 0 && dy == 2 && dx == 2 ? 0 : weight);
        Assert.InRange(detector.Gradient(Bar(20, 0), new int[20]), Math.Log(16) - 0.1, Math.Log(16) + 0.1);
    }

    [Fact]
    public void Its_gradient_agrees_with_finite_differences()
    {
        var random = new RandomStream(2, "gradient");
        var detector = new MotionDetector(ConeMask.Bounds(ConeMask.Of(4, 3, 5), 3, 2), random);
        detector.Kernel.Map((_, _, _, _, _, weight) => weight + (0.3f * (float)random.NextGaussian()));
        var events = RandomEvents((9, 2, 8, 9), 0.2, random);
        int[] labels = [.. Enumerable.Range(0, 9).Select(t => t % 3)];
        detector.Gradient(events, labels);
        var gradient = detector.LastGradient.Copy();

        // The loss is summed in float32 within a step and the larger of two polarities is not smooth everywhere: the step is small, the tolerance wide.
        const float step = 2e-3f;
        for (var trial = 0; trial < 40; trial++)
        {
            var (c, channel, delay, dy, dx) = (random.NextInt(3), random.NextInt(2), random.NextInt(4), random.NextInt(3), random.NextInt(5));
            var weight = detector.Kernel[c, channel, delay, dy, dx];
            if (ConeMask.Of(4, 3, 5)[delay, dy, dx] == 0)
            {
                continue;
            }

            detector.Kernel[c, channel, delay, dy, dx] = weight + step;
            var above = detector.Gradient(events, labels);
            detector.Kernel[c, channel, delay, dy, dx] = weight - step;
            var below = detector.Gradient(events, labels);
            detector.Kernel[c, channel, delay, dy, dx] = weight;
            Assert.Equal((above - below) / (2 * step), gradient[c, channel, delay, dy, dx], 5e-4);
        }

        detector.Kernel.Bias[1] += step;
        var more = detector.Gradient(events, labels);
        detector.Kernel.Bias[1] -= 2 * step;
        Assert.Equal((more - detector.Gradient(events, labels)) / (2 * step), gradient.Bias[1], 5e-4);
    }

    [Fact]
    public void It_learns_the_direction_of_bars_with_delays_and_keeps_its_weights_within_bounds()
    {
        var bounds = ConeMask.Bounds(ConeMask.Of(5, 7, 7), 4, 2);
        var detector = new MotionDetector(bounds, new RandomStream(3, "init"));
        var losses = Enumerable.Range(0, 60).Select(i => detector.Learn(Bar(24, i % 4), Constant(24, i % 4), 0.01)).ToList();
        Assert.True(losses[^1] < 0.9 * losses[0], $"{losses[0]} to {losses[^1]}");
        for (var motion = 0; motion < 4; motion++)
        {
            var evidence = detector.Evidence(Bar(24, motion));
            Assert.Equal(motion, MotionDecision.OfMovie(evidence, 5));
            Assert.Equal(motion, MotionDecision.OfMovie(detector.Evidence(Bar(24, motion).Flipped()), 5));
            Assert.Equal(Classes.Opposite(motion), MotionDecision.OfMovie(detector.Evidence(Bar(24, motion).Reversed()), 5));
            Assert.Equal(1, MotionDecision.OfSteps(evidence, 5).Skip(4).Average(decision => decision == motion ? 1 : 0), 0.35);
        }

        var largest = detector.Kernel.ToArray().Max(Math.Abs);
        var (weights, limits) = (detector.Kernel.ToArray(), bounds.ToArray());
        Assert.All(weights.Zip(limits), pair => Assert.True(Math.Abs(pair.First) <= (pair.Second * largest * 1.01f) + 1e-12f));
    }

    [Fact]
    public void The_larger_of_both_polarities_is_the_same_for_flipped_events_and_pruned_synapses_agree()
    {
        var random = new RandomStream(4, "flip");
        var kernel = new MotionDetector(ConeMask.Bounds(ConeMask.Of(4, 5, 5), 6, 2), random).Kernel;
        var events = RandomEvents((8, 2, 9, 9), 0.1, random);
        var (evidence, flipped) = (PolarityFlipMax.Forward(kernel, events), PolarityFlipMax.Forward(kernel, events.Flipped()));
        var one = PolarityFlipMax.Forward(new SpatioTemporalSynapses(kernel), kernel, events);
        for (var t = 0; t < 8; t++)
        {
            Assert.True(evidence.Row(t, 4).SequenceEqual(flipped.Row(t, 4)));
            Assert.True(evidence.Row(t, 4).SequenceEqual(one.Row(t, 4)));
        }
    }

    [Fact]
    public void A_matched_filter_tells_bars_apart_without_learning()
    {
        var filter = new MatchedMotionFilter(4, 5, 7, 7);
        Assert.Throws<InvalidOperationException>(() => filter.Kernel());
        for (var motion = 0; motion < 4; motion++)
        {
            filter.Add(Bar(24, motion), Constant(24, motion));
        }

        var kernel = filter.Kernel();
        Assert.All(Enumerable.Range(0, 4), motion => Assert.Equal(motion, MotionDecision.OfMovie(PolarityFlipMax.Forward(kernel, Bar(24, motion)), 5)));
    }

    [Fact]
    public void Scores_refuse_the_wrong_kind_of_path_and_films_that_are_too_small()
    {
        var detector = new MotionDetector(ConeMask.Bounds(ConeMask.Of(5, 5, 5), 4, 2), new RandomStream(1, "init"));
        var evidence = detector.Evidence(Bar(24, 0));
        Assert.Throws<ArgumentException>(() => MotionDecision.StepAccuracy(evidence, 5, EyeMovementPath.Constant(Classes, 24, 0)));
        Assert.Throws<ArgumentException>(() => MotionDecision.OfMovie(evidence, 5, EyeMovementPath.Saccadic(Classes, 24, new RandomStream(1, "path"), 2)));
        Assert.Throws<ArgumentException>(() => detector.Learn(Bar(4, 0), new int[4], 0.01));
        Assert.Throws<ArgumentException>(() => detector.Learn(Bar(24, 0), Constant(24, 4), 0.01));
    }

    [Fact]
    public void Winners_spike_at_the_rate_asked_for_one_class_a_place()
    {
        var detector = new MotionDetector(ConeMask.Bounds(ConeMask.Of(5, 5, 5), 4, 2), new RandomStream(1, "init"));
        var spikes = MotionDecision.WinnerSpikes(detector.Evidence(Bar(24, 0)), 5, 10);
        Assert.Equal((int)Math.Round(20 * 12 * 12 * 4 * 10 / 1000.0), spikes.Count);
        Assert.Equal(spikes.Count, Enumerable.Range(0, spikes.Count).Select(i => (spikes.Step[i], spikes.Y[i], spikes.X[i])).Distinct().Count());
        Assert.True(spikes.Step[0] >= 4);
    }

    // A bar two pixels wide that moves across 16 × 16 pixels, and comes back at the other edge: ON in front, OFF behind.
    private static SpatioTemporalEvents Bar(int steps, int motion)
    {
        var events = new List<(int T, int Channel, int Y, int X)>();
        for (var t = 0; t < steps; t++)
        {
            for (var i = 0; i < 16; i++)
            {
                var (front, behind) = motion < 2 ? (t % 16, (t + 13) % 16) : (15 - (t % 16), 15 - ((t + 13) % 16));
                events.AddRange(motion % 2 == 0 ? [(t, 1, i, front), (t, 0, i, behind)] : [(t, 1, front, i), (t, 0, behind, i)]);
            }
        }

        return Events((steps, 2, 16, 16), [.. events]);
    }

    private static int[] Constant(int steps, int motion) => [.. Enumerable.Repeat(motion, steps)];

    private static SpatioTemporalEvents Events((int, int, int, int) size, (int T, int Channel, int Y, int X)[] events) => SpatioTemporalEvents.From(
        size, [.. events.Select(e => e.T)], [.. events.Select(e => e.Channel)], [.. events.Select(e => e.Y)], [.. events.Select(e => e.X)]);

    private static SpatioTemporalEvents RandomEvents((int Steps, int Channels, int Height, int Width) size, double rate, RandomStream random) => Events(
        size, [.. Enumerable.Range(0, size.Steps * size.Channels * size.Height * size.Width).Where(_ => random.NextDouble() < rate)
            .Select(i => (i / (size.Width * size.Height * size.Channels), i / (size.Width * size.Height) % size.Channels, i / size.Width % size.Height, i % size.Width))]);
}
