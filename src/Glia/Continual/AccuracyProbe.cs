namespace Glia.Continual;

/// <summary>Tests a task every so many samples until it is known well enough.</summary>
internal sealed class AccuracyProbe(ContinualTrainingOptions options, ContinualEvaluation evaluation, TaskSamples? samples)
{
    private readonly int _every = options.ProbeBatches * options.BatchSize;
    private bool _waiting = samples is not null && options.ProbeBatches > 0;

    /// <summary>Samples trained on until then; not a number before.</summary>
    public double Reached { get; private set; } = double.NaN;

    /// <summary>Tests, if it is time to, after <paramref name="seen"/> samples of the stream.</summary>
    public void After(int seen)
    {
        if (_waiting && seen % _every == 0 && evaluation.Accuracy(samples!) >= options.ProbeAccuracy)
        {
            (_waiting, Reached) = (false, seen);
        }
    }
}
