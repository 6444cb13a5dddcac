using BenchmarkDotNet.Attributes;
using Glia.Neurons;
using Glia.Neurons.Surrogates;
using Glia.Random;
using Glia.Synapses;
using Glia.Tensors;
using Glia.Training;
using static TorchSharp.torch;
using Adam = Glia.Training.Adam;

namespace Glia.Benchmarks;

/// <summary>A training step of the SHD network of snn-delays (140 inputs, 2 × 256 hidden, 20 classes, T 100, B 128), fused against operation by operation. One thread each.</summary>
[InProcess]
[WarmupCount(1)]
[IterationCount(3)]
[InvocationCount(1)]
[MinColumn]
public class DelayedLinearStepBenchmarks
{
    private const int Steps = 100;
    private const int Batch = 128;
    private const double Tau = 1.005;
    private static readonly int[] Sizes = [140, 256, 256, 20];
    private readonly int[] _labels = [.. Enumerable.Range(0, Batch).Select(i => i % 20)];
    private DelayedLinear[] _layers = [];
    private BatchNormalization[] _norms = [];
    private NeuronLayer[] _neurons = [];
    private DenseDelayKernel[] _dense = [];
    private TorchSharp.Modules.BatchNorm1d[] _torchNorms = [];
    private Adam _adam = null!;
    private optim.Optimizer _torchAdam = null!;
    private Tensor _input = null!;
    private Tensor _channelsFirst = null!;
    private Tensor _torchLabels = null!;

    /// <summary>Width of the taps: at the start and for the last three quarters of training.</summary>
    [Params(12.0, 0.23)]
    public double Sigma { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Libtorch.EnsureLoaded();
        Libtorch.Threads = 1;
        var random = new RandomStream(1, "bench");
        _layers = [.. Enumerable.Range(0, 3).Select(i => new DelayedLinear(Sizes[i], Sizes[i + 1], random.Child($"{i}"), new DelayedLinearOptions { Sigma = Sigma }))];
        _norms = [new(256), new(256)];
        var lif = new LeakyIntegrateAndFire { Tau = Tau, InputDecay = InputDecay.Whole, ResetGradient = ResetGradient.Detached, Surrogate = Surrogate.ATan(5) };
        _neurons = [new(lif, 256), new(lif, 256), new(new LeakyReadout { Tau = Tau, InputDecay = InputDecay.Whole }, 20)];
        _adam = new Adam([.. _layers.SelectMany(layer => new Tensor[] { layer.Weight, layer.Position }), .. _norms.SelectMany(norm => new Tensor[] { norm.Scale, norm.Shift })], Schedule.Constant(1e-4));
        _dense = [.. _layers.Select(layer => new DenseDelayKernel(layer))];
        _torchNorms = [nn.BatchNorm1d(256), nn.BatchNorm1d(256)];
        _torchAdam = optim.Adam([.. _dense.SelectMany(layer => new[] { layer.Weight, layer.Position }), .. _torchNorms.SelectMany(norm => norm.parameters())], lr: 1e-4);
        var values = new float[Steps * Batch * Sizes[0]];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = random.NextSingle() < 0.1 ? 1 : 0;
        }

        _input = tensor(values, [Steps, Batch, Sizes[0]]);
        _channelsFirst = _input.permute(1, 2, 0).contiguous();
        _torchLabels = tensor(_labels.Select(label => (long)label).ToArray());
    }

    /// <summary>Ours.</summary>
    [Benchmark]
    public void Fused()
    {
        using var scope = NewDisposeScope();
        _adam.ZeroGradients();
        var signal = _input;
        for (var layer = 0; layer < 2; layer++)
        {
            signal = _neurons[layer].Run(_norms[layer].forward(_layers[layer].forward(signal)), null).Output;
        }

        TimeSumOfSoftmaxLoss.Of(_neurons[2].Run(_layers[2].forward(signal), null).Output, _labels).backward();
        _adam.Step();
        foreach (var layer in _layers)
        {
            layer.ClampDelays();
        }
    }

    /// <summary>Dense kernels, convolutions, and neurons step by step, in TorchSharp.</summary>
    [Benchmark(Baseline = true)]
    public void OperationByOperation()
    {
        using var scope = NewDisposeScope();
        _torchAdam.zero_grad();
        var signal = _channelsFirst;
        for (var layer = 0; layer < 2; layer++)
        {
            signal = stack(Neurons(_torchNorms[layer].forward(_dense[layer].Convolve(signal, Sigma)), spiking: true), 2);
        }

        Tensor? sum = null;
        foreach (var membrane in Neurons(_dense[2].Convolve(signal, Sigma), spiking: false))
        {
            var y = membrane.softmax(1);
            sum = sum is null ? y : sum.Plus(y);
        }

        nn.functional.cross_entropy(sum!, _torchLabels).backward();
        _torchAdam.step();
    }

    private static List<Tensor> Neurons(Tensor current, bool spiking)
    {
        var outputs = new List<Tensor>();
        Tensor? membrane = null;
        for (var step = 0; step < current.shape[2]; step++)
        {
            var now = current.select(2, step);
            membrane = membrane is null ? now : membrane.Times(1 - (1 / Tau)).Plus(now);
            if (!spiking)
            {
                outputs.Add(membrane);
                continue;
            }

            var z = membrane.Minus(1);
            var soft = z.Times(2.5 * Math.PI).atan().DividedBy(Math.PI);
            var spike = soft.Plus(z.ge(KeptScalar.Of(0)).to_type(ScalarType.Float32).sub(soft).detach());
            outputs.Add(spike);
            membrane = membrane.mul(spike.detach().Times(-1).Plus(1));
        }

        return outputs;
    }
}
