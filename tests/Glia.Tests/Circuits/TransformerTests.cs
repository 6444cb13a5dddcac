using Glia.Circuits;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Circuits;

public sealed class TransformerTests
{
    private static readonly int[][] Texts = [[3, 1, 4, 1, 5, 9, 2], [2, 7, 1, 8, 2, 8, 0]];

    public static TheoryData<string> Names => TinyTransformers.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_activation_is_that_of_the_plain_loops_and_has_its_documented_shape(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create(name);
        var plain = new PlainTransformer(model);
        using var run = model.Run(TinyTransformers.Tokens(Texts), site => !site.IsOptional || site.Kind == ActivationKind.HeadResult);
        var expected = Texts.Select(plain.Run).ToArray();
        Assert.Equal(expected[0].Keys.Order(StringComparer.Ordinal), run.Cache.Sites.Select(site => site.Name).Order(StringComparer.Ordinal));
        foreach (var site in run.Cache.Sites)
        {
            var activation = run.Cache[site].contiguous();
            Assert.Equal(site.Shape(model.Configuration, 2, 7), activation.shape);
            Close([.. expected.SelectMany(row => row[site.Name])], activation.AsSpan<double>(), 1e-10, site.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_single_precision_logits_are_those_of_the_plain_loops_to_1e_minus_5(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var exact = TinyTransformers.Create(name);
        using var model = new Transformer(exact.Configuration, exact.Weights.Converted(ScalarType.Float32));
        var plain = new PlainTransformer(model);
        var logits = model.Logits(TinyTransformers.Tokens(Texts)).to_type(ScalarType.Float64).contiguous();
        Close([.. Texts.SelectMany(text => plain.Run(text)["hook_logits"])], logits.AsSpan<double>(), 1e-5, "logits");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_of_all_parameters_are_central_differences(string name)
    {
        using var scope = NewDisposeScope();
        using var model = TinyTransformers.Create(name);
        var tokens = TinyTransformers.Tokens(Texts);
        var trained = model.Weights.Trained();
        Loss().backward();
        foreach (var (parameter, i) in trained.Select((parameter, i) => (parameter, i)))
        {
            var gradient = parameter.grad!.contiguous().AsSpan<double>();
            var element = i * 7 % gradient.Length;
            var difference = CentralDifference.Of(parameter, element, Loss);
            Assert.True(Math.Abs(difference - gradient[element]) <= 1e-7 * (1 + Math.Abs(difference)), $"{model.Weights.Named().ElementAt(i).Name}: {gradient[element]} against {difference}");
        }

        Tensor Loss() => model.Logits(tokens).square().mean();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Token_by_token_with_a_cache_gives_the_logits_of_the_whole_text(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create(name);
        var tokens = TinyTransformers.Tokens(Texts);
        var whole = model.Logits(tokens);
        using var cache = new KeyValueCache();
        var first = model.Logits(tokens.narrow(1, 0, 3), cache);
        var rest = Enumerable.Range(3, 4).Select(t => model.Logits(tokens.narrow(1, t, 1), cache));
        Assert.True(allclose(whole, cat([first, .. rest], 1), 1e-12, 1e-12));
        Assert.Equal(7, cache.Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_later_token_changes_no_bit_of_earlier_logits(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create(name);
        var (one, other) = (model.Logits(TinyTransformers.Tokens([3, 1, 4, 1, 5])), model.Logits(TinyTransformers.Tokens([3, 1, 4, 1, 6])));
        Assert.True(one.narrow(1, 0, 4).eq(other.narrow(1, 0, 4)).all().item<bool>());
        Assert.False(allclose(one.narrow(1, 4, 1), other.narrow(1, 4, 1)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Reading_activations_changes_no_bit_of_the_logits(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = TinyTransformers.Create(name);
        var tokens = TinyTransformers.Tokens(Texts);
        using var run = model.Run(tokens);
        Assert.True(run.Logits.eq(model.Logits(tokens)).all().item<bool>());
    }

    [Fact]
    public void As_many_key_heads_as_query_heads_is_plain_attention_and_scores_depend_on_distance_alone()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var shared = TinyTransformers.Create("llama");
        var repeated = shared.Weights.Converted(ScalarType.Float64);
        var wide = repeated.Blocks.Select(block => block with { Key = Repeat(block.Key), Value = Repeat(block.Value) }).ToArray();
        using var full = new Transformer(
            shared.Configuration with { KeyValueHeads = null },
            new TransformerWeights { Embedding = repeated.Embedding, Blocks = wide, FinalNorm = repeated.FinalNorm, UnembeddingWeight = repeated.UnembeddingWeight });
        var tokens = TinyTransformers.Tokens(Texts);
        Assert.True(allclose(shared.Logits(tokens), full.Logits(tokens), 1e-12, 1e-12));

        using var run = shared.Run(TinyTransformers.Tokens([5, 5, 5, 5, 5, 5]));
        var scores = run.Cache["blocks.0.attn.hook_attn_scores"];
        Assert.Equal(scores[0, 1, 3, 1].item<double>(), scores[0, 1, 5, 3].item<double>(), 1e-12);

        LinearWeights Repeat(LinearWeights linear) =>
            new(cat([.. Enumerable.Range(0, 4).Select(h => linear.Weight.narrow(1, h / 2 * 4, 4))], 1).DetachFromDisposeScope());
    }

    [Fact]
    public void The_two_layouts_of_rotation_agree_when_coordinates_are_reordered()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var half = TinyTransformers.Create("llama");
        var weights = half.Weights.Converted(ScalarType.Float64);
        foreach (var block in weights.Blocks)
        {
            Reorder(block.Query.Weight);
            Reorder(block.Key.Weight);
        }

        using var adjacent = new Transformer(half.Configuration with { Rotary = half.Configuration.Rotary! with { Layout = RotaryLayout.Adjacent } }, weights);
        var tokens = TinyTransformers.Tokens(Texts);
        Assert.True(allclose(half.Logits(tokens), adjacent.Logits(tokens), 1e-12, 1e-12));

        // Coordinates 0, 1, 2, 3 of a head go to 0, 2, 1, 3: pair (j, j + 2) becomes pair (2j, 2j + 1).
        static void Reorder(Tensor weight)
        {
            var columns = Enumerable.Range(0, (int)weight.shape[1]).Select(c => (long)((c / 4 * 4) + ((c % 4) switch { 1 => 2, 2 => 1, var same => same }))).ToArray();
            weight.copy_(weight.index_select(1, tensor(columns)).clone());
        }
    }

    [Fact]
    public void Llama_3s_scaled_angles_are_the_oracle_numbers()
    {
        var plain = new RotaryOptions(500_000).Frequencies(128);
        var scaled = new RotaryOptions(500_000, Scaling: new RotaryScaling(8)).Frequencies(128);
        Assert.Equal(1, scaled[28] / plain[28], 1e-12);
        Assert.Equal(0.828168, scaled[29] / plain[29], 1e-6);
        Assert.Equal(0.643743, scaled[30] / plain[30], 1e-6);
        Assert.Equal(0.371122, scaled[32] / plain[32], 1e-6);
        Assert.Equal(0.190211, scaled[34] / plain[34], 1e-6);
        Assert.All(Enumerable.Range(35, 29), j => Assert.Equal(0.125, scaled[j] / plain[j], 1e-12));
        Assert.Equal(0.000524846161, scaled[32], 1e-12);
        var (small, stretched) = (new RotaryOptions(500_000).Frequencies(64), new RotaryOptions(500_000, Scaling: new RotaryScaling(32)).Frequencies(64));
        Assert.Equal([0.60557, 0.30374, 0.10345, 0.03125], new[] { 15, 16, 17, 18 }.Select(j => Math.Round(stretched[j] / small[j], 5)));
    }

    [Theory]
    [InlineData(12, 12, 768, 124_439_808)]
    [InlineData(24, 16, 1024, 354_823_168)]
    [InlineData(36, 20, 1280, 774_030_080)]
    [InlineData(48, 25, 1600, 1_557_611_200)]
    public void GPT_2_has_its_published_number_of_parameters(int layers, int heads, int width, long parameters)
    {
        var configuration = TransformerConfiguration.Gpt2(layers, heads, width).Validated();
        var (d, m) = ((long)width, (long)configuration.HiddenUnits);
        var block = (4 * d) + (4 * ((d * d) + d)) + (2 * d * m) + m + d;
        Assert.Equal(parameters, (configuration.Vocabulary * d) + (configuration.Context * d) + (layers * block) + (2 * d));
    }

    [Fact]
    public void Tokens_that_the_model_does_not_know_or_cannot_hold_are_refused_with_what_it_can()
    {
        using var scope = NewDisposeScope();
        using var model = TinyTransformers.Create("gpt2");
        Assert.Contains("tokens 0 … 12; got 13", Assert.Throws<ArgumentException>(() => model.Logits(TinyTransformers.Tokens([13]))).Message, StringComparison.Ordinal);
        Assert.Contains("context of 12 tokens; got 13", Assert.Throws<ArgumentException>(() => model.Logits(zeros(1, 13, ScalarType.Int64))).Message, StringComparison.Ordinal);
        Assert.Contains("[rows, positions]", Assert.Throws<ArgumentException>(() => model.Logits(zeros(13, ScalarType.Int64))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 4, null, "5 heads do not divide a width of 16")]
    [InlineData(4, 3, null, "3 heads of keys and values cannot be shared evenly by 4")]
    [InlineData(16, 16, null, "turn pairs of coordinates; a head has 1")]
    [InlineData(4, 4, 7, "as many outputs as the vocabulary, 13; got 7")]
    public void Sizes_that_do_not_fit_are_refused(int heads, int shared, int? outputs, string reason)
    {
        var configuration = TinyTransformers.Configuration("llama3") with { Heads = heads, KeyValueHeads = shared, Outputs = outputs };
        Assert.Contains(reason, Assert.Throws<ArgumentException>(configuration.Validated).Message, StringComparison.Ordinal);
    }

    private static void Close(double[] expected, ReadOnlySpan<double> actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + Math.Abs(expected[i])), $"{what}, number {i}: expected {expected[i]}; got {actual[i]}.");
        }
    }
}
