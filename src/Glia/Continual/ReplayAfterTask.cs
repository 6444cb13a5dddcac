using Glia.Networks;
using Glia.Random;

namespace Glia.Continual;

/// <summary>Each task leaves some samples of each class; after every later task the network is trained once on all that is stored, with a small step.</summary>
/// <remarks>
/// <para>The replay that Xiao et al. 2024 combine with HLOP. Put it behind the other strategy in a <see cref="StrategyGroup"/>: its steps are plain gradient
/// descent on old and new samples together, and are not projected. Parameters outside of the layers stay as they are.</para>
/// <para>For tasks that share one head.</para>
/// </remarks>
public sealed class ReplayAfterTask : IContinualStrategy
{
    private readonly List<TaskSamples> _tasks = [];
    private readonly List<SampleReference> _stored = [];

    /// <summary>Samples of each class that a task leaves. Default 50.</summary>
    public int SamplesPerClass { get; init => field = AtLeastOne(value, nameof(SamplesPerClass)); } = 50;

    /// <summary>Step size of the pass. Default 0.01.</summary>
    public double LearningRate { get; init => field = Positive(value); } = 0.01;

    /// <summary>Samples of a mini-batch of the pass. Default 32.</summary>
    public int BatchSize { get; init => field = AtLeastOne(value, nameof(BatchSize)); } = 32;

    /// <summary>Number of stored samples.</summary>
    public int Stored => _stored.Count;

    /// <summary>Samples replayed so far: they count as seen where methods are compared.</summary>
    public int Replayed { get; private set; }

    /// <inheritdoc/>
    public void AfterTask(ContinualPhase phase)
    {
        Store(phase.Task.Train, phase.Random.Child("stored"));
        if (phase.Index > 0)
        {
            Replay(phase.Network, phase.Random.Child("replay"));
        }
    }

    private void Store(TaskSamples samples, RandomStream random)
    {
        var left = new Dictionary<int, int>();
        foreach (var sample in random.Permutation(samples.Count))
        {
            var label = samples.Label(sample);
            if (left.GetValueOrDefault(label, SamplesPerClass) is > 0 and var places)
            {
                left[label] = places - 1;
                _stored.Add(new SampleReference(_tasks.Count, sample));
            }
        }

        _tasks.Add(samples);
    }

    private void Replay(ITrainableNetwork network, RandomStream random)
    {
        var order = _stored.ToArray();
        random.Shuffle(order.AsSpan());
        var behind = network.Layers[^1].WeightOffset + network.Layers[^1].Length;
        var kept = network.Parameters[behind..].ToArray();
        var batch = network.CreateBatch(BatchSize);
        var labels = new int[BatchSize];
        foreach (var part in order.Chunk(BatchSize))
        {
            for (var row = 0; row < part.Length; row++)
            {
                _tasks[part[row].Task].CopyTo(part[row].Sample, batch.Input(row));
                labels[row] = _tasks[part[row].Task].Label(part[row].Sample);
            }

            batch.Forward(part.Length);
            batch.SetSoftmaxErrors(labels, 1f / part.Length);
            batch.BackwardAndStep((float)LearningRate);
            kept.CopyTo(network.Parameters[behind..]);
        }

        Replayed += order.Length;
    }

    private static int AtLeastOne(int value, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"ReplayAfterTask.{name} must be at least 1.");

    private static double Positive(double rate) => rate > 0 && double.IsFinite(rate)
        ? rate
        : throw new ArgumentOutOfRangeException(nameof(rate), rate, "ReplayAfterTask.LearningRate must be greater than 0.");
}
