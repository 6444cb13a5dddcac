using Glia.Formats;

namespace Glia.Circuits.Checkpoints;

/// <summary>Loads the checkpoints that people have: a folder of Hugging Face with <c>config.json</c> and safetensors.</summary>
/// <remarks>
/// Parameters are the files themselves, mapped into memory: loading reads no numbers and copies none, whatever their size. A model of
/// half precision computes in half precision; <see cref="TransformerWeights.Converted"/> makes a copy in another.
/// </remarks>
public static class Checkpoint
{
    /// <summary>Loads a model.</summary>
    /// <param name="folder">With <c>config.json</c>, and <c>model.safetensors</c> or <c>model.safetensors.index.json</c> and its shards.</param>
    /// <exception cref="GliaFormatException">A file is missing or damaged, the architecture is unknown, or a tensor is missing or of another shape; the message names it.</exception>
    /// <exception cref="Glia.Tensors.LibtorchUnavailableException">libtorch cannot be loaded.</exception>
    public static Transformer Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var path = Path.Combine(folder, "config.json");
        if (!File.Exists(path))
        {
            throw new GliaFormatException(folder, 0, Directory.Exists(folder) ? "Expected a config.json in the folder of the model." : "There is no such folder; expected one with config.json and model.safetensors.");
        }

        var (configuration, architecture) = CheckpointConfiguration.Parse(File.ReadAllBytes(path), path);
        using var tensors = CheckpointTensors.Open(folder);
        var weights = architecture == "gpt2" ? new Gpt2Checkpoint(tensors, configuration).Read() : new LlamaCheckpoint(tensors, configuration).Read();
        return new Transformer(configuration, weights);
    }
}
