using BenchmarkDotNet.Attributes;
using Glia.Circuits;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Benchmarks;

/// <summary>All 48 heads of a model of 6 layers and width 256 patched in 4 texts of 64 tokens: as one sweep, one head after the other, and as the first-order estimate.</summary>
[InProcess]
public class HeadPatchingBenchmarks
{
    private const int Rows = 4, Steps = 64, Layers = 6, Heads = 8;
    private Transformer _model = null!;
    private Tensor _clean = null!;
    private Tensor _corrupted = null!;
    private LogitMetric _metric = null!;

    [GlobalSetup]
    public void SetUp()
    {
        Libtorch.Threads = 1;
        var random = new RandomStream(1, "head-patching-benchmarks");
        _model = Model(TransformerConfiguration.Gpt2(Layers, Heads, 256, 1000, Steps), random.Child("model"));
        (_clean, _corrupted) = (Texts(), Texts());
        _metric = LogitMetric.Difference([1, 2, 3, 4], [5, 6, 7, 8]);

        Tensor Texts() => tensor([.. Enumerable.Range(0, Rows * Steps).Select(_ => (long)random.NextInt(1000))]).view(Rows, Steps);
    }

    private static Transformer Model(TransformerConfiguration configuration, RandomStream random) => new(configuration, random);

    [GlobalCleanup]
    public void CleanUp() => _model.Dispose();

    [Benchmark(Baseline = true)]
    public double HeadAfterHead()
    {
        using var still = no_grad();
        using var source = _model.RunWith(_clean, null, site => site.Kind == ActivationKind.MixedValue);
        var sum = 0.0;
        for (var i = 0; i < Layers * Heads; i++)
        {
            var site = new ActivationSite(ActivationKind.MixedValue, i / Heads);
            using var run = _model.RunWith(_corrupted, new Interventions().Replace(site, source.Cache[site], ActivationSelection.Head(i % Heads)));
            sum += _metric.Mean(run.Logits);
        }

        return sum;
    }

    [Benchmark]
    public double[,] Sweep() => new ActivationPatching(_model, _corrupted, _clean, _metric).Heads();

    [Benchmark]
    public double[,] FirstOrder()
    {
        using var estimates = AttributionPatching.Estimate(_model, _corrupted, _clean, _metric, ActivationKind.MixedValue);
        return AttributionPatching.ByHead(estimates, _model.Configuration);
    }
}
