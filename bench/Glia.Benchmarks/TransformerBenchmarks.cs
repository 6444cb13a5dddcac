using BenchmarkDotNet.Attributes;
using Glia.Circuits;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Benchmarks;

/// <summary>A forward pass of 4 layers, width 512, 8 heads, on 8 texts of 256 tokens, against its matrix products alone; plain, with hooks that do nothing, and with every pattern kept.</summary>
/// <remarks>The floor is what libtorch needs for the products of the same shapes, attention's scores and mixing among them, with nothing between.</remarks>
[InProcess]
public class TransformerBenchmarks
{
    private const int Rows = 8, Steps = 256, Layers = 4, Heads = 8, Width = 512, Vocabulary = 5000;
    private Transformer _model = null!;
    private Tensor _tokens = null!;
    private (Tensor Stream, Tensor Hidden, Tensor Query, Tensor Pattern, Tensor Square, Tensor Wide, Tensor Narrow, Tensor Last) _floor;
    private IDisposable _still = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        Libtorch.Threads = Threads;
        _still = no_grad();
        var random = new RandomStream(1, "transformer-benchmarks");
        _model = Model(TransformerConfiguration.Gpt2(Layers, Heads, Width, Vocabulary, Steps), random.Child("model"));
        _tokens = tensor([.. Enumerable.Range(0, Rows * Steps).Select(_ => (long)random.NextInt(Vocabulary))]).view(Rows, Steps);
        _floor = (
            randn(Rows * Steps, Width), randn(Rows * Steps, 4 * Width), randn(Rows * Heads, Steps, Width / Heads), randn(Rows * Heads, Steps, Steps), randn(Width, Width), randn(Width, 4 * Width),
            randn(4 * Width, Width), randn(Width, Vocabulary));
    }

    private static Transformer Model(TransformerConfiguration configuration, RandomStream random) => new(configuration, random);

    [GlobalCleanup]
    public void CleanUp()
    {
        _model.Dispose();
        _still.Dispose();
        Libtorch.Threads = 1;
    }

    [Benchmark(Baseline = true)]
    public void MatrixProductsAlone()
    {
        using var scope = NewDisposeScope();
        for (var layer = 0; layer < Layers; layer++)
        {
            for (var i = 0; i < 4; i++)
            {
                matmul(_floor.Stream, _floor.Square).Dispose();
            }

            matmul(_floor.Query, _floor.Query.transpose(1, 2)).Dispose();
            matmul(_floor.Pattern, _floor.Query).Dispose();
            matmul(_floor.Stream, _floor.Wide).Dispose();
            matmul(_floor.Hidden, _floor.Narrow).Dispose();
        }

        matmul(_floor.Stream, _floor.Last).Dispose();
    }

    [Benchmark]
    public void Plain() => _model.Logits(_tokens).Dispose();

    [Benchmark]
    public void HookedForNothing() => _model.RunWith(_tokens, null).Dispose();

    [Benchmark]
    public void EveryPatternKept() => _model.RunWith(_tokens, null, site => site.Kind == ActivationKind.Pattern).Dispose();
}
