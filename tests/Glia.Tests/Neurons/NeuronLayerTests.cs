using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Neurons;

public sealed class NeuronLayerTests
{
    [Fact]
    public void Steps_one_by_one_equal_the_sequence_with_gradients_through_time()
    {
        using var scope = NewDisposeScope();
        var random = new RandomStream(1, "steps");
        var current = TensorInitialization.Gaussian(random, [6, 2, 5], 0.4, 1).requires_grad_(true);
        var stepwise = current.detach().clone().requires_grad_(true);
        var up = TensorInitialization.Gaussian(random, [6, 2, 5], 0, 1);
        var model = new LeakyIntegrateAndFire { Tau = NeuronParameter.PerLayer(3) };
        using var whole = new NeuronLayer(model, 5);
        using var parts = new NeuronLayer(model, 5);

        var sequence = whole.call(current);
        sequence.backward([up]);
        var steps = stack(Enumerable.Range(0, 6).Select(t => parts.Step(stepwise[t])));
        steps.backward([up]);

        Assert.Equal(Values(sequence), Values(steps));
        Assert.Equal(Values(whole.State!), Values(parts.State!));
        ReferenceComparison.Close("current", current.grad, stepwise.grad, 1e-6);
        ReferenceComparison.Close("tau", whole.parameters().First().grad, parts.parameters().First().grad, 1e-6);
    }

    [Fact]
    public void The_layer_continues_from_its_state_until_it_is_reset()
    {
        using var scope = NewDisposeScope();
        using var layer = new NeuronLayer(new LeakyIntegrateAndFire { Tau = 5 }, 1);
        using var current = full([3, 1, 1], 1.5, ScalarType.Float32);
        var first = Values(layer.call(current));
        var second = Values(layer.call(current));
        layer.Reset();
        Assert.Null(layer.State);
        Assert.Equal(first, Values(layer.call(current)));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void More_dimensions_than_three_are_neurons()
    {
        using var scope = NewDisposeScope();
        using var layer = new NeuronLayer(new LeakyIntegrateAndFire(), 2 * 3 * 4);
        var current = TensorInitialization.Gaussian(new RandomStream(1, "image"), [5, 2, 2, 3, 4], 1, 1);
        var (output, state) = layer.Run(current, null);
        Assert.Equal([5L, 2, 2, 3, 4], output.shape);
        Assert.Equal([1L, 2, 2, 3, 4], state.shape);
        Assert.Equal(Values(layer.Run(current.reshape(5, 2, 24), null).Output), Values(output));
    }

    [Fact]
    public void A_strided_current_and_an_expanded_gradient_are_taken()
    {
        using var scope = NewDisposeScope();
        using var layer = new NeuronLayer(new LeakyIntegrateAndFire(), 3);
        var current = TensorInitialization.Gaussian(new RandomStream(1, "strided"), [3, 4, 6], 1, 1).requires_grad_(true);
        var output = layer.Run(current.permute(2, 1, 0), null).Output;
        output.sum().backward();
        Assert.Equal([3L, 4, 6], current.grad!.shape);
        Assert.True(current.grad.abs().sum().item<float>() > 0);
    }

    [Fact]
    public void A_gradient_of_the_final_state_alone_reaches_the_current()
    {
        using var scope = NewDisposeScope();
        using var layer = new NeuronLayer(new LeakyReadout { Tau = 2 }, 1);
        var current = zeros(3, 1, 1).requires_grad_(true);
        var (_, state) = layer.Run(current, null);
        state.sum().backward();
        Assert.Equal([0.125f, 0.25f, 0.5f], Values(current.grad!));
    }

    [Fact]
    public void Errors_name_both_shapes()
    {
        using var scope = NewDisposeScope();
        using var layer = new NeuronLayer(new LeakyIntegrateAndFire(), 3);
        layer.call(zeros(2, 4, 3));
        var state = Assert.Throws<ArgumentException>(() => layer.call(zeros(2, 5, 3)));
        Assert.Contains("[1, 4, 3]", state.Message);
        Assert.Contains("[1, 5, 3]", state.Message);
        Assert.Contains("Reset()", state.Message);

        var current = Assert.Throws<ArgumentException>(() => layer.call(zeros(2, 4, 7)));
        Assert.Contains("3 neurons", current.Message);
        Assert.Contains("[2, 4, 7]", current.Message);
        Assert.Contains("Float64", Assert.Throws<ArgumentException>(() => layer.call(zeros([2, 4, 3], ScalarType.Float64))).Message);
    }

    [Fact]
    public void Constants_out_of_range_are_refused_with_model_parameter_and_value()
    {
        var tau = Assert.Throws<ArgumentOutOfRangeException>(() => new NeuronPopulation(new LeakyIntegrateAndFire { Tau = 1 }, 2));
        Assert.Contains("LeakyIntegrateAndFire.Tau must be greater than 1 step", tau.Message);
        Assert.Contains("got 1", tau.Message);
        Assert.Contains("Threshold", Assert.Throws<ArgumentOutOfRangeException>(() => new NeuronPopulation(new LeakyIntegrateAndFire { Threshold = 0 }, 2)).Message);
        Assert.Contains("RefractorySteps", Assert.Throws<ArgumentException>(() => new NeuronPopulation(new LeakyIntegrateAndFire { RefractorySteps = -1 }, 2)).Message);
        var smooth = new LeakyIntegrateAndFire { RefractorySteps = 1, Nonlinearity = SpikeNonlinearity.SurrogatePrimitive };
        Assert.Contains("refractory", Assert.Throws<ArgumentException>(() => new NeuronPopulation(smooth, 2)).Message);
        var count = Assert.Throws<ArgumentException>(() => new NeuronPopulation(new LeakyIntegrateAndFire { Tau = NeuronParameter.FixedPerNeuron(2, 3, 4) }, 2));
        Assert.Contains("3 values for 2 neurons", count.Message);
    }

    [Fact]
    public void Without_gradients_nothing_is_recorded_and_spans_give_the_same_spikes()
    {
        using var scope = NewDisposeScope();
        var model = new LeakyIntegrateAndFire { Tau = NeuronParameter.FixedPerNeuron(2, 3, 4) };
        using var layer = new NeuronLayer(model, 3);
        var current = TensorInitialization.Gaussian(new RandomStream(1, "spans"), [5, 2, 3], 1, 1);
        var output = layer.call(current);
        Assert.False(output.requires_grad);

        var population = new NeuronPopulation(model, 3, batch: 2);
        var spikes = new float[30];
        population.Run(current.AsReadOnlySpan<float>(), spikes, 5);
        Assert.Equal(Values(output), spikes);
        Assert.Equal(Values(layer.State!), population.State().ToArray());

        var shape = new SequenceShape(5, 2, 3);
        var state = population.NewState(shape);
        population.Run(current.AsReadOnlySpan<float>(), spikes, state, shape);
        Assert.Equal(Values(layer.State!), state);
    }

    private static float[] Values(Tensor tensor) => tensor.AsReadOnlySpan<float>().ToArray();
}
