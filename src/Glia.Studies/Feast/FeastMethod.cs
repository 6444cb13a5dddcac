namespace Glia.Studies.Feast;

/// <summary>Where features come from.</summary>
public enum FeastMethod
{
    /// <summary>Adaptive selection thresholds.</summary>
    Feast,

    /// <summary>The same features, not learned.</summary>
    RandomFeatures,

    /// <summary>The same competition with thresholds that stay at 0: plain winner-take-all.</summary>
    FixedThresholds,

    /// <summary>Patches drawn from the events.</summary>
    RandomPatches,

    /// <summary>k-means, one patch at a time.</summary>
    OnlineKMeans,

    /// <summary>k-means of a sample of patches, as in HOTS.</summary>
    BatchKMeans,

    /// <summary>No features: how many events each pixel has, by polarity.</summary>
    PixelCounts,

    /// <summary>No features: how many events each cell of the grid has, by polarity.</summary>
    CellCounts,
}
