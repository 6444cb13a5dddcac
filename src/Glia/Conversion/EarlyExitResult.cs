namespace Glia.Conversion;

/// <summary>What an early-exit run gave for each sample.</summary>
/// <param name="Predictions">The class of each sample.</param>
/// <param name="Latencies">The step at which each stopped, from 1.</param>
/// <param name="Activities">Spikes and synaptic operations of each up to there.</param>
/// <param name="RowSteps">Steps that were computed in all, those in vain included.</param>
public sealed record EarlyExitResult(IReadOnlyList<int> Predictions, IReadOnlyList<int> Latencies, IReadOnlyList<SpikingActivity> Activities, long RowSteps);
