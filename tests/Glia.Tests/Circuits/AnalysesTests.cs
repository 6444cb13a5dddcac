using Glia.Circuits;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Circuits;

public sealed class AnalysesTests
{
    private static readonly int[][] Clean = [[3, 1, 4, 1, 5, 9, 2], [2, 7, 1, 8, 2, 8, 0]];
    private static readonly int[][] Corrupted = [[3, 1, 4, 6, 5, 9, 2], [2, 7, 11, 8, 2, 8, 0]];
    private static readonly int[] Answers = [1, 2];
    private static readonly int[] Distractors = [3, 0];

    public static TheoryData<string> Names => TinyTransformers.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sweep_over_heads_is_one_patch_after_another(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create(name);
        var (clean, corrupted, metric) = (TinyTransformers.Tokens(Clean), TinyTransformers.Tokens(Corrupted), LogitMetric.Difference(Answers, Distractors));
        var (everywhere, placed) = (new ActivationPatching(model, corrupted, clean, metric) { MostRows = 5 }.Heads(), new ActivationPatching(model, corrupted, clean, metric).Heads(ActivationKind.Query, [3, -1]));
        using var source = model.Run(clean);
        foreach (var (layer, head) in Heads(model))
        {
            ActivationSite z = new(ActivationKind.MixedValue, layer), q = new(ActivationKind.Query, layer);
            using var all = model.RunWith(corrupted, new Interventions().Replace(z, source.Cache[z], ActivationSelection.Head(head)));
            using var some = model.RunWith(corrupted, new Interventions().Replace(q, source.Cache[q], new ActivationSelection { Heads = [head], PositionOfRow = [3, 6] }));
            Assert.Equal(metric.Mean(all.Logits), everywhere[layer, head], 1e-10);
            Assert.Equal(metric.Mean(some.Logits), placed[layer, head], 1e-10);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sweep_over_positions_is_one_patch_after_another_and_its_ends_are_the_two_runs(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create(name);
        var (clean, corrupted, metric) = (TinyTransformers.Tokens(Clean), TinyTransformers.Tokens(Corrupted), LogitMetric.Difference(Answers, Distractors));
        var found = new ActivationPatching(model, corrupted, clean, metric).Positions();
        using var source = model.Run(clean);
        foreach (var layer in Enumerable.Range(0, model.Configuration.Layers))
        {
            var site = new ActivationSite(ActivationKind.ResidualPre, layer);
            for (var position = 0; position < 7; position++)
            {
                using var patched = model.RunWith(corrupted, new Interventions().Replace(site, source.Cache[site], ActivationSelection.Position(position)));
                Assert.Equal(metric.Mean(patched.Logits), found[layer, position], 1e-10);
            }
        }

        var same = new ActivationPatching(model, clean, clean, metric).Heads();
        Assert.All(same.Cast<double>(), value => Assert.Equal(metric.Mean(source.Logits), value, 1e-10));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Direct_shares_add_up_to_the_logit_difference_and_to_the_logit(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create(name);
        var tokens = TinyTransformers.Tokens(Clean);
        var logits = model.Logits(tokens);
        var differences = DirectLogitAttribution.Shares(model, tokens, Answers, Distractors, [4, -1]);
        var alone = DirectLogitAttribution.Shares(model, tokens, Answers);
        for (var row = 0; row < 2; row++)
        {
            var place = row == 0 ? 4 : 6;
            Assert.Equal((logits[row, place, Answers[row]] - logits[row, place, Distractors[row]]).item<double>(), differences.Sum(share => share.PerRow[row]), 1e-10);
            Assert.Equal(logits[row, 6, Answers[row]].item<double>(), alone.Sum(share => share.PerRow[row]), 1e-10);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Attribution_is_the_derivative_of_patching_a_little(string name)
    {
        using var scope = NewDisposeScope();
        using var model = TinyTransformers.Create(name);
        var (clean, corrupted, metric) = (TinyTransformers.Tokens(Clean), TinyTransformers.Tokens(Corrupted), LogitMetric.Difference(Answers, Distractors));
        using var estimates = AttributionPatching.Estimate(model, corrupted, clean, metric, ActivationKind.MixedValue, ActivationKind.ResidualPre);
        var byHead = AttributionPatching.ByHead(estimates, model.Configuration);
        using var still = no_grad();
        using var from = model.Run(clean);
        using var into = model.Run(corrupted);
        foreach (var (layer, head) in Heads(model))
        {
            var site = new ActivationSite(ActivationKind.MixedValue, layer);
            Assert.Equal((Part(1e-5) - Part(-1e-5)) / 2e-5, byHead[layer, head], 1e-6);

            double Part(double share)
            {
                using var run = model.RunWith(corrupted, new Interventions().Add(site, (from.Cache[site] - into.Cache[site]).Times(share), ActivationSelection.Head(head)));
                return metric.Mean(run.Logits);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Paths_to_queries_and_to_the_end_are_those_of_the_four_plain_runs(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create(name);
        var (clean, corrupted, metric) = (TinyTransformers.Tokens(Clean), TinyTransformers.Tokens(Corrupted), LogitMetric.Difference(Answers, Distractors));
        PathReceiver[][] ends = [[new(ActivationKind.Query, 1, 1), new(ActivationKind.Query, 1, 0)], [PathReceiver.Logits(model.Configuration)], [new(ActivationKind.Value, 1)]];
        foreach (var receivers in ends)
        {
            var found = new PathPatching(model, clean, corrupted, metric) { Positions = [-1, 4], FreezeFeedForward = name == "gpt2", MostRows = 6 }.HeadMeans(receivers);
            using var from = model.Run(corrupted);
            using var into = model.Run(clean);
            foreach (var (layer, head) in Heads(model))
            {
                if (layer > receivers[0].LastSender)
                {
                    Assert.True(double.IsNaN(found[layer, head]));
                    continue;
                }

                var frozen = new Interventions();
                foreach (var (other, h) in Heads(model).Where(item => item != (layer, head)))
                {
                    Put(frozen, new(ActivationKind.MixedValue, other), into.Cache, h);
                }

                foreach (var block in Enumerable.Range(0, name == "gpt2" ? 2 : 0))
                {
                    Put(frozen, new(ActivationKind.FeedForwardOut, block), into.Cache, null);
                }

                Put(frozen, new(ActivationKind.MixedValue, layer), from.Cache, head);
                using var third = model.RunWith(clean, frozen, site => !site.IsOptional);
                var end = new Interventions();
                foreach (var receiver in receivers)
                {
                    Put(end, new(receiver.Kind, receiver.Layer), third.Cache, receiver.Head);
                }

                using var fourth = model.RunWith(clean, end);
                Assert.Equal(metric.Mean(fourth.Logits), found[layer, head], 1e-10);
            }
        }

        static void Put(Interventions to, ActivationSite site, ActivationCache values, int? head) =>
            to.Replace(site, values[site], new ActivationSelection { PositionOfRow = [6, 4], Heads = head is { } one ? [one] : null });
    }

    [Fact]
    public void Without_a_norm_a_path_to_the_end_is_the_change_of_the_direct_share()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create("linear");
        var (clean, corrupted, metric) = (TinyTransformers.Tokens(Clean), TinyTransformers.Tokens(Corrupted), LogitMetric.Difference(Answers, Distractors));
        var paths = new PathPatching(model, clean, corrupted, metric) { Positions = [-1, -1] }.HeadMeans(PathReceiver.Logits(model.Configuration));
        var (before, after) = (DirectLogitAttribution.Shares(model, clean, Answers, Distractors), DirectLogitAttribution.Shares(model, corrupted, Answers, Distractors));
        var plain = metric.Mean(model.Logits(clean));
        foreach (var (old, changed) in before.Zip(after).Where(pair => pair.First.Head >= 0))
        {
            Assert.Equal(changed.Mean - old.Mean, paths[old.Layer, old.Head] - plain, 1e-10);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_lens_of_the_last_layer_is_the_model_itself(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create(name);
        var tokens = TinyTransformers.Tokens(Clean);
        var lens = LogitLens.Logits(model, tokens);
        Assert.Equal([model.Configuration.Layers + 1, 2, 7, model.Configuration.OutputCount], lens.shape);
        Assert.True(lens[-1].eq(model.Logits(tokens)).all().item<bool>());
        var plain = new PlainTransformer(model);
        Assert.NotEqual(plain.Run(Clean[0])["hook_logits"][0], lens[0, 0, 0, 0].item<double>(), 1e-3);
    }

    [Fact]
    public void The_induction_circuit_built_by_hand_is_found_and_lost_when_either_head_is_ablated()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = PlantedInduction.Create();
        var tokens = TinyTransformers.Tokens([40, 11, 5, 9, 7, 30, 11, 5, 9, 7, 30]);
        Assert.True(HeadScores.PreviousToken(model, tokens)[0, 0] > 0.9);
        Assert.True(HeadScores.InductionToken(model, tokens)[1, 0] > 0.45);
        Assert.Equal(((1 / 7.0) + (1 / 8.0) + (1 / 9.0) + (1 / 10.0) + (1 / 11.0)) / 11, HeadScores.DuplicateToken(model, tokens)[1, 1], 1e-6);
        var scores = HeadScores.Induction(model, new RandomStream(4, "induction"), length: 5, rows: 2, firstToken: 40);
        Assert.True(scores[1, 0] > 0.99, $"{scores[1, 0]}");
        Assert.True(scores[1, 1] < 0.2, $"{scores[1, 1]}");
        Assert.Equal(9, model.Logits(tokens)[0, 7].argmax().item<long>());
        foreach (var layer in new[] { 0, 1 })
        {
            using var broken = model.RunWith(tokens, new Interventions().Zero(new ActivationSite(ActivationKind.MixedValue, layer), ActivationSelection.Head(0)));
            Assert.NotEqual(1, broken.Logits.softmax(-1)[0, 7, 9].item<double>(), 0.5);
        }

        // All 50 directions that the first head writes are those that the second's keys read.
        Assert.Equal(1 / Math.Sqrt(50), CompositionScores.All(model, CompositionKind.Key)[0, 0, 1, 0], 1e-9);
        Assert.Equal(0, CompositionScores.All(model, CompositionKind.Value)[0, 0, 1, 0], 1e-9);
    }

    [Theory]
    [InlineData(CompositionKind.Query)]
    [InlineData(CompositionKind.Key)]
    [InlineData(CompositionKind.Value)]
    public void Composition_is_the_norm_of_the_whole_matrices(CompositionKind kind)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create("llama");
        var scores = CompositionScores.All(model, kind);
        var (writer, reader) = (Matrices(0, 3), Matrices(1, 2));
        var product = kind switch
        {
            CompositionKind.Query => matmul(writer.OutputValue, reader.QueryKey),
            CompositionKind.Key => matmul(reader.QueryKey, writer.OutputValue.t()),
            _ => matmul(writer.OutputValue, reader.OutputValue),
        };
        var read = kind == CompositionKind.Value ? reader.OutputValue : reader.QueryKey;
        Assert.Equal((product.norm() / (writer.OutputValue.norm() * read.norm())).item<double>(), scores[0, 3, 1, 2], 1e-10);
        Assert.Equal(0, scores[1, 0, 0, 0]);

        (Tensor QueryKey, Tensor OutputValue) Matrices(int layer, int head)
        {
            var block = model.Weights.Blocks[layer];
            var norm = block.AttentionNorm!.Weight.unsqueeze(1);
            Tensor Columns(Tensor weight, int place) => weight.narrow(1, place * 4, 4) * norm;
            return (matmul(Columns(block.Query.Weight, head), Columns(block.Key.Weight, head / 2).t()), matmul(Columns(block.Value.Weight, head / 2), block.Output.Weight.narrow(0, head * 4, 4)));
        }
    }

    [Fact]
    public void Metrics_read_the_place_and_the_outputs_that_they_were_given()
    {
        using var scope = NewDisposeScope();
        var logits = arange(24, dtype: ScalarType.Float64).view(2, 3, 4).sin();
        Assert.Equal(Math.Sin(9) - Math.Sin(8), LogitMetric.Difference([1, 1], [0, 0]).PerRow(logits)[0].item<double>(), 1e-12);
        Assert.Equal(Math.Sin(15) - Math.Sin(12), LogitMetric.Difference([1, 3], [0, 0], [0, 0]).PerRow(logits)[1].item<double>(), 1e-12);
        Assert.Equal(logits.log_softmax(2)[1, 2, 3].item<double>(), LogitMetric.LogProbability([2, 3]).PerRow(logits)[1].item<double>(), 1e-12);
        var largest = logits.select(1, 2).argmax(1);
        Assert.Equal(0.5, LogitMetric.Accuracy([(int)largest[0].item<long>(), ((int)largest[1].item<long>() + 1) % 4]).Mean(logits));
        Assert.Throws<ArgumentException>(() => LogitMetric.Difference([1], [0, 2]));
        Assert.Contains("about 3 texts; got logits of 2", Assert.Throws<ArgumentException>(() => LogitMetric.Accuracy([0, 1, 2]).Mean(logits)).Message, StringComparison.Ordinal);
        Assert.Equal(0.25, PatchEffect.Denoising(5, 1, 2));
        Assert.Equal(0.75, PatchEffect.Noising(5, 1, 2));
    }

    [Fact]
    public void Texts_of_other_lengths_and_receivers_before_all_heads_are_refused()
    {
        using var scope = NewDisposeScope();
        using var model = TinyTransformers.Create("gpt2");
        var (metric, one, other) = (LogitMetric.Difference([1], [0]), TinyTransformers.Tokens([1, 2, 3]), TinyTransformers.Tokens([1, 2]));
        const string Shapes = "their positions do not correspond";
        Assert.Contains(Shapes, Assert.Throws<ArgumentException>(() => new ActivationPatching(model, one, other, metric).Heads()).Message, StringComparison.Ordinal);
        Assert.Contains(Shapes, Assert.Throws<ArgumentException>(() => new PathPatching(model, one, other, metric).Heads(PathReceiver.Logits(model.Configuration))).Message, StringComparison.Ordinal);
        Assert.Contains(Shapes, Assert.Throws<ArgumentException>(() => AttributionPatching.Estimate(model, one, other, metric, ActivationKind.Query)).Message, StringComparison.Ordinal);
        Assert.Contains("nothing can flow to it", Assert.Throws<ArgumentException>(() => new PathPatching(model, one, one, metric).Heads(new PathReceiver(ActivationKind.Query, 0))).Message, StringComparison.Ordinal);
        Assert.Contains("at least one receiver", Assert.Throws<ArgumentException>(() => new PathPatching(model, one, one, metric).Heads()).Message, StringComparison.Ordinal);
        Assert.Contains("has no heads", Assert.Throws<ArgumentException>(() => new ActivationPatching(model, one, one, metric).Heads(ActivationKind.Hidden)).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(int Layer, int Head)> Heads(Transformer model) =>
        Enumerable.Range(0, model.Configuration.Layers).SelectMany(layer => Enumerable.Range(0, model.Configuration.Heads).Select(head => (layer, head)));
}
