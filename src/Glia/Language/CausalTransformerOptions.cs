namespace Glia.Language;

/// <summary>Size of a <see cref="CausalTransformer"/>.</summary>
public sealed record CausalTransformerOptions
{
    /// <summary>V, number of tokens.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>d. Default 96.</summary>
    public int Width { get; init; } = 96;

    /// <summary>L. Default 2.</summary>
    public int Layers { get; init; } = 2;

    /// <summary>Heads of attention; they divide the width. Default 4.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Units of the feed-forward layer, as a multiple of d. Default 4.</summary>
    public int Expansion { get; init; } = 4;

    /// <summary>Longest text, for which there are learned positions. Default 128.</summary>
    public int Context { get; init; } = 128;

    internal CausalTransformerOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Vocabulary, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Layers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Expansion);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Context);
        return Heads > 0 && Width > 0 && Width % Heads == 0 ? this
            : throw new ArgumentException($"CausalTransformerOptions.Width must be a positive multiple of Heads; got a width of {Width} and {Heads} heads.");
    }
}
