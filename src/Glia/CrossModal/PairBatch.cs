namespace Glia.CrossModal;

/// <summary>Pairs of recordings of two kinds, such as images and sounds, as vectors: pair b is row b of both.</summary>
public readonly ref struct PairBatch
{
    /// <summary>Takes pairs.</summary>
    /// <param name="first">Vectors of the first kind, [B, width].</param>
    /// <param name="second">Vectors of the second kind, [B, width of its own].</param>
    /// <param name="labels">What each pair is of, B numbers.</param>
    /// <exception cref="ArgumentException">There are not as many vectors of both kinds as labels; the message has the counts.</exception>
    public PairBatch(ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<int> labels)
    {
        if (labels.Length == 0 || first.Length % labels.Length != 0 || second.Length % labels.Length != 0)
        {
            throw new ArgumentException($"{first.Length} numbers of the first kind and {second.Length} of the second are not vectors of {labels.Length} pairs.", nameof(labels));
        }

        First = first;
        Second = second;
        Labels = labels;
    }

    /// <summary>Vectors of the first kind, [B, width].</summary>
    public ReadOnlySpan<float> First { get; }

    /// <summary>Vectors of the second kind, [B, width].</summary>
    public ReadOnlySpan<float> Second { get; }

    /// <summary>What each pair is of.</summary>
    public ReadOnlySpan<int> Labels { get; }

    /// <summary>Pairs, B.</summary>
    public int Count => Labels.Length;
}
