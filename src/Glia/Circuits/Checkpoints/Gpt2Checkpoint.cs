using static TorchSharp.torch;

namespace Glia.Circuits.Checkpoints;

/// <summary>The names and layouts of GPT-2's files: matrices stored [inputs, outputs]; queries, keys and values side by side in one.</summary>
internal sealed class Gpt2Checkpoint(CheckpointTensors tensors, TransformerConfiguration configuration)
{
    private readonly string _prefix = tensors.Has("transformer.wte.weight") ? "transformer." : "";

    public TransformerWeights Read() => new()
    {
        Embedding = tensors.Map(_prefix + "wte.weight", configuration.Vocabulary, configuration.Width),
        Positions = tensors.Map(_prefix + "wpe.weight", configuration.Context, configuration.Width),
        Blocks = [.. Enumerable.Range(0, configuration.Layers).Select(Block)],
        FinalNorm = Norm("ln_f"),
        UnembeddingWeight = configuration.TiedUnembedding ? null : Transposed(tensors.Map("lm_head.weight", configuration.OutputCount, configuration.Width)),
    };

    private BlockWeights Block(int layer)
    {
        var (block, width, hidden) = ($"h.{layer}.", configuration.Width, configuration.HiddenUnits);
        using var weight = tensors.Map($"{_prefix}{block}attn.c_attn.weight", width, 3 * width);
        using var bias = tensors.Map($"{_prefix}{block}attn.c_attn.bias", 3 * width);
        return new BlockWeights
        {
            AttentionNorm = Norm(block + "ln_1"),
            Query = Third(0),
            Key = Third(1),
            Value = Third(2),
            Output = Linear(block + "attn.c_proj", width, width),
            FeedForwardNorm = Norm(block + "ln_2"),
            In = Linear(block + "mlp.c_fc", width, hidden),
            Out = Linear(block + "mlp.c_proj", hidden, width),
        };

        LinearWeights Third(int third) =>
            new(weight.narrow(1, third * width, width).DetachFromDisposeScope(), bias.narrow(0, third * width, width).DetachFromDisposeScope());
    }

    private LinearWeights Linear(string name, int inputs, int outputs) => new(tensors.Map($"{_prefix}{name}.weight", inputs, outputs), tensors.Map($"{_prefix}{name}.bias", outputs));

    private NormalizationWeights Norm(string name) => new(tensors.Map($"{_prefix}{name}.weight", configuration.Width), tensors.Map($"{_prefix}{name}.bias", configuration.Width));

    private static Tensor Transposed(Tensor stored)
    {
        using (stored)
        {
            return stored.t().DetachFromDisposeScope();
        }
    }
}
