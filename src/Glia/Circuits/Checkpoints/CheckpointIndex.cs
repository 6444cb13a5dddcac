using System.Text.Json;
using Glia.Formats;

namespace Glia.Circuits.Checkpoints;

/// <summary>The list of shards of a checkpoint.</summary>
internal static class CheckpointIndex
{
    /// <summary>The files that an index names, each once, beside it.</summary>
    /// <exception cref="GliaFormatException">It is no such index, or names a file outside its folder.</exception>
    public static string[] Shards(string index)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(index));
            var names = document.RootElement.GetProperty("weight_map").EnumerateObject().Select(pair => pair.Value.GetString() ?? "").Distinct().Order(StringComparer.Ordinal).ToArray();
            foreach (var name in names)
            {
                if (name.Length == 0 || Path.GetFileName(name) != name || name is "." or "..")
                {
                    throw new GliaFormatException(index, 0, $"A shard must be a file in the same folder; it names '{name}'.");
                }
            }

            return names.Length > 0 ? [.. names.Select(name => Path.Combine(Path.GetDirectoryName(index)!, name))] : throw new GliaFormatException(index, 0, "Its weight_map is empty.");
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new GliaFormatException(index, 0, $"Expected JSON with a weight_map from tensors to files: {problem.Message}", problem);
        }
    }
}
