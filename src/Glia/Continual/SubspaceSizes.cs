namespace Glia.Continual;

/// <summary>How many directions HLOP learns in each layer for each task.</summary>
/// <remarks>Task 0 has <see cref="First"/>; task t ≥ 1 adds <see cref="Later"/> less <see cref="Fewer"/> for each whole <see cref="Every"/> tasks before it, and never less than 0.</remarks>
public sealed record SubspaceSizes
{
    /// <summary>Rows of the first task, a layer each, inputs first. Default 80, 200, 100: permuted MNIST in Xiao et al. 2024.</summary>
    public IReadOnlyList<int> First { get; init; } = [80, 200, 100];

    /// <summary>Rows of the second task, a layer each. Default 70 each.</summary>
    public IReadOnlyList<int> Later { get; init; } = [70, 70, 70];

    /// <summary>By how many rows later tasks have fewer. Default 20.</summary>
    public int Fewer { get; init; } = 20;

    /// <summary>After how many tasks each time. Default 3.</summary>
    public int Every { get; init; } = 3;

    /// <summary>Number of layers.</summary>
    public int Layers => First.Count;

    /// <summary>Rows that a layer's subspace gets for a task.</summary>
    public int Rows(int task, int layer) => task == 0 ? First[layer] : Math.Max(0, Later[layer] - (Fewer * (task / Every)));

    internal SubspaceSizes Validated() =>
        First.Count == 0 || First.Count != Later.Count ? throw new ArgumentException($"SubspaceSizes.First and Later need a number a layer each; got {First.Count} and {Later.Count}.")
        : First.Concat(Later).Any(rows => rows < 0) ? throw new ArgumentException("SubspaceSizes.First and Later must not be negative.")
        : Every < 1 || Fewer < 0 ? throw new ArgumentException($"SubspaceSizes.Every must be at least 1 and Fewer not negative; got {Every} and {Fewer}.")
        : this;
}
