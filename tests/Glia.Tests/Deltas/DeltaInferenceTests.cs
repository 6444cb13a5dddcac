using Glia.Deltas;
using Glia.Random;

namespace Glia.Tests.Deltas;

public sealed class DeltaInferenceTests
{
    private static readonly FrameShape Shape = new(2, 9, 7);

    [Theory]
    [InlineData(3, 1, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(5, 2, 2)]
    [InlineData(4, 3, 0)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 1, 3)]
    public void A_convolution_of_changes_is_the_convolution_of_frames(int kernel, int stride, int padding)
    {
        var random = new RandomStream(kernel, "delta convolution");
        var layer = Convolution(random, "c", 2, 19, kernel, stride, padding);
        FrameLayer[] layers = [new FrameThreshold("input", 0), layer];
        var stream = new DeltaInference(Shape, layers);
        foreach (var frame in Frames(random, 5, changed: 0.2))
        {
            Close(ReferenceNetwork.Run(Shape, layers, frame), stream.Push(frame), 1e-4);
        }
    }

    [Fact]
    public void Without_loss_a_whole_network_gives_what_frames_give()
    {
        var random = new RandomStream(2, "delta network");
        FrameLayer[] layers = [.. Network(random, name => new FrameThreshold(name, 0))];
        var stream = new DeltaInference(Shape, layers);
        var whole = new FrameInference(Shape, layers);
        foreach (var frame in Frames(random, 20, changed: 0.1))
        {
            var logits = stream.Push(frame).ToArray();
            Close(ReferenceNetwork.Run(Shape, layers, frame), logits, 1e-4);
            Close(Array.ConvertAll(whole.Run(frame).ToArray(), value => (double)value), logits, 1e-4);
        }
    }

    [Fact]
    public void Where_sums_are_exact_a_quantised_network_gives_the_same_bits_after_any_number_of_frames()
    {
        var random = new RandomStream(4, "exact deltas");
        FrameLayer[] layers = [.. Network(random, name => new FrameQuantizer(name, [0.125f])).Select(Dyadic)];
        var stream = new DeltaInference(Shape, layers, new DeltaInferenceOptions { RecomputeInterval = 0 });
        var whole = new FrameInference(Shape, layers);
        var count = 0;
        foreach (var frame in Frames(random, 3000, changed: 0.1))
        {
            Assert.Equal(whole.Run(frame).ToArray(), stream.Push(frame).ToArray());
            if (count++ < 3)
            {
                Close(ReferenceNetwork.Run(Shape, layers, frame), stream.Push(frame), 0);
            }
        }
    }

    [Theory]
    [InlineData(3, 1, 1)]
    [InlineData(2, 2, 0)]
    [InlineData(3, 2, 1)]
    public void The_largest_of_windows_is_pooled_exactly(int window, int stride, int padding)
    {
        var random = new RandomStream(window, "max-pooling");
        var pooling = new FrameMaxPooling("pool", window, stride, padding);
        var pooled = pooling.OutputOf(new FrameShape(19, 9, 7));
        FrameLayer[] Layers(params FrameLayer[] between) =>
        [
            .. ((FrameLayer[])[new FrameQuantizer("input", [0.125f]), Convolution(new RandomStream(3, "pooled"), "conv1", 2, 19, 3, 1, 1), .. between,
                new FrameQuantizer("pooled", [.. Enumerable.Range(1, 19).Select(channel => channel / 16f)]), Dense(new RandomStream(4, "pooled"), "readout", pooled.Units, 5)]).Select(Dyadic),
        ];
        var layers = Layers(new FrameRectifier("relu"), pooling);
        var (stream, whole, turned) = (new DeltaInference(Shape, layers), new FrameInference(Shape, layers), new DeltaInference(Shape, Layers(pooling, new FrameRectifier("relu"))));
        foreach (var frame in Frames(random, 40, changed: 0.1))
        {
            var logits = stream.Push(frame).ToArray();
            Close(ReferenceNetwork.Run(Shape, layers, frame), logits, 0);
            // Pooling behind the quantiser, as the published layer does it.
            Close(ReferenceNetwork.Run(Shape, [.. layers[..3], layers[4], pooling, layers[5]], frame), logits, 0);
            Assert.Equal(whole.Run(frame).ToArray(), logits);
            Assert.Equal(turned.Push(frame).ToArray(), logits);
        }

        // Nothing is kept but what was sent and the sums.
        Assert.Equal(4 * ((2 * 63) + (19 * 63) + pooled.Units + 5), stream.StateBytes);
    }

    [Fact]
    public void A_network_may_end_with_the_largest_of_windows()
    {
        var random = new RandomStream(12, "last pooling");
        FrameLayer[] layers = [new FrameThreshold("input", 0), Convolution(random, "c", 2, 3, 3, 1, 1), new FrameMaxPooling("pool", 3, 3)];
        var stream = new DeltaInference(Shape, layers);
        Assert.Equal(new FrameShape(3, 3, 2), stream.Output);
        foreach (var frame in Frames(random, 5, changed: 0.3))
        {
            Close(ReferenceNetwork.Run(Shape, layers, frame), stream.Push(frame), 1e-5);
        }
    }

    [Fact]
    public void Rounding_adds_up_slowly_and_a_new_computation_takes_it_away()
    {
        var random = new RandomStream(5, "drift");
        FrameLayer[] layers = [new FrameQuantizer("input", [0.03f]), Convolution(random, "c", 2, 16, 3, 1, 1)];
        var stream = new DeltaInference(Shape, layers, new DeltaInferenceOptions { RecomputeInterval = 0 });
        var whole = new FrameInference(Shape, layers);
        float[] last = [];
        foreach (var frame in Frames(random, 10_000, changed: 0.2))
        {
            stream.Push(frame);
            last = frame;
        }

        var expected = Array.ConvertAll(whole.Run(last).ToArray(), value => (double)value);
        var drift = expected.Zip(stream.Push(last).ToArray(), (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(drift, 1e-7, 1e-3);
        stream.Recompute();
        Close(expected, stream.Push(last), 1e-6);

        var often = new DeltaInference(Shape, layers, new DeltaInferenceOptions { RecomputeInterval = 10 });
        foreach (var frame in Frames(random, 101, changed: 0.2))
        {
            Close(Array.ConvertAll(whole.Run(frame).ToArray(), value => (double)value), often.Push(frame), 2e-5);
        }
    }

    [Fact]
    public void Operations_are_counted_as_they_fall_inside_of_the_frame()
    {
        var random = new RandomStream(6, "count");
        var layer = Convolution(random, "c", 2, 5, 3, 2, 1);
        var stream = new DeltaInference(Shape, [new FrameThreshold("input", 0), layer]);
        stream.Push(new float[Shape.Units]);
        var (expected, dense, events) = (0L, 0L, 0);
        var frame = new float[Shape.Units];
        for (var i = 0; i < frame.Length; i++)
        {
            var fanOut = ReferenceNetwork.FanOut(Shape, layer, i / Shape.Width % Shape.Height, i % Shape.Width);
            dense += fanOut;
            if (i % 3 == 0)
            {
                frame[i] = 1;
                expected += fanOut;
                events++;
            }
        }

        stream.Push(frame);
        Assert.Equal(new FrameCost(1, events, expected), stream.Last);
        Assert.Equal(new StageCost("input", Shape.Units, dense, new FrameCost(1, 0, 0), new FrameCost(1, events, expected)), Assert.Single(stream.Costs));
        Assert.Equal(events / (double)Shape.Units, stream.Sparsity.Density, 12);
        stream.Push(frame);
        Assert.Equal(new FrameCost(1, 0, 0), stream.Last);
        stream.Reset();
        stream.Push(frame);
        Assert.Equal(expected, stream.Costs[0].FirstFrames.Operations);
        stream.ClearCosts();
        Assert.Equal(default, stream.Costs[0].LaterFrames);
        Assert.Equal(dense, new FrameInference(Shape, [new FrameThreshold("input", 0), layer]).DenseOperations);
    }

    [Fact]
    public void Memory_is_that_of_sums_and_of_what_was_sent()
    {
        var random = new RandomStream(6, "memory");
        var stream = new DeltaInference(Shape, [new FrameThreshold("input", 0), Convolution(random, "c", 2, 5, 3, 1, 1)]);
        Assert.Equal(4 * ((2 * 63) + (5 * 63)), stream.StateBytes);
        Assert.Equal(4 * ((5 * 2 * 9) + 5), stream.ParameterBytes);
    }

    [Fact]
    public void A_reset_begins_anew()
    {
        var random = new RandomStream(7, "reset");
        FrameLayer[] layers = [.. Network(random, name => new FrameQuantizer(name, [0.1f]))];
        var stream = new DeltaInference(Shape, layers);
        var frames = Frames(random, 4, changed: 0.5).ToList();
        var first = frames.Select(frame => stream.Push(frame).ToArray()).ToList();
        stream.Reset();
        Assert.Equal(first, frames.Select(frame => stream.Push(frame).ToArray()));
    }

    [Fact]
    public void A_running_stream_allocates_nothing()
    {
        var random = new RandomStream(8, "allocation");
        FrameLayer[] layers = [.. Network(random, name => new FrameQuantizer(name, [0.1f]))];
        var stream = new DeltaInference(Shape, layers);
        var frames = Frames(random, 60, changed: 0.3).ToList();
        frames.ForEach(frame => stream.Push(frame));
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var frame in frames)
        {
            stream.Push(frame);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_scene_cut_is_noticed()
    {
        var random = new RandomStream(9, "cut");
        var stream = new DeltaInference(Shape, [new FrameQuantizer("input", [0.1f]), Convolution(random, "c", 2, 16, 3, 1, 1)]);
        foreach (var frame in Frames(random, 10, changed: 0.05))
        {
            stream.Push(frame);
            Assert.False(stream.SceneCut);
        }

        stream.Push(Frames(random, 1, changed: 1).Single());
        Assert.True(stream.SceneCut);
    }

    [Fact]
    public void Layers_that_do_not_fit_are_named()
    {
        var random = new RandomStream(10, "bad");
        var (input, convolution) = (new FrameQuantizer("pixels", [0.1f]), Convolution(random, "conv1", 2, 4, 3, 1, 1));
        var dense = new FrameDense("readout", 4 * 63, 3, new float[12 * 63], new float[3]);
        Refused("'relu1' is not linear, and no delta activation stands between it and 'readout'", input, convolution, new FrameRectifier("relu1"), dense);
        Refused("'relu2' (FrameRectifier) is not linear", input, convolution, new FrameRectifier("relu1"), new FrameRectifier("relu2"));
        Refused("'pool' is not linear, and no delta activation stands between it and 'readout'", input, convolution, new FrameMaxPooling("pool", 2, 2), dense);
        Refused("Put 'pool' before 'pixels'", input, new FrameMaxPooling("pool", 2, 2), convolution);
        Refused("'pool' takes the largest of 12 × 12", input, convolution, new FrameMaxPooling("pool", 12, 1));
        Refused("padding from 0 to half a window", input, convolution, new FrameMaxPooling("pool", 3, 1, 2));
        Refused("'again' (FrameMaxPooling) is not linear", input, convolution, new FrameMaxPooling("pool", 3, 1, 1), new FrameMaxPooling("again", 3, 1, 1));
        Refused("The first layer must be", convolution);
        Refused("After 'pixels' must come a linear layer, not 'again'", input, new FrameQuantizer("again", [1]));
        Refused("After 'pixels' must come a linear layer", input);
        Refused("'normal' must stand right behind", input, new FrameAveragePooling("mean"), new FrameBatchNormalization("normal", [1, 1], [0, 0]), dense);
        Refused("'normal' has 3 scales", input, convolution, new FrameBatchNormalization("normal", [1, 1, 1], [0, 0, 0]));
        Refused("'pixels' has 5 steps", input with { Steps = new float[5] }, convolution);
        Refused("'pixels' has a step of NaN", input with { Steps = [float.NaN] }, convolution);
        Refused("'conv1' convolves 2 channels into 4", input, convolution with { Weight = new float[3] });
        Refused("'readout' takes 252 numbers", input, dense);
        Refused("do not divide", input, new FrameAveragePooling("mean", 2));
        Refused("must be at least 0", new FrameThreshold("pixels", -1), convolution);
        Refused("needs layers");

        static void Refused(string part, params FrameLayer[] layers) => Assert.Contains(part, Assert.Throws<ArgumentException>(() => new DeltaInference(Shape, layers)).Message);
    }

    [Fact]
    public void Frames_that_do_not_fit_are_refused()
    {
        var stream = new DeltaInference(Shape, [new FrameQuantizer("pixels", [0.05f]), Convolution(new RandomStream(11, "frames"), "c", 2, 4, 3, 1, 1)]);
        Assert.Contains("[2, 9, 7], 126 numbers; got 12", Assert.Throws<ArgumentException>(() => stream.Push(new float[12])).Message);
        var bytes = new float[Shape.Units];
        bytes[5] = 255;
        Assert.Contains("Divide the frames by 255", Assert.Throws<ArgumentException>(() => stream.Push(bytes)).Message);
        bytes[5] = float.NaN;
        Assert.Contains("may not hold NaN", Assert.Throws<ArgumentException>(() => stream.Push(bytes)).Message);
        bytes[5] = 0;
        bytes[^1] = float.NaN;
        Assert.Throws<ArgumentException>(() => stream.Push(bytes));
    }

    [Fact]
    public void Batch_normalisation_is_folded_from_its_statistics()
    {
        var layer = FrameBatchNormalization.From("n", [2], [1], [3], [4 - 1e-5f]);
        Assert.Equal(1, layer.Scale[0], 1e-6f);
        Assert.Equal(-2, layer.Shift[0], 1e-5f);
        Assert.Throws<ArgumentException>(() => FrameBatchNormalization.From("n", [2], [1, 1], [3], [4]));
    }

    private static IEnumerable<FrameLayer> Network(RandomStream random, Func<string, FrameLayer> encoder) =>
    [
        encoder("input"), Convolution(random, "conv1", 2, 16, 3, 1, 1), new FrameBatchNormalization("normal", [.. Enumerable.Repeat(0.5f, 16)], [.. Enumerable.Repeat(0.25f, 16)]), new FrameRectifier("relu1"),
        encoder("conv1 out"), Convolution(random, "conv2", 16, 20, 3, 2, 1), new FrameRectifier("relu2"),
        encoder("conv2 out"), Convolution(random, "conv3", 20, 12, 2, 1, 0), new FrameAveragePooling("mean", 1), Dense(random, "hidden", 12 * 4 * 3, 33), new FrameRectifier("relu3"),
        encoder("hidden out"), Dense(random, "readout", 33, 10),
    ];

    private static FrameConvolution Convolution(RandomStream random, string name, int channels, int filters, int kernel, int stride, int padding)
    {
        var (weight, bias) = (new float[filters * channels * kernel * kernel], new float[filters]);
        random.FillGaussian(weight, 0, 1 / MathF.Sqrt(channels * kernel * kernel));
        random.FillGaussian(bias, 0, 0.1f);
        return new FrameConvolution(name, channels, filters, kernel, stride, padding, weight, bias);
    }

    private static FrameDense Dense(RandomStream random, string name, int inputs, int outputs)
    {
        var (weight, bias) = (new float[inputs * outputs], new float[outputs]);
        random.FillGaussian(weight, 0, 1 / MathF.Sqrt(inputs));
        random.FillGaussian(bias, 0, 0.1f);
        return new FrameDense(name, inputs, outputs, weight, bias);
    }

    // Weights that are multiples of 1/64: with steps of 1/8 all sums of moderate size are exact in single precision.
    private static FrameLayer Dyadic(FrameLayer layer) => layer switch
    {
        FrameConvolution convolution => convolution with { Weight = Array.ConvertAll(convolution.Weight, Grid), Bias = Array.ConvertAll(convolution.Bias, Grid) },
        FrameDense dense => dense with { Weight = Array.ConvertAll(dense.Weight, Grid), Bias = Array.ConvertAll(dense.Bias, Grid) },
        _ => layer,
    };

    private static float Grid(float value) => MathF.Round(value * 64) / 64;

    private static IEnumerable<float[]> Frames(RandomStream random, int count, double changed)
    {
        var frame = new float[Shape.Units];
        random.FillGaussian(frame, 0, 1);
        for (var i = 0; i < count; i++)
        {
            yield return [.. frame];
            for (var unit = 0; unit < frame.Length; unit++)
            {
                frame[unit] = random.NextDouble() < changed ? (float)random.NextGaussian() : frame[unit];
            }
        }
    }

    private static void Close(double[] expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"{i}: {expected[i]} and {actual[i]}");
        }
    }
}
