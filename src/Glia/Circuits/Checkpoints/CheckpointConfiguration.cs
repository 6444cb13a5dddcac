using System.Text.Json;
using Glia.Formats;

namespace Glia.Circuits.Checkpoints;

/// <summary>Turns the <c>config.json</c> of a Hugging Face checkpoint into a <see cref="TransformerConfiguration"/>.</summary>
public static class CheckpointConfiguration
{
    /// <summary>The values of <c>model_type</c> that are read.</summary>
    public static IReadOnlyList<string> Architectures { get; } = ["gpt2", "llama", "qwen2", "qwen3"];

    /// <summary>Reads a configuration.</summary>
    /// <param name="json">The file's content.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <returns>The configuration, and the architecture as one of <see cref="Architectures"/>.</returns>
    /// <exception cref="GliaFormatException">It is no JSON, of another architecture, or a field is missing, out of range or asks for what is not supported.</exception>
    public static (TransformerConfiguration Configuration, string Architecture) Parse(ReadOnlySpan<byte> json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json.ToArray());
            var file = document.RootElement.ValueKind == JsonValueKind.Object ? new ConfigurationFile(document.RootElement, source)
                : throw new GliaFormatException(source, 0, "Expected a JSON object.");
            var architecture = file.Text("model_type", "");
            var configuration = architecture switch
            {
                "gpt2" => Gpt2(file),
                "llama" => Llama(file),
                "qwen2" => Llama(file) with { AttentionBias = AttentionBias.QueryKeyValue },
                "qwen3" => Llama(file) with { QueryKeyNormalization = true },
                _ => throw file.Wrong($"The architecture '{architecture}' is not known; those that are: {string.Join(", ", Architectures)}."),
            };
            return (configuration.Validated(), architecture);
        }
        catch (JsonException problem)
        {
            throw new GliaFormatException(source, problem.LineNumber ?? 0, $"Expected JSON: {problem.Message}", problem);
        }
        catch (ArgumentException problem)
        {
            throw new GliaFormatException(source, 0, problem.Message, problem);
        }
    }

    private static TransformerConfiguration Gpt2(ConfigurationFile file)
    {
        if (file.Flag("scale_attn_by_inverse_layer_idx", false) || file.Flag("reorder_and_upcast_attn", false) || !file.Flag("scale_attn_weights", true))
        {
            throw file.Wrong("Attention that is scaled by layer or not at all is not supported (scale_attn_by_inverse_layer_idx, reorder_and_upcast_attn, scale_attn_weights).");
        }

        return new TransformerConfiguration
        {
            Vocabulary = file.Count("vocab_size"),
            Context = file.Count("n_positions", "n_ctx"),
            Width = file.Count("n_embd"),
            Layers = file.Count("n_layer"),
            Heads = file.Count("n_head"),
            FeedForwardWidth = file.Has("n_inner") ? file.Count("n_inner") : null,
            FeedForward = file.Text("activation_function", "gelu_new") switch
            {
                "gelu_new" or "gelu_pytorch_tanh" or "gelu_fast" => FeedForwardKind.GeluTanh,
                "gelu" => FeedForwardKind.GeluExact,
                "relu" => FeedForwardKind.Relu,
                var other => throw file.Wrong($"The activation '{other}' is not known; those that are: gelu_new, gelu, relu."),
            },
            Epsilon = file.Number("layer_norm_epsilon", 1e-5),
            TiedUnembedding = file.Flag("tie_word_embeddings", true),
        };
    }

    private static TransformerConfiguration Llama(ConfigurationFile file)
    {
        var heads = file.Count("num_attention_heads");
        var (width, activation) = (file.Count("hidden_size"), file.Text("hidden_act", "silu"));
        if (activation != "silu")
        {
            throw file.Wrong($"The activation '{activation}' is not known here; expected silu.");
        }

        if (file.Flag("use_sliding_window", false))
        {
            throw file.Wrong("Attention within a sliding window (use_sliding_window) is not supported.");
        }

        return TransformerConfiguration.Llama(file.Count("num_hidden_layers"), heads, width, file.Count("intermediate_size"), file.Count("vocab_size"), file.Count("max_position_embeddings")) with
        {
            KeyValueHeads = file.Count("num_key_value_heads", heads),
            HeadSize = file.Has("head_dim") ? file.Count("head_dim") : null,
            Epsilon = file.Number("rms_norm_eps", 1e-6),
            Rotary = Rotary(file),
            AttentionBias = file.Flag("attention_bias", false) ? AttentionBias.All : AttentionBias.None,
            FeedForwardBias = file.Flag("mlp_bias", false),
            TiedUnembedding = file.Flag("tie_word_embeddings", false),
        };
    }

    private static RotaryOptions Rotary(ConfigurationFile file)
    {
        // Newer files nest base and scaling under rope_parameters.
        var nested = file.Group("rope_parameters");
        var scaling = nested ?? file.Group("rope_scaling");
        var rotation = (nested ?? file).Number("rope_theta", 10_000);
        var kind = scaling?.Text("rope_type", scaling.Text("type", "default")) ?? "default";
        return kind switch
        {
            "default" => new RotaryOptions(rotation),
            "llama3" => new RotaryOptions(rotation, Scaling: new RotaryScaling(
                scaling!.Number("factor", 8), scaling.Number("low_freq_factor", 1), scaling.Number("high_freq_factor", 4), scaling.Count("original_max_position_embeddings", 8192))),
            _ => throw file.Wrong($"Rotary positions scaled by '{kind}' are not supported; default and llama3 are."),
        };
    }
}
