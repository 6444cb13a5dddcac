namespace Glia.Continual;

/// <summary>Joint training: the samples of all tasks, mixed, in the first phase, and nothing in later ones: the upper bound at the same number of updates.</summary>
/// <remarks>It knows the future, so that only the final accuracy means something; backward transfer is 0.</remarks>
/// <param name="benchmark">The tasks.</param>
public sealed class JointTraining(ContinualBenchmark benchmark) : IContinualStrategy
{
    private int _inputs;

    /// <inheritdoc/>
    public StrategyCost Cost => EpisodicMemory.Cost(benchmark.Tasks.Sum(task => task.Train.Count), _inputs, 0);

    /// <inheritdoc/>
    public SampleReference[] ChooseSamples(ContinualPhase phase, SampleReference[] planned)
    {
        _inputs = phase.Network.Sizes[0];
        if (phase.Index > 0)
        {
            return [];
        }

        SampleReference[] all =
            [.. benchmark.Tasks.SelectMany((task, t) => Enumerable.Range(0, task.Train.Count).Select(sample => new SampleReference(t, sample)))];
        phase.Random.Shuffle(all.AsSpan());
        return all;
    }
}
