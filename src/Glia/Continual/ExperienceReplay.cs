using Glia.Random;

namespace Glia.Continual;

/// <summary>ER: each step takes one gradient on the union of new samples and as many stored ones.</summary>
/// <remarks>
/// <para>Stored samples of a step are drawn without repetition; a memory that holds fewer gives all it has. In later passes over a task nothing is stored
/// again, so that the stream is counted once.</para>
/// <para>Source: Chaudhry et al. 2019 (tiny episodic memories); Avalanche's replay with <see cref="ReplayStorage.TaskEnd"/>. Cost: about twice the rows of a step.</para>
/// </remarks>
/// <param name="buffer">What is stored; it serves one run.</param>
public sealed class ExperienceReplay(IReplayBuffer buffer) : IContinualStrategy
{
    private int[] _places = [];
    private RandomStream? _random;
    private int _inputs;
    private long _replayed;

    /// <summary>Stored samples in a step; null for as many as a mini-batch of the stream has. Default null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int? StoredPerStep { get; init => field = value is { } rows ? Strength.CheckedMemory(rows, "ExperienceReplay.StoredPerStep") : null; }

    /// <summary>When samples are shown to the buffer. Default after each step.</summary>
    public ReplayStorage Storage { get; init; } = ReplayStorage.EachStep;

    /// <inheritdoc/>
    public StrategyCost Cost => EpisodicMemory.Cost(buffer.Count, _inputs, _replayed);

    /// <inheritdoc/>
    public int ExtraRows(int batchSize) => StoredPerStep ?? batchSize;

    /// <inheritdoc/>
    public void BeforeTask(ContinualPhase phase)
    {
        _random = phase.Random;
        _inputs = phase.Network.Sizes[0];
    }

    /// <inheritdoc/>
    public void BeforeForward(MiniBatch batch)
    {
        var random = _random!;
        var rows = Math.Min(StoredPerStep ?? batch.New.Length, buffer.Count);
        Enlarge(buffer.Count);
        for (var i = 0; i < rows; i++)
        {
            // A few steps of Fisher and Yates; what earlier steps have shuffled is as good a beginning as any.
            var other = i + random.NextInt(buffer.Count - i);
            (_places[i], _places[other]) = (_places[other], _places[i]);
            batch.Add(buffer[_places[i]]);
        }

        _replayed += rows;
        if (Storage == ReplayStorage.EachStep && batch.Epoch == 0)
        {
            foreach (var sample in batch.New)
            {
                buffer.Offer(sample, batch.Label(sample), random);
            }
        }
    }

    /// <inheritdoc/>
    public void AfterTask(ContinualPhase phase)
    {
        if (Storage == ReplayStorage.TaskEnd)
        {
            foreach (var sample in phase.Random.Permutation(phase.Task.Train.Count))
            {
                buffer.Offer(new SampleReference(phase.Index, sample), phase.Task.Train.Label(sample), phase.Random);
            }
        }
    }

    private void Enlarge(int count)
    {
        var known = _places.Length;
        if (known < count)
        {
            Array.Resize(ref _places, Math.Max(count, Math.Min(2 * known, int.MaxValue / 2)));
            for (var i = known; i < _places.Length; i++)
            {
                _places[i] = i;
            }
        }
    }
}
