using Glia.Neurons;
using Glia.Random;
using Glia.Synapses;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Synapses;

public sealed class DelayedLinearTests
{
    public DelayedLinearTests() => Libtorch.EnsureLoaded();

    [Theory]
    [InlineData(5, 0, 0.23, new[] { .000264, .106451, .786571, .106451, .000264 })]
    [InlineData(5, 0.5, 0.23, new[] { .000003, .008993, .491005, .491005, .008993 })]
    public void A_tap_has_the_known_heights(int slots, double position, double sigma, double[] heights)
    {
        using var scope = NewDisposeScope();
        using var layer = OneSynapse(slots, position, sigma);
        var response = Impulse(layer);
        Assert.All(Enumerable.Range(0, slots), j => Assert.Equal(heights[j], response[slots - 1 - j], 6e-7));
    }

    [Fact]
    public void The_widest_tap_has_the_known_heights_and_sums_to_one()
    {
        using var scope = NewDisposeScope();
        using var layer = OneSynapse(25, 0, 12);
        var response = Impulse(layer);
        Assert.Equal(0.0469979, response[12], 5e-8);
        Assert.Equal(0.0291329, response[0], 5e-8);
        Assert.Equal(1, response.Sum(), 1e-6);
    }

    [Fact]
    public void The_slope_of_a_tap_by_its_position_is_the_known_one()
    {
        double[] known = [-.0000302, -.0539582, -.9819959, .9820256, .0539587];
        for (var j = 0; j < 5; j++)
        {
            using var scope = NewDisposeScope();
            using var layer = OneSynapse(5, 0.5, 0.23);
            layer.forward(Pulse(1)).select(0, 4 - j).sum().backward();
            Assert.Equal(known[j], layer.Position.grad!.item<double>(), 1e-6);
        }
    }

    [Theory]
    [InlineData(12, 0)]
    [InlineData(-12, 24)]
    [InlineData(3.4, 9)]
    public void A_rounded_synapse_sends_a_spike_on_after_its_delay(double position, int delay)
    {
        using var scope = NewDisposeScope();
        using var layer = OneSynapse(25, position, 0.23);
        layer.RoundDelays();
        var response = Impulse(layer);
        Assert.Equal(delay, Array.FindIndex(response, value => value != 0));
        Assert.Equal(1, response[delay]);
        Assert.Equal(delay, layer.Delays()[0]);
        Assert.Equal(1, response.Count(value => value != 0));
    }

    [Theory]
    [InlineData(DelayProfile.Gaussian, DelayScope.Synaptic, 1, 12, 0.2)]
    [InlineData(DelayProfile.Gaussian, DelayScope.Synaptic, 1, 0.23, 0.9)]
    [InlineData(DelayProfile.Gaussian, DelayScope.Synaptic, 2, 0.23, 0.2)]
    [InlineData(DelayProfile.Gaussian, DelayScope.Axonal, 1, 1.1, 0.9)]
    [InlineData(DelayProfile.Gaussian, DelayScope.Dendritic, 2, 3, 0.9)]
    [InlineData(DelayProfile.Triangle, DelayScope.Synaptic, 1, 0, 0.2)]
    [InlineData(DelayProfile.Triangle, DelayScope.Synaptic, 2, 2.2, 0.9)]
    public void Values_and_gradients_equal_those_of_the_definition(DelayProfile profile, DelayScope delays, int taps, double sigma, double density)
    {
        foreach (var execution in Enum.GetValues<DelayExecution>())
        {
            foreach (var (steps, batch, inputs, outputs, tail) in new[] { (9, 2, 3, 5, 3), (1, 1, 1, 1, 0), (20, 3, 4, 8, 6), (37, 1, 11, 9, 2), (12, 15, 4, 5, 3) })
            {
                using var scope = NewDisposeScope();
                var options = new DelayedLinearOptions { MaxDelay = 7, Profile = profile, Scope = delays, Taps = taps, Sigma = sigma, TailSteps = tail, Execution = execution };
                var random = new RandomStream(5, $"reference/{steps}");
                using var layer = new DelayedLinear(inputs, outputs, random, options, ScalarType.Float64);
                var input = Input(random, density, steps, batch, inputs).requires_grad_(true);
                var copies = new[] { input, layer.Weight, layer.Position }.Select(t => t.detach().clone().requires_grad_(true)).ToArray();
                var up = TensorInitialization.Gaussian(random, [steps + tail, batch, outputs], 0, 1).to_type(ScalarType.Float64);
                var output = layer.forward(input);
                output.mul(up).sum().backward();
                var expected = ReferenceDelays.Forward(copies[0], copies[1], copies[2], options, sigma, execution);
                expected.mul(up).sum().backward();
                Close(expected, output);
                Close(copies[0].grad!, input.grad!);
                Close(copies[1].grad!, layer.Weight.grad!);
                if (execution == DelayExecution.Smooth)
                {
                    Close(copies[2].grad!, layer.Position.grad!);
                }
            }
        }
    }

    [Theory]
    [InlineData(12.0)]
    [InlineData(0.23)]
    public void Gradients_equal_finite_differences(double sigma)
    {
        using var scope = NewDisposeScope();
        var random = new RandomStream(6, "differences");
        var options = new DelayedLinearOptions { MaxDelay = 9, Sigma = sigma };
        using var layer = new DelayedLinear(3, 4, random, options, ScalarType.Float64);
        var input = Input(random, 0.5, 11, 2, 3).requires_grad_(true);
        var up = TensorInitialization.Gaussian(random, [15, 2, 4], 0, 1).to_type(ScalarType.Float64);
        Tensor Loss() => layer.forward(input).mul(up).sum();
        Loss().backward();
        foreach (var variable in new Tensor[] { input, layer.Weight, layer.Position })
        {
            var gradient = variable.grad!.AsReadOnlySpan<double>().ToArray();
            for (var at = 0; at < gradient.Length; at++)
            {
                Assert.Equal(CentralDifference.Of(variable, at, Loss), gradient[at], 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(12, 0.9, 16)]
    [InlineData(12, 0.2, 24)]
    [InlineData(6, 0.9, 15)]
    [InlineData(3, 0.9, 16)]
    [InlineData(0.23, 0.9, 16)]
    [InlineData(0.23, 0.05, 16)]
    public void Each_way_through_the_products_equals_the_definition(double sigma, double density, int batch)
    {
        using var scope = NewDisposeScope();
        var options = new DelayedLinearOptions { Sigma = sigma };
        var random = new RandomStream(9, "ways");
        using var layer = new DelayedLinear(13, 10, random, options);
        var input = Input(random, density, 17, batch, 13);
        var copies = new[] { input, layer.Weight, layer.Position }.Select(t => t.detach().to_type(ScalarType.Float64).clone().requires_grad_(true)).ToArray();
        var single = input.to_type(ScalarType.Float32).requires_grad_(true);
        var up = TensorInitialization.Gaussian(random, [29, batch, 10], 0, 1).to_type(ScalarType.Float64);
        var output = layer.forward(single);
        output.mul(up.to_type(ScalarType.Float32)).sum().backward();
        var expected = ReferenceDelays.Forward(copies[0], copies[1], copies[2], options, sigma, DelayExecution.Smooth);
        expected.mul(up).sum().backward();
        Near(expected, output);
        Near(copies[0].grad!, single.grad!);
        Near(copies[1].grad!, layer.Weight.grad!);
        Near(copies[2].grad!, layer.Position.grad!);
    }

    [Fact]
    public void An_input_that_comes_later_makes_the_same_output_later()
    {
        using var scope = NewDisposeScope();
        var random = new RandomStream(7, "shift");
        using var layer = new DelayedLinear(6, 5, random, new DelayedLinearOptions { Sigma = 2 });
        var input = Input(random, 0.2, 10, 2, 6).to_type(ScalarType.Float32);
        var later = cat([zeros(4, 2, 6), input]);
        using var none = no_grad();
        Assert.Equal(
            layer.forward(input).AsReadOnlySpan<float>().ToArray(),
            layer.forward(later).narrow(0, 4, 22).contiguous().AsReadOnlySpan<float>().ToArray());
    }

    [Fact]
    public void Two_threads_give_the_bits_of_one()
    {
        float[][] Run()
        {
            using var scope = NewDisposeScope();
            var random = new RandomStream(8, "threads");
            using var layer = new DelayedLinear(19, 21, random, new DelayedLinearOptions { Sigma = 0.5 });
            var input = Input(random, 0.2, 13, 6, 19).to_type(ScalarType.Float32).requires_grad_(true);
            var output = layer.forward(input);
            output.square().sum().backward();
            return [.. new[] { output, input.grad!, layer.Weight.grad!, layer.Position.grad! }.Select(t => t.detach().AsReadOnlySpan<float>().ToArray())];
        }

        var before = NeuronThreads.Count;
        try
        {
            NeuronThreads.Count = 1;
            var one = Run();
            NeuronThreads.Count = 2;
            Assert.Equal(one, Run());
        }
        finally
        {
            NeuronThreads.Count = before;
        }
    }

    [Fact]
    public void The_network_of_the_paper_has_its_number_of_parameters()
    {
        using var first = new DelayedLinear(140, 256, new RandomStream(1, "a"));
        using var second = new DelayedLinear(256, 256, new RandomStream(1, "b"));
        using var last = new DelayedLinear(256, 20, new RandomStream(1, "c"));
        var count = new[] { first, second, last }.Sum(layer => layer.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(214_016, count + (2 * 2 * 256));
        Assert.All(first.Delays(), delay => Assert.InRange(delay, 0, 24));
        Assert.InRange(first.Delays().Average(), 11.5, 12.9);
    }

    [Fact]
    public void Delays_stay_in_range_when_clamped_and_taps_out_of_range_are_told()
    {
        using var scope = NewDisposeScope();
        using var layer = OneSynapse(5, 9, 0.23);
        layer.ClampDelays();
        Assert.Equal(0, layer.Delays()[0]);
        Assert.Contains("use 25", Wrong(new DelayedLinearOptions { MaxDelay = 24 }), StringComparison.Ordinal);
        Assert.Contains("use a linear layer", Wrong(new DelayedLinearOptions { MaxDelay = 1 }), StringComparison.Ordinal);
        Assert.Contains("TailSteps", Wrong(new DelayedLinearOptions { TailSteps = 25 }), StringComparison.Ordinal);
        Assert.Contains("[3, 2, 2]", Assert.Throws<ArgumentException>(() => layer.forward(zeros([3, 2, 2], ScalarType.Float64))).Message, StringComparison.Ordinal);
    }

    private static string Wrong(DelayedLinearOptions options) =>
        Assert.ThrowsAny<ArgumentException>(() => new DelayedLinear(1, 1, new RandomStream(1, "x"), options)).Message;

    private static DelayedLinear OneSynapse(int slots, double position, double sigma)
    {
        var options = new DelayedLinearOptions { MaxDelay = slots, Sigma = sigma, TailSteps = slots - 1 };
        var layer = new DelayedLinear(1, 1, new RandomStream(1, "one"), options, ScalarType.Float64);
        layer.Weight.detach().AsSpan<double>()[0] = 1;
        layer.Position.detach().AsSpan<double>()[0] = position;
        return layer;
    }

    private static Tensor Pulse(int steps)
    {
        var input = zeros([steps, 1, 1], ScalarType.Float64);
        input.AsSpan<double>()[0] = 1;
        return input;
    }

    private static double[] Impulse(DelayedLinear layer) => layer.forward(Pulse(1)).detach().AsReadOnlySpan<double>().ToArray();

    private static Tensor Input(RandomStream random, double density, params long[] size)
    {
        var values = TensorInitialization.Gaussian(random, size, 0, 1).to_type(ScalarType.Float64);
        var kept = TensorInitialization.Uniform(random, size, 0, 1).lt(KeptScalar.Of(density)).to_type(ScalarType.Float64);
        return values.mul(kept);
    }

    private static void Near(Tensor expected, Tensor actual)
    {
        var difference = expected.detach().sub(actual.detach().to_type(ScalarType.Float64)).abs().max().item<double>();
        Assert.InRange(difference, 0, 2e-6 * expected.detach().abs().max().item<double>());
    }

    private static void Close(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        var (a, b) = (expected.detach().contiguous().AsReadOnlySpan<double>().ToArray(), actual.detach().contiguous().AsReadOnlySpan<double>().ToArray());
        var size = 1 + a.Max(Math.Abs);
        Assert.All(a.Zip(b), pair => Assert.Equal(pair.First, pair.Second, 1e-11 * size));
    }
}
