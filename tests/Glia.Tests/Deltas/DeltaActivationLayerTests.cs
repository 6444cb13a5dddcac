using Glia.Deltas;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Deltas;

public sealed class DeltaActivationLayerTests
{
    private static readonly float[] First = [-1.1f, 1.1f, -1.1f, 3.1f, -1.1f, .1f, -2.1f, .1f, -.1f, 1.1f, -1.1f, .1f, -.1f, .1f, -1.1f, 1.1f];
    private static readonly float[] Second = [-.45f, 3.2f, -1.2f, 1.2f, -.4f, .2f, -2.2f, .2f, -.3f, 1.2f, -1.2f, .3f, -.2f, .2f, -1.2f, 1.2f];
    private static readonly float[] SecondQuantized = [-.5f, 3, -1, 1, -.5f, 0, -2, 0, -.5f, 1, -1, .5f, 0, 0, -1, 1];

    [Fact]
    public void The_published_examples_come_out()
    {
        var (output, penalty, gradient, count) = Example(First, 0.1);
        Assert.All(output.Zip(First), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
        Assert.Equal(10.0 / 12, penalty, 1e-6);
        Assert.Equal(-8.3333333, gradient, 1e-4);
        Assert.Equal(new ActivationCount(8, 12), count);

        (output, penalty, gradient, count) = Example(Second, 0.5);
        Assert.Equal(SecondQuantized, output);
        Assert.Equal(9.5 / 12, penalty, 1e-6);
        Assert.Equal(-1.5833333, gradient, 1e-5);
        Assert.Equal(new ActivationCount(9, 12), count);
    }

    [Fact]
    public void Gradients_of_one_number_are_those_of_the_paper()
    {
        using var scope = NewDisposeScope();
        var (x, step) = (tensor(new[] { 3f }).reshape(1, 1, 1).requires_grad_(true), tensor(new[] { 0.1f }).requires_grad_(true));
        DeltaActivationLayer.QuantizeStraightThrough(x, step).sum().backward();
        Assert.Equal(1, x.grad!.AsReadOnlySpan<float>()[0]);
        Assert.Equal(-30, step.grad!.AsReadOnlySpan<float>()[0], 1e-4f);
    }

    [Theory]
    [InlineData(StepGradient.Flipped, StepGranularity.Layer)]
    [InlineData(StepGradient.Flipped, StepGranularity.Channel)]
    [InlineData(StepGradient.Flipped, StepGranularity.Neuron)]
    [InlineData(StepGradient.Natural, StepGranularity.Channel)]
    [InlineData(StepGradient.Lsq, StepGranularity.Channel)]
    public void Gradients_are_those_of_the_same_function_written_with_autograd(StepGradient gradient, StepGranularity granularity)
    {
        using var scope = NewDisposeScope();
        var random = new RandomStream(3, "delta gradient");
        var values = TensorInitialization.Gaussian(random, [4, 2, 3, 5, 7], 0, 1);
        var weights = TensorInitialization.Gaussian(random, [4, 2, 3, 5, 7], 0, 1);
        using var layer = new DeltaActivationLayer(3, 35, new DeltaActivationLayerOptions { Granularity = granularity, InitialStep = 0.3, SparsityWeight = 0.7, FanOut = 90, StepGradient = gradient });
        random.FillUniform(layer.Threshold.detach().AsSpan<float>(), -0.6f, -0.2f);
        var own = values.clone().requires_grad_(true);
        var result = layer.forward(own);
        (result.Output * weights).sum().Plus(result.Penalty).backward();

        var (x, threshold) = (values.clone().requires_grad_(true), layer.Threshold.detach().clone().requires_grad_(true));
        var reference = Reference(x, Steps(threshold, granularity), gradient);
        var changes = reference.narrow(0, 0, 3) - reference.narrow(0, 1, 3);
        (reference * weights).sum().Plus(changes.abs().mean().Times(0.7 * 90)).backward();

        Close(reference, result.Output, 0);
        Close(x.grad!, own.grad!, 1e-5);
        Close(threshold.grad!, layer.Threshold.grad!, 1e-3);
        Assert.Equal(changes.count_nonzero().item<long>(), result.Count.NonZero);
    }

    [Fact]
    public void What_stays_the_same_costs_nothing()
    {
        using var scope = NewDisposeScope();
        var frame = TensorInitialization.Gaussian(new RandomStream(1, "still"), [1, 2, 17], 0, 1);
        using var layer = new DeltaActivationLayer(17);
        var result = layer.forward(frame.expand(5, 2, 17));
        Assert.Equal(0, result.Count.Density);
        Assert.Equal(0, result.Penalty.item<float>());
        Assert.Equal(4 * 2 * 17, result.Count.Size);
    }

    [Fact]
    public void Values_move_by_half_a_step_at_most_and_only_once()
    {
        using var scope = NewDisposeScope();
        var values = TensorInitialization.Gaussian(new RandomStream(1, "bound"), [3, 2, 33], 0, 2);
        using var layer = new DeltaActivationLayer(33, 1, new DeltaActivationLayerOptions { InitialStep = 0.25 });
        var once = layer.forward(values).Output;
        Assert.True((once - values).abs().max().item<float>() <= 0.125f + 1e-6f);
        Close(once, layer.forward(once).Output, 0);

        using var fine = new DeltaActivationLayer(33, 1, new DeltaActivationLayerOptions { InitialStep = 1e-6 });
        Close(values, fine.forward(values).Output, 1e-6);
    }

    [Fact]
    public void The_penalty_does_not_know_the_direction_of_time_but_its_order()
    {
        using var scope = NewDisposeScope();
        var ramp = arange(8, ScalarType.Float32).reshape(8, 1, 1).expand(8, 2, 9).contiguous();
        using var layer = new DeltaActivationLayer(9);
        var penalty = layer.forward(ramp).Penalty.item<float>();
        Assert.Equal(penalty, layer.forward(ramp.flip(0)).Penalty.item<float>(), 1e-6f);
        Assert.True(layer.forward(ramp.index_select(0, tensor(new long[] { 0, 5, 2, 7, 1, 6, 3, 4 }))).Penalty.item<float>() > 2 * penalty);
    }

    [Fact]
    public void The_fan_out_scales_penalty_and_gradient()
    {
        var (_, one, gradient, _) = Example(First, 0.1);
        var (_, many, steeper, _) = Example(First, 0.1, 64);
        Assert.Equal(64 * one, many, 1e-4);
        Assert.Equal(64 * gradient, steeper, 1e-2);
    }

    [Fact]
    public void Changes_add_up_to_the_levels_and_a_layer_can_sum_them_first()
    {
        using var scope = NewDisposeScope();
        var values = TensorInitialization.Gaussian(new RandomStream(1, "sigma"), [6, 2, 4], 0, 2);
        using var levels = new DeltaActivationLayer(4);
        using var deltas = new DeltaActivationLayer(4, 1, new DeltaActivationLayerOptions { Output = DeltaOutput.Deltas });
        using var without = new DeltaActivationLayer(4, 1, new DeltaActivationLayerOptions { Output = DeltaOutput.DeltasWithoutFirst });
        using var sums = new DeltaActivationLayer(4, 1, new DeltaActivationLayerOptions { SumsInput = true });
        var (whole, changes) = (levels.forward(values).Output, deltas.forward(values).Output);
        Close(whole, changes.cumsum(0), 1e-6);
        Close(whole, sums.forward(changes).Output, 1e-6);
        var cut = without.forward(values).Output;
        Close(changes.narrow(0, 1, 5), cut.narrow(0, 1, 5), 0);
        Close(changes[1], cut[0], 0);
    }

    [Fact]
    public void What_cannot_be_is_refused_with_its_reason()
    {
        using var scope = NewDisposeScope();
        using var layer = new DeltaActivationLayer(3, 4);
        Assert.Contains("at least two frames", Assert.Throws<ArgumentException>(() => layer.forward(zeros([1, 2, 3, 2, 2]))).Message);
        var swapped = Assert.Throws<ArgumentException>(() => layer.forward(zeros([2, 5, 2, 2, 3]))).Message;
        Assert.Contains("[T, B, 3, H, W]", swapped);
        Assert.Contains("[2, 5, 2, 2, 3]", swapped);
        Assert.Contains("divide by 255", Assert.Throws<ArgumentException>(() => layer.forward(zeros([2, 1, 3, 2, 2], ScalarType.Byte))).Message);
        Assert.Contains("time first", Assert.Throws<ArgumentException>(() => layer.forward(zeros(2, 3))).Message);
        layer.Threshold.detach().AsSpan<float>()[1] = 0;
        Assert.Contains("Step 1 of 3 is 0", Assert.Throws<ArithmeticException>(() => layer.forward(zeros([2, 1, 3, 2, 2]))).Message);
        layer.Threshold.detach().AsSpan<float>()[1] = float.NaN;
        Assert.Throws<ArithmeticException>(() => layer.forward(zeros([2, 1, 3, 2, 2])));
        Assert.Contains("InitialStep", Assert.Throws<ArgumentOutOfRangeException>(() => new DeltaActivationLayer(3, 1, new DeltaActivationLayerOptions { InitialStep = 0 })).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeltaActivationLayer(3, 1, new DeltaActivationLayerOptions { SparsityWeight = double.NaN }));
        Assert.Contains("one a channel (3)", Assert.Throws<ArgumentException>(() => DeltaActivationLayer.QuantizeStraightThrough(zeros([2, 1, 3, 2, 2]), ones(2))).Message);
    }

    [Fact]
    public void Rivals_count_what_they_send()
    {
        using var scope = NewDisposeScope();
        var values = tensor(new float[] { 0, 1, -2, 0, 0, 4 }).reshape(3, 1, 2);
        using var spatial = new SpatialSparsity(0.5, 10);
        var plain = spatial.forward(values);
        Assert.Equal(new ActivationCount(3, 6), plain.Count);
        Assert.Equal(0.5f * 10 * 7 / 6, plain.Penalty.item<float>(), 1e-5f);

        // A slow drift is held until it has gone further than the threshold; the error never passes it.
        var drift = arange(8, ScalarType.Float32).Times(0.4).reshape(8, 1, 1);
        using var encoder = new DeltaThresholdEncoder(1);
        var held = encoder.forward(drift);
        Assert.Equal([0, 0, 0, 1.2f, 1.2f, 1.2f, 2.4f, 2.4f], held.Output.contiguous().AsReadOnlySpan<float>().ToArray().Select(value => MathF.Round(value, 5)));
        Assert.Equal(new ActivationCount(2, 7), held.Count);
        using var exact = new DeltaThresholdEncoder(0);
        Close(values, exact.forward(values).Output, 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeltaThresholdEncoder(-1));
    }

    [Fact]
    public void A_report_weighs_by_operations()
    {
        var report = new ActivationSparsity([new LayerSparsity("a", new ActivationCount(1, 2), 100), new LayerSparsity("b", new ActivationCount(1, 10), 900)]);
        Assert.Equal(2.0 / 12, report.Density, 12);
        Assert.Equal(0.14, report.WeightedDensity, 12);
        Assert.Equal(0, default(ActivationCount).Density);
    }

    private static (float[] Output, double Penalty, double Gradient, ActivationCount Count) Example(float[] frames, double step, double fanOut = 1)
    {
        using var scope = NewDisposeScope();
        using var layer = new DeltaActivationLayer(4, 1, new DeltaActivationLayerOptions { Granularity = StepGranularity.Layer, InitialStep = step, SparsityWeight = 1, FanOut = fanOut });
        var result = layer.forward(tensor(frames).reshape(4, 1, 4));
        result.Penalty.backward();
        return (result.Output.AsReadOnlySpan<float>().ToArray(), result.Penalty.item<float>(), layer.Threshold.grad!.item<float>(), result.Count);
    }

    private static Tensor Steps(Tensor threshold, StepGranularity granularity) => granularity switch
    {
        StepGranularity.Layer => threshold.abs().reshape(1, 1, 1, 1, 1),
        StepGranularity.Channel => threshold.abs().reshape(1, 1, 3, 1, 1),
        _ => threshold.abs().reshape(1, 1, 3, 5, 7),
    };

    private static Tensor Reference(Tensor x, Tensor q, StepGradient gradient)
    {
        var level = (x / q).round().detach();
        var through = x - x.detach();
        return gradient switch
        {
            StepGradient.Flipped => (level * (q.detach().Times(2) - q)).Plus(through),
            StepGradient.Natural => (level * q).Plus(through),
            _ => (x / q).Plus(level - (x / q).detach()) * q,
        };
    }

    private static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        var apart = (expected - actual).abs().max().item<float>();
        Assert.True(apart <= tolerance + 1e-6, $"apart by {apart}");
    }
}
