using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Neurons;

/// <summary>Checks all gradients of a smooth layer in double precision against central differences.</summary>
internal static class FiniteDifferences
{
    /// <summary>Fails where a gradient is off by more than 10⁻⁶ of the largest.</summary>
    public static void Check(NeuronModel model, SequenceShape shape, double scale = 1.2, double mean = 0.4, double stateScale = 0.5)
    {
        using var scope = NewDisposeScope();
        using var layer = new NeuronLayer(model, shape.Neurons, ScalarType.Float64);
        var random = new RandomStream(11, $"differences/{model.GetType().Name}");
        Tensor Draw(double centre, double width, params long[] size) => TensorInitialization.Gaussian(random, size, centre, width).to_type(ScalarType.Float64);
        var current = Draw(mean, scale, shape.Steps, shape.Batch, shape.Neurons).requires_grad_(true);
        var state = Draw(0, stateScale, model.StateNames.Count, shape.Batch, shape.Neurons).requires_grad_(true);
        var outputWeight = Draw(0, 1, shape.Steps, shape.Batch, shape.Neurons);
        var stateWeight = Draw(0, 1, model.StateNames.Count, shape.Batch, shape.Neurons);

        Tensor Loss()
        {
            var (output, final) = layer.Run(current, state);
            return output.mul(outputWeight).sum().Plus(final.mul(stateWeight).sum());
        }

        Loss().backward();
        foreach (var (name, variable) in layer.named_parameters().Select(p => (p.name, (Tensor)p.parameter)).Append(("current", current)).Append(("state", state)))
        {
            var gradient = variable.grad!.AsReadOnlySpan<double>().ToArray();
            var largest = Math.Max(1, gradient.Max(Math.Abs));
            for (var i = 0; i < gradient.Length; i++)
            {
                var difference = CentralDifference.Of(variable, i, Loss);
                Assert.True(Math.Abs(difference - gradient[i]) <= 1e-6 * largest, $"{name}[{i}]: gradient {gradient[i]}, difference {difference}");
            }
        }
    }
}
