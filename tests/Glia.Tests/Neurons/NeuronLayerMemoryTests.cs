using Glia.Neurons;
using Glia.Tests.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Neurons;

[Collection(nameof(LibtorchGlobals))]
public sealed class NeuronLayerMemoryTests
{
    [Fact]
    public void Training_steps_leave_no_tensors_behind()
    {
        using var layer = new NeuronLayer(new LeakyIntegrateAndFire { Tau = NeuronParameter.PerLayer(3) }, 4);
        Train(layer);
        Train(layer);
        var before = Tensor.TotalCount;
        for (var n = 0; n < 5; n++)
        {
            Train(layer);
        }

        Assert.Equal(before, Tensor.TotalCount);

        static void Train(NeuronLayer layer)
        {
            using var scope = NewDisposeScope();
            var current = ones(5, 2, 4).requires_grad_(true);

            // Both outputs get a gradient: TorchSharp counts the empty tensor that stands for a missing one and never uncounts it.
            var (output, state) = layer.Run(current, null);
            autograd.backward([output, state], [ones_like(output), ones_like(state)]);
        }
    }
}
