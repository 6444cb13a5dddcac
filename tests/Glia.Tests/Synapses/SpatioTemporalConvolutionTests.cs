using CsCheck;
using Glia.Random;
using Glia.Synapses;

namespace Glia.Tests.Synapses;

public sealed class SpatioTemporalConvolutionTests
{
    // Lengths of rows around the 16 numbers that are handled at once, a single delay, a single place, more delays than steps.
    private static readonly (int Classes, int Channels, int Delays, int Height, int Width, int Steps)[] Shapes =
        [(16, 2, 11, 9, 9, 14), (1, 2, 1, 1, 1, 4), (3, 2, 4, 3, 5, 9), (36, 2, 5, 5, 5, 8), (5, 7, 6, 1, 1, 20), (8, 1, 9, 3, 1, 5)];

    public static TheoryData<int> ShapeIndices => [.. Enumerable.Range(0, Shapes.Length)];

    [Fact]
    public void An_event_reaches_only_the_neuron_displaced_against_its_weight_after_its_delay()
    {
        var kernel = new SpatioTemporalKernel(2, 2, 5, 5, 7);
        kernel[1, 0, 3, 4, 1] = 2.5f;
        var evidence = SpatioTemporalConvolution.Forward(kernel, Events((10, 2, 9, 9), (4, 0, 4, 5), (4, 1, 4, 5)));

        // Cross-correlation: y + (4 − 2) = 4 and x + (1 − 3) = 5.
        for (var t = 0; t < 10; t++)
        {
            for (var place = 0; place < 81; place++)
            {
                Assert.Equal(0, evidence[t, place / 9, place % 9][0]);
                Assert.Equal(t == 4 + 3 && place / 9 == 2 && place % 9 == 7 ? 2.5f : 0, evidence[t, place / 9, place % 9][1]);
            }
        }
    }

    [Fact]
    public void A_dot_that_moves_to_the_right_is_heard_by_weights_to_the_left_at_longer_delays()
    {
        // The convention of signs of the whole layer: input of d steps ago lay at −v·d.
        var dot = Events((8, 2, 9, 9), [.. Enumerable.Range(0, 5).Select(t => (t, 1, 4, 2 + t))]);
        var kernel = new SpatioTemporalKernel(2, 2, 4, 1, 9);
        for (var delay = 0; delay < 4; delay++)
        {
            kernel[0, 1, delay, 0, 4 - delay] = 1;
            kernel[1, 1, delay, 0, 4 + delay] = 1;
        }

        var evidence = SpatioTemporalConvolution.Forward(kernel, dot);
        Assert.Equal(4, evidence[4, 4, 6][0]);
        Assert.Equal(1, evidence[4, 4, 6][1]);
    }

    [Theory]
    [MemberData(nameof(ShapeIndices))]
    public void Driven_by_events_it_equals_the_defining_sum_exactly_where_sums_are_exact_and_the_dense_way_in_every_bit(int shape)
    {
        var (classes, channels, delays, height, width, steps) = Shapes[shape];
        var random = new RandomStream(shape, "shapes");
        var events = RandomEvents((steps, channels, 7, 11), 0.1, random);

        // Weights in quarters: float sums of them have no rounding, so float32 must equal float64 to the last bit.
        var exact = Kernel(Shapes[shape], () => (random.NextInt(33) - 16) / 4f);
        var evidence = SpatioTemporalConvolution.Forward(exact, events);
        var input = events.ToDense();
        for (var t = 0; t < steps; t++)
        {
            for (var place = 0; place < 77; place++)
            {
                for (var c = 0; c < classes; c++)
                {
                    Assert.Equal(Reference(exact, input, (steps, 7, 11), c, t, place / 11, place % 11), evidence[t, place / 11, place % 11][c]);
                }
            }
        }

        var rough = Kernel(Shapes[shape], () => (float)random.NextGaussian());
        var sparse = SpatioTemporalConvolution.Forward(rough, events);
        var dense = new SpatioTemporalEvidence(rough, steps, 7, 11);
        SpatioTemporalConvolution.DenseForward(rough, input, dense);
        var one = new SpatioTemporalEvidence(rough, steps, 7, 11);
        new SpatioTemporalSynapses(rough).Forward(events, one);
        for (var t = 0; t < steps; t++)
        {
            for (var y = 0; y < 7; y++)
            {
                Assert.True(sparse.Row(t, y).SequenceEqual(dense.Row(t, y)));
                Assert.True(sparse.Row(t, y).SequenceEqual(one.Row(t, y)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(ShapeIndices))]
    public void Its_gradient_is_the_derivative_of_a_weighted_sum_of_the_evidence_and_equals_the_dense_one(int shape)
    {
        var (classes, channels, delays, height, width, steps) = Shapes[shape];
        var random = new RandomStream(shape, "gradients");
        var events = RandomEvents((steps, channels, 6, 8), 0.15, random);
        var kernel = Kernel(Shapes[shape], () => 0);
        var errors = new SpatioTemporalEvidence(kernel, steps, 6, 8);
        for (var t = 0; t < steps; t++)
        {
            for (var y = 0; y < 6; y++)
            {
                foreach (ref var error in errors.Row(t, y))
                {
                    error = (random.NextInt(9) - 4) / 2f;
                }
            }
        }

        var (sparse, dense) = (Kernel(Shapes[shape], () => 0), Kernel(Shapes[shape], () => 0));
        SpatioTemporalConvolution.AddGradient(events, errors, sparse);
        SpatioTemporalConvolution.AddDenseGradient(events.ToDense(), errors, dense);
        Assert.Equal(dense.ToArray(), sparse.ToArray());
        Assert.Equal(dense.Bias, sparse.Bias);

        // The sum is linear in each weight: its derivative is the sum with that weight 1 and all others 0.
        for (var trial = 0; trial < 20; trial++)
        {
            var (c, channel, delay, dy, dx) = (random.NextInt(classes), random.NextInt(channels), random.NextInt(delays), random.NextInt(height), random.NextInt(width));
            var single = Kernel(Shapes[shape], () => 0);
            single[c, channel, delay, dy, dx] = 1;
            var evidence = SpatioTemporalConvolution.Forward(single, events);
            var sum = 0.0;
            for (var t = 0; t < steps; t++)
            {
                for (var y = 0; y < 6; y++)
                {
                    var (row, error) = (evidence.Row(t, y).ToArray(), errors.Row(t, y).ToArray());
                    sum += row.Zip(error).Sum(pair => (double)pair.First * pair.Second);
                }
            }

            Assert.Equal(sum, sparse[c, channel, delay, dy, dx], 1e-9);
        }
    }

    [Fact]
    public void It_is_linear_in_the_weights_and_moves_with_its_input() => Gen.Int[0, 10_000].Sample(
        seed =>
        {
            var random = new RandomStream(seed, "property");
            var events = RandomEvents((9, 2, 7, 7), 0.1, random);
            (int, int, int, int, int, int) shape = (3, 2, 4, 3, 3, 9);
            var (a, b) = (Kernel(shape, () => random.NextInt(9) - 4), Kernel(shape, () => random.NextInt(9) - 4));
            var both = a.Copy();
            both.Map((c, channel, delay, dy, dx, weight) => weight + b[c, channel, delay, dy, dx]);
            var (ofA, ofB, ofBoth) = (SpatioTemporalConvolution.Forward(a, events), SpatioTemporalConvolution.Forward(b, events), SpatioTemporalConvolution.Forward(both, events));
            var later = SpatioTemporalEvents.From((10, 2, 7, 7), [.. events.Step.ToArray().Select(t => t + 1)], events.Channel, events.Y, events.X);
            var ofLater = SpatioTemporalConvolution.Forward(a, later);
            for (var t = 0; t < 9; t++)
            {
                for (var i = 0; i < 49; i++)
                {
                    Assert.Equal(ofA[t, i / 7, i % 7][1] - b.Bias[1] + ofB[t, i / 7, i % 7][1], ofBoth[t, i / 7, i % 7][1]);
                    Assert.Equal(ofA[t, i / 7, i % 7][2], ofLater[t + 1, i / 7, i % 7][2]);
                }
            }
        }, iter: 20);

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        Assert.Contains("odd", Assert.Throws<ArgumentOutOfRangeException>(() => new SpatioTemporalKernel(1, 2, 3, 4, 3)).Message, StringComparison.Ordinal);
        var kernel = new SpatioTemporalKernel(1, 2, 3, 3, 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => kernel[1, 0, 0, 0, 0]);
        Assert.Throws<ArgumentException>(() => SpatioTemporalConvolution.Forward(kernel, Events((4, 3, 5, 5))));
        Assert.Throws<ArgumentException>(() => SpatioTemporalConvolution.Forward(kernel, Events((4, 2, 5, 5)), new SpatioTemporalEvidence(kernel, 5, 5, 5)));
        Assert.Throws<ArgumentException>(() => SpatioTemporalConvolution.DenseForward(kernel, new float[3], new SpatioTemporalEvidence(kernel, 4, 5, 5)));
        Assert.Contains("Event 1", Assert.Throws<ArgumentException>(() => Events((4, 2, 5, 5), (1, 0, 0, 0), (2, 0, 5, 0))).Message, StringComparison.Ordinal);
        Assert.Contains("order of time", Assert.Throws<ArgumentException>(() => Events((4, 2, 5, 5), (2, 0, 0, 0), (1, 0, 0, 0))).Message, StringComparison.Ordinal);
    }

    private static double Reference(SpatioTemporalKernel kernel, float[] input, (int Steps, int Height, int Width) size, int c, int t, int y, int x)
    {
        var sum = (double)kernel.Bias[c];
        for (var channel = 0; channel < kernel.Channels; channel++)
        {
            for (var delay = 0; delay < kernel.Delays; delay++)
            {
                for (var dy = 0; dy < kernel.Height; dy++)
                {
                    for (var dx = 0; dx < kernel.Width; dx++)
                    {
                        var (fromT, fromY, fromX) = (t - delay, y + dy - (kernel.Height / 2), x + dx - (kernel.Width / 2));
                        if (fromT >= 0 && fromY >= 0 && fromY < size.Height && fromX >= 0 && fromX < size.Width)
                        {
                            sum += (double)kernel[c, channel, delay, dy, dx] * input[(((((fromT * kernel.Channels) + channel) * size.Height) + fromY) * size.Width) + fromX];
                        }
                    }
                }
            }
        }

        return sum;
    }

    private static SpatioTemporalKernel Kernel((int Classes, int Channels, int Delays, int Height, int Width, int Steps) shape, Func<float> weight)
    {
        var kernel = new SpatioTemporalKernel(shape.Classes, shape.Channels, shape.Delays, shape.Height, shape.Width);
        kernel.Map((_, _, _, _, _, _) => weight());
        foreach (ref var bias in kernel.Bias.AsSpan())
        {
            bias = weight();
        }

        return kernel;
    }

    private static SpatioTemporalEvents Events((int, int, int, int) size, params (int T, int Channel, int Y, int X)[] events) => SpatioTemporalEvents.From(
        size, [.. events.Select(e => e.T)], [.. events.Select(e => e.Channel)], [.. events.Select(e => e.Y)], [.. events.Select(e => e.X)]);

    private static SpatioTemporalEvents RandomEvents((int Steps, int Channels, int Height, int Width) size, double rate, RandomStream random) => Events(
        size, [.. Enumerable.Range(0, size.Steps * size.Channels * size.Height * size.Width).Where(_ => random.NextDouble() < rate)
            .Select(i => (i / (size.Width * size.Height * size.Channels), i / (size.Width * size.Height) % size.Channels, i / size.Width % size.Height, i % size.Width))]);
}
