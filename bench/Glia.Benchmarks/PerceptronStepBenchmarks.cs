using BenchmarkDotNet.Attributes;
using Glia.Networks;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Benchmarks;

/// <summary>One step of gradient descent of a 784-128-128-10 perceptron on 16 images, against its matrix products alone in libtorch. One thread each.</summary>
[MemoryDiagnoser]
public class PerceptronStepBenchmarks
{
    private const int Batch = 16;
    private static readonly int[] Sizes = [784, 128, 128, 10];
    private readonly int[] _labels = [.. Enumerable.Range(0, Batch).Select(i => i % 10)];
    private PerceptronWorkspace _workspace = null!;
    private Tensor[] _inputs = [];
    private Tensor[] _weights = [];
    private Tensor[] _outputs = [];

    [GlobalSetup]
    public void Setup()
    {
        Libtorch.EnsureLoaded();
        var stream = new RandomStream(1, "bench");
        _workspace = new PerceptronWorkspace(new MultilayerPerceptron(Sizes, stream), Batch);
        for (var row = 0; row < Batch; row++)
        {
            stream.FillUniform(_workspace.Input(row), 0, 1);
        }

        _inputs = [.. Sizes.Select(size => rand(Batch, size))];
        _weights = [.. Enumerable.Range(0, 3).Select(layer => rand(Sizes[layer + 1], Sizes[layer]))];
        _outputs = [.. Sizes.Select(size => rand(Batch, size))];
    }

    /// <summary>Forward, softmax and cross-entropy, backward, and the update of all parameters.</summary>
    [Benchmark]
    public void Step()
    {
        _workspace.Forward(Batch);
        _workspace.SetSoftmaxErrors(_labels, 1f / Batch);
        _workspace.BackwardAndStep(1e-6f);
    }

    /// <summary>The eight products of such a step into tensors that are there already: three forward, two of errors, three of gradients that are added to the weights.</summary>
    [Benchmark(Baseline = true)]
    public void ProductsInLibtorch()
    {
        using var scope = NewDisposeScope();
        for (var layer = 0; layer < 3; layer++)
        {
            _outputs[layer + 1].addmm_(_inputs[layer], _weights[layer].t(), 0, 1);
        }

        for (var layer = 2; layer >= 0; layer--)
        {
            if (layer > 0)
            {
                _outputs[layer].addmm_(_inputs[layer + 1], _weights[layer], 0, 1);
            }

            _weights[layer].addmm_(_inputs[layer + 1].t(), _inputs[layer], 1, -1e-9f);
        }
    }
}
