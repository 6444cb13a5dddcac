using Glia.Circuits;
using Glia.Random;
using TorchSharp;

namespace Glia.Lab.Tests.Docs;

/// <summary>The example of the page on circuits: it compiles and runs.</summary>
public sealed class ExamplesOfCircuits
{
    [Fact]
    public void Circuits()
    {
        using var scope = torch.NewDisposeScope();
        var random = new RandomStream(1, "circuits");
        using var model = new Transformer(TransformerConfiguration.Gpt2(layers: 2, heads: 4, width: 32, vocabulary: 50, context: 16), random);
        var clean = torch.tensor(new long[,] { { 7, 3, 9, 7 }, { 4, 8, 2, 4 } });
        var corrupted = torch.tensor(new long[,] { { 7, 3, 9, 5 }, { 4, 8, 2, 6 } });
        var metric = LogitMetric.Difference(answers: [3, 8], distractors: [9, 2]);

        using var run = model.Run(clean);
        var pattern = run.Cache["blocks.1.attn.hook_pattern"];          // [row, head, query, key]
        var without = new Interventions().Zero(ActivationSite.Parse("blocks.1.attn.hook_z"), ActivationSelection.Head(2));
        using var ablated = model.RunWith(clean, without);
        var lost = metric.Mean(run.Logits) - metric.Mean(ablated.Logits);

        var byHead = new ActivationPatching(model, into: corrupted, from: clean, metric).Heads();             // [layer, head]
        var direct = new PathPatching(model, clean, corrupted, metric).HeadMeans(PathReceiver.Logits(model.Configuration));
        var shares = DirectLogitAttribution.Shares(model, clean, answers: [3, 8], distractors: [9, 2]);

        Assert.Equal([2, 4, 4, 4], pattern.shape);
        Assert.NotEqual(0, lost);
        Assert.Equal(8, byHead.Length);
        Assert.Equal(metric.Mean(run.Logits), shares.Sum(share => share.Mean), 1e-4);
        Assert.All(direct.Cast<double>(), value => Assert.True(double.IsFinite(value)));
    }
}
