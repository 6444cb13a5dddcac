using Glia.Circuits;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Circuits;

/// <summary>One small model of each kind, with random parameters in double precision.</summary>
internal static class TinyTransformers
{
    public static TheoryData<string> Names => ["gpt2", "llama", "llama3", "qwen2", "qwen3", "attention only", "linear", "exact gelu"];

    public static TransformerConfiguration Configuration(string name)
    {
        var llama = TransformerConfiguration.Llama(layers: 2, heads: 4, width: 16, feedForwardWidth: 24, vocabulary: 13, context: 12) with { KeyValueHeads = 2 };
        return name switch
        {
            "gpt2" => TransformerConfiguration.Gpt2(layers: 2, heads: 4, width: 16, vocabulary: 13, context: 12),
            "llama" => llama,
            "llama3" => llama with { Rotary = new RotaryOptions(500, Scaling: new RotaryScaling(8, OriginalContext: 16)), TiedUnembedding = true },
            "qwen2" => llama with { AttentionBias = AttentionBias.QueryKeyValue, Epsilon = 1e-6 },
            "qwen3" => llama with { QueryKeyNormalization = true, HeadSize = 6, TiedUnembedding = true },
            "attention only" => TransformerConfiguration.AttentionOnly(layers: 2, heads: 4, width: 16, vocabulary: 13, outputs: 5, context: 12),
            "linear" => TransformerConfiguration.AttentionOnly(layers: 3, heads: 2, width: 8, vocabulary: 13, outputs: 13, context: 12) with
            {
                Normalization = NormalizationKind.None,
                Rotary = null,
                LearnedPositions = true,
            },
            _ => TransformerConfiguration.Gpt2(layers: 2, heads: 2, width: 8, vocabulary: 13, context: 12) with { FeedForward = FeedForwardKind.GeluExact, FeedForwardWidth = 11 },
        };
    }

    /// <summary>Every parameter is random, biases and norms too, so that none can be forgotten unseen.</summary>
    public static Transformer Create(string name, long seed = 1)
    {
        var configuration = Configuration(name);
        using var single = new TransformerInitialization(0.5, ScaleResidualWrites: false).Create(configuration, new RandomStream(seed, "tiny"));
        var weights = single.Converted(ScalarType.Float64);
        var random = new RandomStream(seed, "tiny/more");
        foreach (var (parameter, tensor) in weights.Named())
        {
            if (tensor.shape.Length == 1)
            {
                var values = tensor.AsSpan<double>();
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] += 0.3 * random.NextGaussian();
                }
            }
        }

        return new Transformer(configuration, weights);
    }

    public static Tensor Tokens(params int[][] texts) => tensor([.. texts.SelectMany(text => text.Select(token => (long)token))]).view(texts.Length, texts[0].Length);
}
