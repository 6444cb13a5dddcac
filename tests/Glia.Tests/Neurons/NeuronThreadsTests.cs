using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using Glia.Tests.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Neurons;

[Collection(nameof(LibtorchGlobals))]
public sealed class NeuronThreadsTests
{
    [Fact]
    public void One_and_two_threads_give_the_same_bits_forward_and_backward()
    {
        var one = OutputsAndGradients(1);
        var two = OutputsAndGradients(2);
        Assert.Equal(one.Length, two.Length);
        for (var n = 0; n < one.Length; n++)
        {
            Assert.Equal(one[n], two[n]);
        }
    }

    [Fact]
    public void A_number_of_threads_that_is_not_positive_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NeuronThreads.Count = 0);

    private static float[][] OutputsAndGradients(int threads)
    {
        NeuronThreads.Count = threads;
        try
        {
            using var scope = NewDisposeScope();
            var model = new LeakyIntegrateAndFire { Tau = NeuronParameter.PerLayer(3), Threshold = NeuronParameter.PerNeuron(0.9), ResetPotential = NeuronParameter.PerNeuron(0) };
            using var layer = new NeuronLayer(model, 301);
            var random = new RandomStream(3, "threads");
            var current = TensorInitialization.Gaussian(random, [20, 7, 301], 0.4, 1).requires_grad_(true);
            var up = TensorInitialization.Gaussian(random, [20, 7, 301], 0, 1);
            var output = layer.call(current);
            output.backward([up]);
            var options = new ExpressiveLeakyMemoryOptions { Inputs = 5, Outputs = 2, Memories = 7, TauScope = ParameterScope.PerNeuron };
            using var memory = new ExpressiveLeakyMemory(options, new RandomStream(3, "elm"));
            var readings = memory.call(TensorInitialization.Gaussian(random, [9, 20, 5], 0, 1));
            readings.sum().backward();
            return
            [
                Values(output),
                Values(layer.State!),
                Values(current.grad!),
                .. layer.parameters().Select(p => Values(p.grad!)),
                Values(readings),
                .. memory.parameters().Select(p => Values(p.grad!.contiguous())),
            ];
        }
        finally
        {
            NeuronThreads.Count = 1;
        }
    }

    private static float[] Values(Tensor tensor) => tensor.AsReadOnlySpan<float>().ToArray();
}
