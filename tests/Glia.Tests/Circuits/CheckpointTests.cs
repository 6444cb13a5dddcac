using System.Runtime.CompilerServices;
using Glia.Circuits;
using Glia.Circuits.Checkpoints;
using Glia.Formats;
using Glia.Tests.Data;
using static TorchSharp.torch;

namespace Glia.Tests.Circuits;

public sealed class CheckpointTests
{
    private static readonly int[] Text = [3, 1, 4, 1, 5, 9, 2];

    [Theory]
    [InlineData("gpt2", 1)]
    [InlineData("llama", 1)]
    [InlineData("llama3", 1)]
    [InlineData("qwen2", 3)]
    [InlineData("qwen3", 2)]
    public void A_folder_as_people_have_it_gives_the_logits_of_the_model_that_was_saved(string name, int shards)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var folder = new TemporaryFolder();
        using var saved = Single(name);
        CheckpointFolder.Write(folder.Path, name, saved, shards: shards);
        using var loaded = Checkpoint.Load(folder.Path);
        Assert.Equal(saved.Configuration, loaded.Configuration with { HeadSize = saved.Configuration.HeadSize, FeedForwardWidth = saved.Configuration.FeedForwardWidth, KeyValueHeads = saved.Configuration.KeyValueHeads });
        Assert.Equal(saved.Weights.Count, loaded.Weights.Count);
        Assert.True(allclose(saved.Logits(TinyTransformers.Tokens(Text)), loaded.Logits(TinyTransformers.Tokens(Text)), 1e-5, 1e-6));
    }

    [Fact]
    public void Names_with_a_prefix_are_read_as_well()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var saved = Single("gpt2");
        CheckpointFolder.Write(folder.Path, "gpt2", saved, prefix: "transformer.");
        using var loaded = Checkpoint.Load(folder.Path);
        Assert.True(allclose(saved.Logits(TinyTransformers.Tokens(Text)), loaded.Logits(TinyTransformers.Tokens(Text)), 1e-5, 1e-6));
    }

    [Theory]
    [InlineData(SafetensorsDataType.F16, ScalarType.Float16, 2e-2)]
    [InlineData(SafetensorsDataType.BF16, ScalarType.BFloat16, 2e-1)]
    public void Half_precision_is_computed_as_stored_and_converts_to_single(SafetensorsDataType type, ScalarType stored, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var folder = new TemporaryFolder();
        using var saved = Single("llama");
        CheckpointFolder.Write(folder.Path, "llama", saved, type);
        using var loaded = Checkpoint.Load(folder.Path);
        Assert.Equal(stored, loaded.NumberType);
        using var single = new Transformer(loaded.Configuration, loaded.Weights.Converted(ScalarType.Float32));
        var (exact, half) = (single.Logits(TinyTransformers.Tokens(Text)), loaded.Logits(TinyTransformers.Tokens(Text)).to_type(ScalarType.Float32));
        Assert.True(allclose(saved.Logits(TinyTransformers.Tokens(Text)), exact, tolerance, tolerance));
        Assert.True(allclose(exact, half, tolerance, tolerance));
    }

    [Fact]
    public void Loading_copies_no_parameter_and_writing_to_one_leaves_the_file_alone()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "big.safetensors");
        var writer = new SafetensorsWriter();
        writer.Add("big", new float[8 << 20], 8 << 20);
        using (var file = File.Create(path))
        {
            writer.Write(file);
        }

        var before = File.ReadAllBytes(path);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        using (var mapped = MappedSafetensors.Open(path))
        {
            using var tensor = mapped.Map("big");
            Assert.Equal(8 << 20, tensor.numel());
            Assert.True(GC.GetTotalAllocatedBytes(precise: true) - allocated < 1 << 20);
            using var none = no_grad();
            tensor[0].fill_(1f);
        }

        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_tensor_outlives_the_file_that_it_was_mapped_from()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var saved = Single("gpt2");
        CheckpointFolder.Write(folder.Path, "gpt2", saved);
        var tensor = Mapped(Path.Combine(folder.Path, "model.safetensors"));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.True(allclose(saved.Weights.Embedding, tensor));
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var saved = Single("llama");
        CheckpointFolder.Write(folder.Path, "llama", saved, shards: 3);
        File.Delete(Path.Combine(folder.Path, "model-00002-of-00003.safetensors"));
        Assert.Contains("the shard model-00002-of-00003.safetensors, which is not in the folder", Problem(folder.Path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpt2", "\"n_embd\":16", "\"n_embd\":20", "The tensor 'wte.weight' must have the shape [13, 20] by config.json; it has [13, 16]")]
    [InlineData("gpt2", "\"vocab_size\":13", "\"vocab_size\":14", "The tensor 'wte.weight' must have the shape [14, 16]")]
    [InlineData("gpt2", "\"n_layer\":2", "\"n_layer\":3", "The tensor 'h.2.attn.c_attn.weight' with the shape [16, 48] is in none of its files")]
    [InlineData("gpt2", "\"gpt2\"", "\"mamba\"", "The architecture 'mamba' is not known; those that are: gpt2, llama, qwen2, qwen3")]
    [InlineData("gpt2", "\"n_head\":4", "\"n_head\":3", "3 heads do not divide a width of 16")]
    [InlineData("gpt2", "gelu_new", "swish", "The activation 'swish' is not known")]
    [InlineData("gpt2", "\"n_head\":4", "\"n_head\":\"four\"", "Expected a positive whole number as 'n_head'; got four")]
    [InlineData("gpt2", "{\"model", "{model", "Expected JSON")]
    [InlineData("llama3", "\"llama3\",\"factor\"", "\"yarn\",\"factor\"", "scaled by 'yarn' are not supported; default and llama3 are")]
    [InlineData("llama", "\"hidden_size\":16,", "", "Expected a positive whole number as 'hidden_size'; got nothing")]
    [InlineData("llama", "\"num_key_value_heads\":2", "\"num_key_value_heads\":4", "'model.layers.0.self_attn.k_proj.weight' must have the shape [16, 16]")]
    [InlineData("qwen2", "\"use_sliding_window\":false", "\"use_sliding_window\":true", "sliding window")]
    [InlineData("llama", "\"llama\"", "\"qwen2\"", "The tensor 'model.layers.0.self_attn.q_proj.bias' with the shape [16] is in none of its files")]
    public void A_configuration_that_does_not_fit_is_refused_with_what_was_expected(string name, string from, string to, string reason)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var saved = Single(name);
        CheckpointFolder.Write(folder.Path, name, saved);
        var path = Path.Combine(folder.Path, "config.json");
        var changed = File.ReadAllText(path).Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(File.ReadAllText(path), changed);
        File.WriteAllText(path, changed);
        Assert.Contains(reason, Problem(folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_model_and_an_index_that_points_elsewhere_are_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("no such folder", Problem(Path.Combine(folder.Path, "nowhere")), StringComparison.Ordinal);
        Assert.Contains("Expected a config.json", Problem(folder.Path), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder.Path, "config.json"), CheckpointFolder.Configuration("gpt2"));
        Assert.Contains("Expected model.safetensors, or model.safetensors.index.json", Problem(folder.Path), StringComparison.Ordinal);
        var index = Path.Combine(folder.Path, "model.safetensors.index.json");
        File.WriteAllText(index, """{"weight_map":{"wte.weight":"../secret.safetensors"}}""");
        Assert.Contains("must be a file in the same folder; it names '../secret.safetensors'", Problem(folder.Path), StringComparison.Ordinal);
        File.WriteAllText(index, """{"weight_map":{}}""");
        Assert.Contains("weight_map is empty", Problem(folder.Path), StringComparison.Ordinal);
        File.WriteAllText(index, """["weight_map"]""");
        Assert.Contains("Expected JSON with a weight_map", Problem(folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quantised_tensor_is_refused_by_name()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var saved = Single("gpt2");
        CheckpointFolder.Write(folder.Path, "gpt2", saved, SafetensorsDataType.I32);
        Assert.Contains("The tensor 'wte.weight' is of type I32", Problem(folder.Path), StringComparison.Ordinal);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Tensor Mapped(string path)
    {
        using var mapped = MappedSafetensors.Open(path);
        return mapped.Map("wte.weight");
    }

    private static string Problem(string folder) => Assert.Throws<GliaFormatException>(() => Checkpoint.Load(folder)).Message;

    private static Transformer Single(string name)
    {
        using var model = TinyTransformers.Create(name);
        return new Transformer(model.Configuration, model.Weights.Converted(ScalarType.Float32));
    }
}
