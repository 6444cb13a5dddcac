using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>The keys and values of the tokens read so far, so that the next one costs a single position.</summary>
/// <remarks>Room for the whole context is reserved when the first tokens are read. Not for training. Thread-safe: no.</remarks>
public sealed class KeyValueCache : IDisposable
{
    private Tensor[] _keys = [];
    private Tensor[] _values = [];

    /// <summary>Tokens read so far.</summary>
    public int Length { get; internal set; }

    /// <summary>Bytes that it holds.</summary>
    public long Bytes => _keys.Concat(_values).Sum(tensor => tensor.numel() * tensor.element_size());

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _keys.Concat(_values))
        {
            tensor.Dispose();
        }
    }

    internal void Reserve(TransformerConfiguration configuration, long rows, ScalarType type)
    {
        if (_keys.Length == 0)
        {
            long[] shape = [rows, configuration.Context, configuration.KeyValueHeadCount, configuration.HeadWidth];
            _keys = [.. Enumerable.Range(0, configuration.Layers).Select(_ => empty(shape, type).DetachFromDisposeScope())];
            _values = [.. Enumerable.Range(0, configuration.Layers).Select(_ => empty(shape, type).DetachFromDisposeScope())];
        }
        else if (_keys[0].shape[0] != rows)
        {
            throw new ArgumentException($"The cache holds keys and values of {_keys[0].shape[0]} rows; got {rows}.");
        }
    }

    /// <summary>Adds [B, T, G, d_h] to a layer and returns all of it so far.</summary>
    internal (Tensor Keys, Tensor Values) Extend(int layer, Tensor keys, Tensor values)
    {
        var added = keys.shape[1];
        _keys[layer].narrow(1, Length, added).copy_(keys);
        _values[layer].narrow(1, Length, added).copy_(values);
        return (_keys[layer].narrow(1, 0, Length + added), _values[layer].narrow(1, 0, Length + added));
    }
}
