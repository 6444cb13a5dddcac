using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Neurons;

public sealed class LargeSequenceTests
{
    // Above 16 MB results are stored past the caches, in loops of their own; each half of the batch stays below.
    [Fact]
    public void A_sequence_too_large_for_the_caches_equals_its_halves()
    {
        using var scope = NewDisposeScope();
        using var layer = new NeuronLayer(new LeakyIntegrateAndFire { Tau = 3 }, 160_000);
        var current = TensorInitialization.Uniform(new RandomStream(1, "large"), [14, 2, 160_000], -1, 4);
        var (spikes, gradient) = Run(layer, current);
        for (var half = 0; half < 2; half++)
        {
            var (halfSpikes, halfGradient) = Run(layer, current.narrow(1, half, 1).contiguous());
            Assert.Equal(0, spikes.narrow(1, half, 1).sub(halfSpikes).abs().max().item<float>());
            Assert.Equal(0, gradient.narrow(1, half, 1).sub(halfGradient).abs().max().item<float>());
        }

        Assert.InRange(spikes.mean().item<float>(), 0.1f, 0.9f);
    }

    private static (Tensor Spikes, Tensor Gradient) Run(NeuronLayer layer, Tensor current)
    {
        var input = current.detach().requires_grad_(true);
        var output = layer.Run(input, null).Output;
        output.backward([current]);
        return (output.detach(), input.grad!);
    }
}
