namespace Glia.Continual;

/// <summary>Cumulative training: each phase trains on the samples of all tasks so far, mixed, and goes on from the last phase's parameters.</summary>
/// <remarks>An upper bound that keeps everything. It takes more steps than others: T(T+1)/2 tasks' samples instead of T.</remarks>
public sealed class CumulativeTraining : IContinualStrategy
{
    private readonly List<int> _counts = [];
    private int _inputs;
    private long _extra;

    /// <inheritdoc/>
    public StrategyCost Cost => EpisodicMemory.Cost(_counts.Sum(), _inputs, _extra);

    /// <inheritdoc/>
    public SampleReference[] ChooseSamples(ContinualPhase phase, SampleReference[] planned)
    {
        var earlier = _counts.SelectMany((count, task) => Enumerable.Range(0, count).Select(sample => new SampleReference(task, sample)));
        SampleReference[] all = [.. planned, .. earlier];
        _extra += all.Length - planned.Length;
        if (_counts.Count > 0)
        {
            phase.Random.Shuffle(all.AsSpan());
        }

        return all;
    }

    /// <inheritdoc/>
    public void AfterTask(ContinualPhase phase)
    {
        _inputs = phase.Network.Sizes[0];
        _counts.Add(phase.Task.Train.Count);
    }
}
