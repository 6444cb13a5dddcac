namespace Glia.Lab.Statistics;

/// <summary>What one seed gave.</summary>
/// <param name="Seed">The seed of the trial.</param>
/// <param name="Value">The measured value, finite.</param>
public readonly record struct SeedValue(long Seed, double Value);
