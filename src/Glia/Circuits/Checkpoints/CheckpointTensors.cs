using Glia.Formats;
using static TorchSharp.torch;

namespace Glia.Circuits.Checkpoints;

/// <summary>The tensors of a checkpoint, in one file or in shards.</summary>
internal sealed class CheckpointTensors : IDisposable
{
    private const string WholeName = "model.safetensors";
    private const string IndexName = "model.safetensors.index.json";
    private readonly Dictionary<string, (MappedSafetensors Shard, SafetensorsEntry Entry)> _tensors;
    private readonly IReadOnlyList<MappedSafetensors> _shards;
    private readonly string _folder;

    private CheckpointTensors(string folder, IReadOnlyList<MappedSafetensors> shards)
    {
        (_folder, _shards) = (folder, shards);
        _tensors = shards.SelectMany(shard => shard.Entries.Select(entry => (Shard: shard, Entry: entry))).DistinctBy(place => place.Entry.Name).ToDictionary(place => place.Entry.Name);
    }

    /// <summary>Opens <c>model.safetensors</c>, or the shards that <c>model.safetensors.index.json</c> names.</summary>
    /// <exception cref="GliaFormatException">A file is missing or damaged; the message says which.</exception>
    public static CheckpointTensors Open(string folder)
    {
        var (whole, index) = (Path.Combine(folder, WholeName), Path.Combine(folder, IndexName));
        string[] files = File.Exists(whole) ? [whole]
            : File.Exists(index) ? CheckpointIndex.Shards(index)
            : throw new GliaFormatException(folder, 0, $"Expected {WholeName}, or {IndexName} with its shards; neither is there. Files of PyTorch (.bin, .pth) are not read; save the model with safetensors.");
        var shards = new List<MappedSafetensors>();
        try
        {
            foreach (var file in files)
            {
                shards.Add(File.Exists(file) ? MappedSafetensors.Open(file)
                    : throw new GliaFormatException(index, 0, $"It names the shard {Path.GetFileName(file)}, which is not in the folder. Download the shard, all {files.Length} are needed: {string.Join(", ", files.Select(Path.GetFileName))}."));
            }

            return new CheckpointTensors(folder, shards);
        }
        catch
        {
            shards.ForEach(shard => shard.Dispose());
            throw;
        }
    }

    /// <summary>Whether there is a tensor of that name.</summary>
    public bool Has(string name) => _tensors.ContainsKey(name);

    /// <summary>Maps a tensor; it belongs to the caller.</summary>
    /// <exception cref="GliaFormatException">It is missing, has another shape, or holds no floating-point numbers.</exception>
    public Tensor Map(string name, params long[] shape)
    {
        if (!_tensors.TryGetValue(name, out var place))
        {
            throw new GliaFormatException(_folder, 0, $"The tensor '{name}' with the shape [{string.Join(", ", shape)}] is in none of its files; there are {string.Join(", ", _tensors.Keys.Order(StringComparer.Ordinal).Take(8))}, …. Does config.json belong to these files?");
        }

        var (shard, entry) = place;
        if (!entry.Shape.SequenceEqual(shape))
        {
            throw new GliaFormatException(_folder, 0, $"The tensor '{name}' must have the shape [{string.Join(", ", shape)}] by config.json; it has [{string.Join(", ", entry.Shape)}].");
        }

        return entry.DataType is SafetensorsDataType.F32 or SafetensorsDataType.F64 or SafetensorsDataType.F16 or SafetensorsDataType.BF16 ? shard.Map(name).DetachFromDisposeScope()
            : throw new GliaFormatException(_folder, 0, $"The tensor '{name}' is of type {entry.DataType}; F32, F64, F16 and BF16 are read. Quantised checkpoints are not.");
    }

    /// <summary>Closes the files; tensors that were mapped stay.</summary>
    public void Dispose()
    {
        foreach (var shard in _shards)
        {
            shard.Dispose();
        }
    }
}
