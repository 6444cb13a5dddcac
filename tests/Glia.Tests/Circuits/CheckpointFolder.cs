using System.Runtime.InteropServices;
using Glia.Circuits;
using Glia.Formats;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Tests.Circuits;

/// <summary>Writes a model as Hugging Face would, by the published names and layouts, from nothing but the model's own parameters.</summary>
internal static class CheckpointFolder
{
    private static readonly Dictionary<string, string> LlamaNames = new()
    {
        ["ln1.w"] = "input_layernorm.weight",
        ["attn.W_Q"] = "self_attn.q_proj.weight",
        ["attn.b_Q"] = "self_attn.q_proj.bias",
        ["attn.W_K"] = "self_attn.k_proj.weight",
        ["attn.b_K"] = "self_attn.k_proj.bias",
        ["attn.W_V"] = "self_attn.v_proj.weight",
        ["attn.b_V"] = "self_attn.v_proj.bias",
        ["attn.q_norm.w"] = "self_attn.q_norm.weight",
        ["attn.k_norm.w"] = "self_attn.k_norm.weight",
        ["attn.W_O"] = "self_attn.o_proj.weight",
        ["ln2.w"] = "post_attention_layernorm.weight",
        ["mlp.W_gate"] = "mlp.gate_proj.weight",
        ["mlp.W_in"] = "mlp.up_proj.weight",
        ["mlp.W_out"] = "mlp.down_proj.weight",
    };

    public static string Configuration(string name) => name switch
    {
        "gpt2" => """{"model_type":"gpt2","vocab_size":13,"n_positions":12,"n_embd":16,"n_layer":2,"n_head":4,"layer_norm_epsilon":1e-5,"activation_function":"gelu_new"}""",
        "llama" => """{"model_type":"llama","vocab_size":13,"max_position_embeddings":12,"hidden_size":16,"num_hidden_layers":2,"num_attention_heads":4,"num_key_value_heads":2,"intermediate_size":24,"rms_norm_eps":1e-5,"hidden_act":"silu"}""",
        "llama3" => """{"model_type":"llama","vocab_size":13,"max_position_embeddings":12,"hidden_size":16,"num_hidden_layers":2,"num_attention_heads":4,"num_key_value_heads":2,"intermediate_size":24,"rms_norm_eps":1e-5,"rope_theta":500,"tie_word_embeddings":true,"rope_scaling":{"rope_type":"llama3","factor":8,"low_freq_factor":1,"high_freq_factor":4,"original_max_position_embeddings":16}}""",
        "qwen2" => """{"model_type":"qwen2","vocab_size":13,"max_position_embeddings":12,"hidden_size":16,"num_hidden_layers":2,"num_attention_heads":4,"num_key_value_heads":2,"intermediate_size":24,"rms_norm_eps":1e-6,"use_sliding_window":false}""",
        _ => """{"model_type":"qwen3","vocab_size":13,"max_position_embeddings":12,"hidden_size":16,"num_hidden_layers":2,"num_attention_heads":4,"num_key_value_heads":2,"intermediate_size":24,"head_dim":6,"rms_norm_eps":1e-5,"tie_word_embeddings":true,"rope_parameters":{"rope_type":"default","rope_theta":10000}}""",
    };

    /// <summary>Writes config.json and model.safetensors, or two shards and their index.</summary>
    public static void Write(string folder, string name, Transformer model, SafetensorsDataType type = SafetensorsDataType.F32, int shards = 1, string prefix = "")
    {
        File.WriteAllText(Path.Combine(folder, "config.json"), Configuration(name));
        var tensors = (name == "gpt2" ? Gpt2(model, prefix) : Llama(model)).ToArray();
        if (shards == 1)
        {
            Save(Path.Combine(folder, "model.safetensors"), tensors, type);
            return;
        }

        var parts = tensors.Select((tensor, i) => (tensor, File: $"model-{(i % shards) + 1:00000}-of-{shards:00000}.safetensors")).ToArray();
        foreach (var part in parts.GroupBy(part => part.File))
        {
            Save(Path.Combine(folder, part.Key), [.. part.Select(item => item.tensor)], type);
        }

        File.WriteAllText(
            Path.Combine(folder, "model.safetensors.index.json"), $"{{\"weight_map\":{{{string.Join(',', parts.Select(part => $"\"{part.tensor.Name}\":\"{part.File}\""))}}}}}");
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Llama(Transformer model)
    {
        foreach (var (name, tensor) in model.Weights.Named())
        {
            var stored = tensor.shape.Length == 2 && !name.StartsWith("embed", StringComparison.Ordinal) ? tensor.t() : tensor;
            var parts = name.Split('.', 3);
            yield return (name switch
            {
                "embed.W_E" => "model.embed_tokens.weight",
                "ln_final.w" => "model.norm.weight",
                "unembed.W_U" => "lm_head.weight",
                _ => $"model.layers.{parts[1]}.{LlamaNames[parts[2]]}",
            }, stored);
        }
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Gpt2(Transformer model, string prefix)
    {
        var p = model.Weights.Named().ToDictionary(named => named.Name, named => named.Tensor);
        yield return (prefix + "wte.weight", p["embed.W_E"]);
        yield return (prefix + "wpe.weight", p["pos_embed.W_pos"]);
        yield return (prefix + "ln_f.weight", p["ln_final.w"]);
        yield return (prefix + "ln_f.bias", p["ln_final.b"]);
        for (var i = 0; i < model.Configuration.Layers; i++)
        {
            var (to, from) = ($"{prefix}h.{i}.", $"blocks.{i}.");
            yield return (to + "ln_1.weight", p[from + "ln1.w"]);
            yield return (to + "ln_1.bias", p[from + "ln1.b"]);
            yield return (to + "attn.c_attn.weight", cat([p[from + "attn.W_Q"], p[from + "attn.W_K"], p[from + "attn.W_V"]], 1));
            yield return (to + "attn.c_attn.bias", cat([p[from + "attn.b_Q"], p[from + "attn.b_K"], p[from + "attn.b_V"]], 0));
            yield return (to + "attn.c_proj.weight", p[from + "attn.W_O"]);
            yield return (to + "attn.c_proj.bias", p[from + "attn.b_O"]);
            yield return (to + "attn.bias", ones(1, 1, 12, 12));
            yield return (to + "ln_2.weight", p[from + "ln2.w"]);
            yield return (to + "ln_2.bias", p[from + "ln2.b"]);
            yield return (to + "mlp.c_fc.weight", p[from + "mlp.W_in"]);
            yield return (to + "mlp.c_fc.bias", p[from + "mlp.b_in"]);
            yield return (to + "mlp.c_proj.weight", p[from + "mlp.W_out"]);
            yield return (to + "mlp.c_proj.bias", p[from + "mlp.b_out"]);
        }
    }

    private static void Save(string path, IReadOnlyList<(string Name, Tensor Tensor)> tensors, SafetensorsDataType type)
    {
        var writer = new SafetensorsWriter();
        foreach (var (name, tensor) in tensors)
        {
            var values = tensor.detach().to_type(ScalarType.Float32).contiguous().AsSpan<float>();
            writer.Add(name, type, Bytes(values, type), tensor.shape);
        }

        using var file = File.Create(path);
        writer.Write(file);
    }

    private static byte[] Bytes(Span<float> values, SafetensorsDataType type) => type switch
    {
        SafetensorsDataType.F16 => MemoryMarshal.AsBytes<Half>(values.ToArray().Select(value => (Half)value).ToArray()).ToArray(),
        SafetensorsDataType.BF16 => MemoryMarshal.AsBytes<ushort>(values.ToArray().Select(value => (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)).ToArray()).ToArray(),
        SafetensorsDataType.I32 => MemoryMarshal.AsBytes<int>(values.ToArray().Select(value => (int)value).ToArray()).ToArray(),
        _ => MemoryMarshal.AsBytes(values).ToArray(),
    };
}
