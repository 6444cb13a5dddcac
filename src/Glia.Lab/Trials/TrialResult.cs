namespace Glia.Lab.Trials;

/// <summary>What one trial measured: named numbers, and small arrays for figures.</summary>
public sealed record TrialResult
{
    /// <summary>Named metrics; the same names in every trial of an arm.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>Named arrays for figures.</summary>
    public IReadOnlyDictionary<string, NumericArray> Arrays { get; init; } = new Dictionary<string, NumericArray>();
}
