using Glia.Circuits;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Circuits;

public sealed class InterventionsTests
{
    private static readonly int[][] Clean = [[3, 1, 4, 1, 5, 9, 2], [2, 7, 1, 8, 2, 8, 0]];
    private static readonly int[][] Corrupted = [[3, 1, 4, 6, 5, 9, 2], [2, 7, 11, 8, 2, 8, 0]];

    public static TheoryData<string> Names => TinyTransformers.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Putting_each_activation_in_its_own_place_changes_nothing(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create(name);
        var tokens = TinyTransformers.Tokens(Clean);
        using var run = model.Run(tokens);
        foreach (var site in run.Cache.Sites)
        {
            using var patched = model.RunWith(tokens, new Interventions().Replace(site, run.Cache[site]));
            Assert.True(allclose(run.Logits, patched.Logits, 1e-12, 1e-12), site.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Putting_every_write_to_the_residual_stream_of_another_text_gives_that_texts_logits(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create(name);
        using var other = model.Run(TinyTransformers.Tokens(Corrupted));
        var all = new Interventions();
        foreach (var site in other.Cache.Sites.Where(site => site.Kind is ActivationKind.Embed or ActivationKind.MixedValue or ActivationKind.FeedForwardOut))
        {
            all.Replace(site, other.Cache[site]);
        }

        using var patched = model.RunWith(TinyTransformers.Tokens(Clean), all);
        Assert.True(allclose(other.Logits, patched.Logits, 1e-12, 1e-12));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_optional_activation_is_what_the_model_would_have_computed_without_it(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create(name);
        var tokens = TinyTransformers.Tokens(Clean);
        var plain = model.Logits(tokens);
        foreach (var site in ActivationSite.All(model.Configuration).Where(site => site.IsOptional))
        {
            if (site.Kind == ActivationKind.AttentionIn && model.Configuration.KeyValueHeadCount != model.Configuration.Heads)
            {
                Assert.Contains("hook_q_input", Assert.Throws<ArgumentException>(() => model.RunWith(tokens, null, kept => kept == site)).Message, StringComparison.Ordinal);
                continue;
            }

            using var run = model.RunWith(tokens, null, kept => kept == site);
            Assert.Equal(site.Shape(model.Configuration, 2, 7), run.Cache[site].shape);
            Assert.True(allclose(plain, run.Logits, 1e-12, 1e-12), site.Name);
        }
    }

    [Fact]
    public void One_head_at_one_position_of_each_row_is_all_that_changes()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create("gpt2");
        var tokens = TinyTransformers.Tokens(Clean);
        var site = ActivationSite.Parse("blocks.0.attn.hook_z");
        var selection = new ActivationSelection { Heads = [2], PositionOfRow = [3, -2] };
        using var before = model.Run(tokens);
        using var after = model.RunWith(tokens, new Interventions().Zero(site, selection), kept => kept == site);
        var expected = before.Cache[site].clone();
        expected[0, 3, 2].zero_();
        expected[1, 5, 2].zero_();
        Assert.True(expected.eq(after.Cache[site]).all().item<bool>());
        Assert.True(before.Logits.narrow(1, 0, 3).eq(after.Logits.narrow(1, 0, 3)).all().item<bool>());
        Assert.False(allclose(before.Logits, after.Logits));
    }

    [Fact]
    public void Changes_at_a_place_are_made_in_their_order_and_by_name()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create("qwen2");
        var site = ActivationSite.Parse("blocks.1.mlp.hook_post");
        var unit = ActivationSelection.Units(5);
        var interventions = new Interventions().Replace(site, tensor(2.0), unit).Scale(site, 3, unit).Add(site, tensor(1.0), unit).Apply(site, activation => activation.Times(2));
        using var run = model.RunWith(TinyTransformers.Tokens(Clean), interventions, kept => kept == site);
        using var plain = model.Run(TinyTransformers.Tokens(Clean));
        Assert.True(run.Cache[site].select(2, 5).eq(KeptScalar.Of(14)).all().item<bool>());
        Assert.True(allclose(run.Cache[site].select(2, 4), plain.Cache[site].select(2, 4).Times(2)));
    }

    [Fact]
    public void A_clamp_holds_in_training_and_cuts_the_gradient_of_what_it_replaces()
    {
        using var scope = NewDisposeScope();
        using var model = TinyTransformers.Create("attention only");
        model.Weights.Trained();
        var previous = eye(7, dtype: ScalarType.Float64).roll(-1, 0);
        previous[6].zero_();
        var clamp = new Interventions().Replace(ActivationSite.Parse("blocks.0.attn.hook_pattern"), previous.t(), ActivationSelection.Head(2));
        using var run = model.RunWith(TinyTransformers.Tokens(Clean), clamp);
        run.Logits.square().mean().backward();
        var (query, value) = (model.Weights.Blocks[0].Query.Weight.grad!, model.Weights.Blocks[0].Value.Weight.grad!);
        Assert.Equal(0, query.narrow(1, 8, 4).abs().max().item<double>());
        Assert.NotEqual(0, query.narrow(1, 4, 4).abs().max().item<double>());
        Assert.NotEqual(0, value.narrow(1, 8, 4).abs().max().item<double>());
    }

    [Fact]
    public void An_activation_can_be_made_of_an_earlier_one_but_not_of_a_later_one()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create("attention only");
        var tokens = TinyTransformers.Tokens(Clean);
        ActivationSite embedding = new(ActivationKind.ResidualPre, 0), second = new(ActivationKind.ResidualPre, 1);
        using var skipped = model.RunWith(tokens, new Interventions().From(embedding, second, (source, _) => source));
        using var zeroed = model.RunWith(tokens, new Interventions().Zero(new ActivationSite(ActivationKind.AttentionOut, 0)));
        Assert.True(allclose(skipped.Logits, zeroed.Logits, 1e-12, 1e-12));
        Assert.Contains(
            "blocks.1.hook_resid_pre is computed after blocks.0.hook_resid_pre",
            Assert.Throws<ArgumentException>(() => model.RunWith(tokens, new Interventions().From(second, embedding, (source, _) => source))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_out_of_range_or_not_there_is_refused_with_what_is()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create("qwen2");
        Refuse("blocks.0.attn.hook_z: there is no head 4; it has 0 … 3", "blocks.0.attn.hook_z", ActivationSelection.Head(4));
        Refuse("blocks.0.attn.hook_v: there is no head 3; it has 0 … 1", "blocks.0.attn.hook_v", ActivationSelection.Head(3));
        Refuse("there is no position 7; it has 0 … 6", "blocks.0.attn.hook_z", ActivationSelection.Position(7));
        Refuse("there is no position -8", "blocks.0.attn.hook_z", ActivationSelection.Position(-8));
        Refuse("has no heads to choose from", "blocks.0.hook_resid_pre", ActivationSelection.Head(0));
        Refuse("1 positions were given for 2 rows", "blocks.0.hook_resid_pre", new ActivationSelection { PositionOfRow = [1] });
        Refuse("the model has layers 0 … 1", "blocks.2.attn.hook_z", null);
        Refuse("the model computes no such value", "hook_pos_embed", null);
        Assert.Contains("No activation is called 'blocks.1.attn.hook_y'", Assert.Throws<FormatException>(() => ActivationSite.Parse("blocks.1.attn.hook_y")).Message, StringComparison.Ordinal);
        Assert.Contains("returned the shape [1]", Assert.Throws<ArgumentException>(() => model.RunWith(TinyTransformers.Tokens(Clean), new Interventions().Apply(new ActivationSite(ActivationKind.Embed), _ => zeros(1)))).Message, StringComparison.Ordinal);
        using var run = model.RunWith(TinyTransformers.Tokens(Clean), null);
        Assert.Contains("did not keep hook_embed", Assert.Throws<ArgumentException>(() => run.Cache["hook_embed"]).Message, StringComparison.Ordinal);

        void Refuse(string reason, string site, ActivationSelection? selection) => Assert.Contains(
            reason, Assert.Throws<ArgumentException>(() => model.RunWith(TinyTransformers.Tokens(Clean), new Interventions().Zero(ActivationSite.Parse(site), selection))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_place_has_the_name_that_its_parsing_gives_back() =>
        Assert.All(
            TinyTransformers.Names.SelectMany(name => ActivationSite.All(TinyTransformers.Configuration(name))),
            site => Assert.Equal(site, ActivationSite.Parse(site.Name)));
}
