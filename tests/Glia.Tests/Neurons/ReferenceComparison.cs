using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Neurons;

/// <summary>Compares a fused layer with the same neuron written operation by operation: outputs, states and all gradients.</summary>
internal static class ReferenceComparison
{
    /// <summary>One step of the reference: current and state in, output and state out.</summary>
    public delegate (Tensor Output, Tensor[] State) ReferenceStep(Tensor current, Tensor[] state, Func<string, double, Tensor> raw);

    /// <summary>Fails where the layer differs from the reference. Outputs must be equal to the last bit.</summary>
    public static void Check(
        NeuronModel model, ReferenceStep step, SequenceShape shape, double scale = 1.2, double mean = 0.4, double tolerance = 2e-5, ScalarType type = ScalarType.Float32, double stateScale = 0.5)
    {
        using var scope = NewDisposeScope();
        using var layer = new NeuronLayer(model, shape.Neurons, type);
        var random = new RandomStream(7, $"reference/{model.GetType().Name}/{shape}");
        Spread(layer, random);
        long[] size = [shape.Steps, shape.Batch, shape.Neurons];
        long[] stateSize = [model.StateNames.Count, shape.Batch, shape.Neurons];
        var current = TensorInitialization.Gaussian(random, size, mean, scale).to_type(type).requires_grad_(true);
        var initial = InitialState(model, random, stateSize, stateScale).to_type(type).requires_grad_(true);
        var outputGradient = TensorInitialization.Gaussian(random, size, 0, 1).to_type(type);
        var stateGradient = TensorInitialization.Gaussian(random, stateSize, 0, 1).to_type(type);

        var (output, state) = layer.Run(current, initial);
        autograd.backward([output, state], [outputGradient, stateGradient]);

        var referenceCurrent = current.detach().clone().requires_grad_(true);
        var referenceInitial = initial.detach().clone().requires_grad_(true);
        var raws = layer.named_parameters().ToDictionary(p => p.name, p => p.parameter.detach().clone().requires_grad_(true));
        Tensor Raw(string name, double value) => raws.TryGetValue(name, out var learned) ? learned : tensor(value, type);
        var (expected, expectedState) = Unroll(step, referenceCurrent, referenceInitial, Raw);
        autograd.backward([expected, expectedState], [outputGradient, stateGradient]);

        if (type == ScalarType.Float32)
        {
            Assert.Equal(expected.AsReadOnlySpan<float>().ToArray(), output.AsReadOnlySpan<float>().ToArray());
        }

        Close("output", expected, output, tolerance);
        Close("state", expectedState, state, tolerance);
        Close("gradient of the current", referenceCurrent.grad, current.grad, tolerance);
        Close("gradient of the initial state", referenceInitial.grad, initial.grad, tolerance);
        foreach (var (name, parameter) in layer.named_parameters())
        {
            Close($"gradient of {name}", raws[name].grad, parameter.grad, tolerance);
        }
    }

    /// <summary>Runs the reference over all steps and stacks what it gives.</summary>
    public static (Tensor Output, Tensor State) Unroll(ReferenceStep step, Tensor current, Tensor initial, Func<string, double, Tensor> raw)
    {
        var state = Enumerable.Range(0, (int)initial.shape[0]).Select(v => initial[v]).ToArray();
        var outputs = new List<Tensor>();
        for (var t = 0; t < current.shape[0]; t++)
        {
            (var output, state) = step(current[t], state, raw);
            outputs.Add(output);
        }

        return (outputs.Count == 0 ? zeros_like(current) : stack(outputs), stack(state));
    }

    /// <summary>Fails where two tensors differ by more than the tolerance, relative to the largest value.</summary>
    public static void Close(string what, Tensor? expected, Tensor? actual, double tolerance)
    {
        Assert.True(actual is not null, $"{what}: nothing");
        if (expected is null)
        {
            Assert.Equal(0, actual.abs().sum().to_type(ScalarType.Float64).item<double>());
            return;
        }

        Assert.Equal(expected.shape, actual.shape);
        if (expected.numel() == 0)
        {
            return;
        }

        var size = Math.Max(1, expected.abs().max().to_type(ScalarType.Float64).item<double>());
        var worst = expected.sub(actual).abs().max().to_type(ScalarType.Float64).item<double>();
        Assert.True(worst <= tolerance * size, $"{what}: off by {worst} where the largest is {size}");
    }

    // Learned parameters away from their common initial value, so that a mix-up of neurons shows.
    private static void Spread(NeuronLayer layer, RandomStream random)
    {
        using var none = no_grad();
        foreach (var (_, parameter) in layer.named_parameters())
        {
            using var noise = TensorInitialization.Gaussian(random, parameter.shape, 0, 0.2).to_type(parameter.dtype);
            parameter.AddInPlace(noise);
        }
    }

    // Refractory counts are whole numbers.
    private static Tensor InitialState(NeuronModel model, RandomStream random, long[] size, double scale)
    {
        var state = TensorInitialization.Gaussian(random, size, 0, scale);
        if (model is SpikingModel { RefractorySteps: > 0 })
        {
            foreach (ref var count in state[size[0] - 1].AsSpan<float>())
            {
                count = random.NextInt(3);
            }
        }

        return state;
    }
}
