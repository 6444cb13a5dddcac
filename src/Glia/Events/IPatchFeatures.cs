namespace Glia.Events;

/// <summary>A set of features, of which one is the nearest to any patch.</summary>
public interface IPatchFeatures
{
    /// <summary>How many features there are, N.</summary>
    int Count { get; }

    /// <summary>Pixels of a patch.</summary>
    int PatchLength { get; }

    /// <summary>The feature of a patch, 0 to N − 1.</summary>
    /// <param name="patch">As many numbers as a patch has pixels, not all 0.</param>
    /// <exception cref="ArgumentException">The patch has another length, or is 0.</exception>
    int Assign(ReadOnlySpan<float> patch);
}
