using Glia.Neurons;
using Glia.Random;
using Glia.Recurrent;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Recurrent;

public sealed class LongShortTermMemoryTests
{
    [Theory]
    [InlineData(1, 1, 1, ScalarType.Float64, 1e-9)]
    [InlineData(7, 3, 5, ScalarType.Float64, 1e-9)]
    [InlineData(12, 11, 8, ScalarType.Float64, 1e-9)]
    [InlineData(9, 8, 17, ScalarType.Float32, 2e-5)]
    public void Equals_torch_in_values_and_gradients(int steps, int batch, int hidden, ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        var random = new RandomStream(5, "lstm");
        using var network = new LongShortTermMemory(new LongShortTermMemoryOptions { Inputs = 4, Hidden = hidden, Outputs = 3 }, random, type);
        using var torch = nn.LSTM(4, hidden, dtype: type);
        var mine = network.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter);
        var theirs = torch.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter);
        using (no_grad())
        {
            theirs["weight_ih_l0"].copy_(mine["_inputWeight"]);
            theirs["weight_hh_l0"].copy_(mine["_recurrentWeight"]);
            theirs["bias_ih_l0"].copy_(mine["_bias"]);
            theirs["bias_hh_l0"].zero_();
        }

        var inputs = TensorInitialization.Gaussian(random, [steps, batch, 4], 0, 1).to_type(type).requires_grad_(true);
        var copy = inputs.detach().clone().requires_grad_(true);
        var up = TensorInitialization.Gaussian(random, [steps, batch, 3], 0, 1).to_type(type);
        var output = network.call(inputs);
        var (states, _, _) = torch.call(copy);
        var expected = states.matmul(mine["_outputWeight"].detach().t()).Plus(mine["_outputBias"].detach());
        Close(expected, output, tolerance);
        output.mul(up).sum().backward();
        expected.mul(up).sum().backward();
        Close(copy.grad!, inputs.grad!, 10 * tolerance);
        Close(theirs["weight_ih_l0"].grad!, mine["_inputWeight"].grad!, 10 * tolerance);
        Close(theirs["weight_hh_l0"].grad!, mine["_recurrentWeight"].grad!, 10 * tolerance);
        Close(theirs["bias_ih_l0"].grad!, mine["_bias"].grad!, 10 * tolerance);
    }

    [Fact]
    public void Without_a_graph_and_on_two_threads_the_bits_are_the_same()
    {
        using var scope = NewDisposeScope();
        using var network = new LongShortTermMemory(new LongShortTermMemoryOptions { Inputs = 6, Hidden = 10, Outputs = 2 }, new RandomStream(1, "lstm"));
        var inputs = TensorInitialization.Gaussian(new RandomStream(2, "lstm"), [15, 20, 6], 0, 1);
        var first = network.call(inputs).AsSpan<float>().ToArray();
        using (no_grad())
        {
            Assert.Equal(first, network.call(inputs).AsSpan<float>().ToArray());
            NeuronThreads.Count = 2;
            try
            {
                Assert.Equal(first, network.call(inputs).AsSpan<float>().ToArray());
            }
            finally
            {
                NeuronThreads.Count = 1;
            }
        }
    }

    [Fact]
    public void Chrono_biases_are_logarithms_of_time_scales_and_opposite()
    {
        using var network = new LongShortTermMemory(new LongShortTermMemoryOptions { Inputs = 2, Hidden = 50, Outputs = 1, ChronoSteps = 400 }, new RandomStream(1, "lstm"));
        var bias = ((Tensor)network.named_parameters().Single(p => p.name == "_bias").parameter).AsSpan<float>().ToArray();
        Assert.All(bias[50..100], value => Assert.InRange(value, 0, Math.Log(399)));
        Assert.Equal(bias[50..100].Select(value => -value), bias[..50]);
        Assert.All(bias[100..], value => Assert.Equal(0, value));
        Assert.True(bias[50..100].Average() > 4);
    }

    [Fact]
    public void Parameters_are_counted_as_the_card_of_the_study_counts_them()
    {
        using var network = new LongShortTermMemory(new LongShortTermMemoryOptions { Inputs = 192, Hidden = 2, Outputs = 2 }, new RandomStream(1, "lstm"));
        Assert.Equal((4 * 2 * (192 + 2 + 1)) + (2 * 2) + 2, network.ParameterCount);
    }

    [Fact]
    public void Wrong_shapes_and_sizes_are_named()
    {
        using var network = new LongShortTermMemory(new LongShortTermMemoryOptions { Inputs = 3, Hidden = 2, Outputs = 1 }, new RandomStream(1, "lstm"));
        Assert.Contains("[T, B, 3]", Assert.Throws<ArgumentException>(() => network.call(zeros(2, 2, 4))).Message, StringComparison.Ordinal);
        Assert.Contains("ChronoSteps", Assert.Throws<ArgumentOutOfRangeException>(() =>
            new LongShortTermMemory(new LongShortTermMemoryOptions { Inputs = 3, Hidden = 2, Outputs = 1, ChronoSteps = 1 }, new RandomStream(1, "lstm"))).Message, StringComparison.Ordinal);
    }

    private static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        var difference = expected.sub(actual).abs().max().to_type(ScalarType.Float64).item<double>();
        Assert.True(difference <= tolerance * Math.Max(1, expected.abs().max().to_type(ScalarType.Float64).item<double>()), $"differs by {difference}");
    }
}
