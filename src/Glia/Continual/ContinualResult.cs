namespace Glia.Continual;

/// <summary>What a run over a stream of tasks gave.</summary>
/// <param name="Accuracy">Test accuracies after each phase.</param>
/// <param name="ImagesSeen">Training samples seen, new and rehearsed: to be equal, or stated, where strategies are compared.</param>
/// <param name="SamplesToProbeAccuracy">
/// For each task, the training samples of its phase until the probe's accuracy was reached; not a number where it was not, or nothing was probed.
/// </param>
public sealed record ContinualResult(AccuracyMatrix Accuracy, int ImagesSeen, IReadOnlyList<double> SamplesToProbeAccuracy);
