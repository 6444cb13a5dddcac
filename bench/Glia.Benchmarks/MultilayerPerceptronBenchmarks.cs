using BenchmarkDotNet.Attributes;
using Glia.Data;
using Glia.Networks;
using Glia.Random;
using static TorchSharp.torch;

namespace Glia.Benchmarks;

/// <summary>One training step of 784-128-128-10 at batch 16 on digits, against the time that libtorch needs for its matrix products alone.</summary>
/// <remarks>The floor is eight <c>addmm_</c> into tensors that exist already, on one thread: no bias, ReLU, loss, or copying of inputs.</remarks>
[MemoryDiagnoser]
public class MultilayerPerceptronBenchmarks
{
    private const int Batch = 16;
    private const float Rate = 1e-4f;
    private readonly int[] _sizes = [784, 128, 128, 10];
    private readonly int[] _labels = new int[Batch];
    private PerceptronWorkspace _workspace = null!;
    private float[] _gradient = [];
    private float[][] _images = [];
    private byte[] _classes = [];
    private int _next;
    private Tensor[] _activations = [];
    private Tensor[] _weights = [];
    private Tensor[] _errors = [];

    [GlobalSetup]
    public void Prepare()
    {
        set_num_threads(1);
        var digits = Mnist.Embedded.Train;
        _images = [.. Enumerable.Range(0, 2000).Select(i =>
        {
            var image = new float[digits.PixelsPerImage];
            digits.CopyTo(i, image);
            return image;
        })];
        _classes = digits.Labels;
        _workspace = new PerceptronWorkspace(new MultilayerPerceptron(_sizes, new RandomStream(1, "init")), Batch);
        _gradient = new float[_workspace.Network.Parameters.Length];
        _activations = [.. _sizes.Select(size => zeros(Batch, size))];
        _errors = [.. _sizes.Skip(1).Select(size => zeros(Batch, size))];
        _weights = [.. _sizes.Zip(_sizes.Skip(1)).Select(pair => randn(pair.First, pair.Second))];
    }

    [Benchmark(Baseline = true)]
    public void MatrixProductsOfLibtorch()
    {
        for (var i = 0; i < _weights.Length; i++)
        {
            _activations[i + 1].addmm_(_activations[i], _weights[i], 0, 1);
        }

        for (var i = _weights.Length - 1; i >= 0; i--)
        {
            if (i > 0)
            {
                using var transposed = _weights[i].t();
                _errors[i - 1].addmm_(_errors[i], transposed, 0, 1);
            }

            using var columns = _activations[i].t();
            _weights[i].addmm_(columns, _errors[i], 1, -Rate);
        }
    }

    [Benchmark]
    public void Step()
    {
        Forward();
        _workspace.BackwardAndStep(Rate);
    }

    [Benchmark]
    public void StepWithGradient()
    {
        Forward();
        _workspace.Backward(_gradient);
        System.Numerics.Tensors.TensorPrimitives.FusedMultiplyAdd(_gradient, -Rate, _workspace.Network.Parameters, _workspace.Network.Parameters);
    }

    private void Forward()
    {
        for (var row = 0; row < Batch; row++)
        {
            _images[_next].CopyTo(_workspace.Input(row));
            _labels[row] = _classes[_next];
            _next = (_next + 1) % _images.Length;
        }

        _workspace.Forward(Batch);
        _workspace.SetSoftmaxErrors(_labels, 1f / Batch);
    }
}
