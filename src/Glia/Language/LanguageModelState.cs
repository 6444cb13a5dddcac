using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>What a language model remembers of the text before: tensors that it alone understands, and how many tokens it has read.</summary>
/// <remarks>The caller owns the state and disposes it. A model with a growing cache writes into the state that it is given: use the one it returns.</remarks>
public sealed class LanguageModelState : IDisposable
{
    private readonly Tensor[] _tensors;

    internal LanguageModelState(IEnumerable<Tensor> tensors, int tokens)
    {
        _tensors = [.. tensors.Select(tensor => tensor.DetachFromDisposeScope())];
        Tokens = tokens;
    }

    /// <summary>Tokens read so far.</summary>
    public int Tokens { get; }

    /// <summary>Bytes that are needed to go on from here, for the whole batch.</summary>
    public long Bytes { get; internal init; }

    internal IReadOnlyList<Tensor> Tensors => _tensors;

    /// <summary>Returns a copy that shares nothing with this one and is cut from the graph that made it.</summary>
    public LanguageModelState Copy()
    {
        using var scope = NewDisposeScope();
        return new LanguageModelState(_tensors.Select(tensor => tensor.detach().clone()), Tokens) { Bytes = Bytes };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _tensors)
        {
            tensor.Dispose();
        }
    }

    internal static LanguageModelState Of(IReadOnlyList<Tensor> tensors, int tokens) =>
        new(tensors, tokens) { Bytes = tensors.Sum(tensor => tensor.numel() * sizeof(float)) };
}
