using BenchmarkDotNet.Attributes;
using Glia.Neurons;
using Glia.Neurons.Surrogates;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Glia.Benchmarks;

/// <summary>Leaky integrate-and-fire, forward and backward, 100 steps, batch 128, 512 neurons: fused, operation by operation, and the same bytes merely copied.</summary>
/// <remarks>The reference has the fewest operations we could write it with: the spike is one function with its own backward, as in SpikingJelly and snnTorch.</remarks>
[InProcess]
public class LifBenchmarks
{
    private const double Tau = 2;
    private const int Steps = 100;
    private Tensor _current = null!;
    private Tensor _outputGradient = null!;
    private NeuronLayer _layer = null!;
    private Tensor _tau = null!;
    private Tensor _threshold = null!;
    private float[][] _streams = null!;

    [Params(1, 2)]
    public int Threads { get; set; } = 1;

    [GlobalSetup]
    public void SetUp()
    {
        Libtorch.Threads = Threads;
        NeuronThreads.Count = Threads;
        var random = new RandomStream(1, "lif-benchmarks");
        _current = TensorInitialization.Gaussian(random, [Steps, 128, 512], 1, 1).requires_grad_(true);
        _outputGradient = TensorInitialization.Gaussian(random, [Steps, 128, 512], 0, 1);
        _layer = Layer();
        (_tau, _threshold) = (tensor((float)Tau), tensor(1f));
        _streams = Enumerable.Range(0, 6).Select(_ => new float[Steps * 128 * 512]).ToArray();
        foreach (var stream in _streams)
        {
            random.FillUniform(stream, 0, 1);
        }
    }

    // The gradient is asked for, as the layer below would get it; backward() would copy it once more into the leaf.
    [Benchmark(Baseline = true)]
    public void OperationByOperation()
    {
        using var scope = NewDisposeScope();
        var v = zeros(128, 512);
        var spikes = new List<Tensor>();
        for (var t = 0; t < Steps; t++)
        {
            var charged = v.Plus(_current[t].sub(v).div(_tau));
            var spike = ATanSpike.apply(charged.sub(_threshold));
            v = charged.sub(charged.mul(spike));
            spikes.Add(spike);
        }

        _ = grad([stack(spikes)], [_current], [_outputGradient]);
    }

    [Benchmark]
    public void Fused()
    {
        using var scope = NewDisposeScope();
        _ = grad([_layer.Run(_current, null).Output], [_current], [_outputGradient]);
    }

    [Benchmark]
    public void FusedForwardOnly()
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        _ = _layer.Run(_current, null).Output;
    }

    // Forward reads the current and writes spikes and charged membranes, backward reads gradients and membranes and writes gradients: three reads, three writes.
    [Benchmark]
    public void SameBytesCopied()
    {
        const int Block = 1 << 16;
        Parallel.For(0, _streams[0].Length / Block, new ParallelOptions { MaxDegreeOfParallelism = Threads }, block =>
        {
            for (var pair = 0; pair < 6; pair += 2)
            {
                _streams[pair].AsSpan(block * Block, Block).CopyTo(_streams[pair + 1].AsSpan(block * Block, Block));
            }
        });
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        (Libtorch.Threads, NeuronThreads.Count) = (1, 1);
        _current.Dispose();
        _outputGradient.Dispose();
        _layer.Dispose();
        _tau.Dispose();
        _threshold.Dispose();
    }

    private static NeuronLayer Layer() => new(new LeakyIntegrateAndFire { Tau = Tau, Surrogate = Surrogate.ATan() }, 512);

    private sealed class ATanSpike : SingleTensorFunction<ATanSpike>
    {
        public override string Name => nameof(ATanSpike);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            var z = (Tensor)vars[0];
            ctx.save_for_backward([z]);
            return z.ge(KeptScalar.Of(0.0)).to_type(ScalarType.Float32);
        }

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) =>
            [grad_output.div(ctx.get_saved_variables()[0].Times(Math.PI).square().Plus(1))];
    }
}
