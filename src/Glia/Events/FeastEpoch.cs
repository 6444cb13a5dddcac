namespace Glia.Events;

/// <summary>What a population did during a stretch of learning.</summary>
/// <param name="Patches">Patches shown.</param>
/// <param name="MissRate">Share of them that no feature took; NaN without patches.</param>
/// <param name="WeightChange">Root of the summed squared changes of all weights, from the beginning of the stretch to its end: needs the weights.</param>
/// <param name="ThresholdChange">Mean over features of how far the threshold moved, its sign left out.</param>
/// <param name="MeanThreshold">Mean threshold at the end.</param>
public sealed record FeastEpoch(long Patches, double MissRate, double WeightChange, double ThresholdChange, double MeanThreshold);
