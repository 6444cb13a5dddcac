using static TorchSharp.torch;

namespace Glia.Circuits.Checkpoints;

/// <summary>The names and layouts of the files of Llama and Qwen: matrices stored [outputs, inputs].</summary>
internal sealed class LlamaCheckpoint(CheckpointTensors tensors, TransformerConfiguration configuration)
{
    private readonly string _prefix = tensors.Has("model.embed_tokens.weight") || !tensors.Has("embed_tokens.weight") ? "model." : "";

    public TransformerWeights Read() => new()
    {
        Embedding = tensors.Map(_prefix + "embed_tokens.weight", configuration.Vocabulary, configuration.Width),
        Blocks = [.. Enumerable.Range(0, configuration.Layers).Select(Block)],
        FinalNorm = Norm(_prefix + "norm", configuration.Width),
        UnembeddingWeight = configuration.TiedUnembedding ? null : Transposed("lm_head.weight", configuration.Width, configuration.OutputCount),
    };

    private BlockWeights Block(int layer)
    {
        var (block, width, hidden, head) = ($"{_prefix}layers.{layer}.", configuration.Width, configuration.HiddenUnits, configuration.HeadWidth);
        var (queries, keys) = (configuration.Heads * head, configuration.KeyValueHeadCount * head);
        var (reads, last) = (configuration.AttentionBias != AttentionBias.None, configuration.AttentionBias == AttentionBias.All);
        return new BlockWeights
        {
            AttentionNorm = Norm(block + "input_layernorm", width),
            Query = Linear(block + "self_attn.q_proj", width, queries, reads),
            Key = Linear(block + "self_attn.k_proj", width, keys, reads),
            Value = Linear(block + "self_attn.v_proj", width, keys, reads),
            Output = Linear(block + "self_attn.o_proj", queries, width, last),
            QueryNorm = configuration.QueryKeyNormalization ? Norm(block + "self_attn.q_norm", head) : null,
            KeyNorm = configuration.QueryKeyNormalization ? Norm(block + "self_attn.k_norm", head) : null,
            FeedForwardNorm = Norm(block + "post_attention_layernorm", width),
            Gate = Linear(block + "mlp.gate_proj", width, hidden, configuration.FeedForwardBias),
            In = Linear(block + "mlp.up_proj", width, hidden, configuration.FeedForwardBias),
            Out = Linear(block + "mlp.down_proj", hidden, width, configuration.FeedForwardBias),
        };
    }

    private LinearWeights Linear(string name, int inputs, int outputs, bool hasBias) => new(Transposed(name + ".weight", inputs, outputs), hasBias ? tensors.Map(name + ".bias", outputs) : null);

    private NormalizationWeights Norm(string name, int width) => new(tensors.Map(name + ".weight", width));

    private Tensor Transposed(string name, int inputs, int outputs)
    {
        using var stored = tensors.Map(name, outputs, inputs);
        return stored.t().DetachFromDisposeScope();
    }
}
