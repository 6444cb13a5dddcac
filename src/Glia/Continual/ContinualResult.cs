namespace Glia.Continual;

/// <summary>What a run over a stream of tasks gave.</summary>
/// <param name="Accuracy">Test accuracies after each phase.</param>
/// <param name="ImagesSeen">Training samples seen, new and rehearsed: to be equal, or stated, where strategies are compared.</param>
/// <param name="SamplesToProbeAccuracy">
/// For each task, the training samples of its phase until the probe's accuracy was reached; not a number where it was not, or nothing was probed.
/// </param>
public sealed record ContinualResult(AccuracyMatrix Accuracy, int ImagesSeen, IReadOnlyList<double> SamplesToProbeAccuracy)
{
    /// <summary>What the strategy cost beside training.</summary>
    public StrategyCost Cost { get; init; } = StrategyCost.None;

    /// <summary>Gradients of single samples that were computed: the training samples, and those of the strategy.</summary>
    public long GradientEvaluations => ImagesSeen + Cost.GradientSamples;
}
