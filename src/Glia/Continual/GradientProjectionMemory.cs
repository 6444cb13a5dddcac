using Glia.Networks;

namespace Glia.Continual;

/// <summary>GPM: weights change only in directions in which the inputs of earlier tasks did not vary, so that answers to those inputs stay.</summary>
/// <remarks>
/// <para>After a task the layers' inputs for some of its samples extend a subspace U a layer; later gradients become ∂L/∂W − UUᵀ ∂L/∂W.</para>
/// <para>The paper's networks have no biases. Here biases learn in the first task only, since any later change of them would change the answers.</para>
/// <para>Source: Saha, Garg, Roy 2021, and their code. Cost: 4 · inputs · dimensions · outputs operations a layer and step.
/// With momentum or Adam steps leave the complement; use plain gradient descent.</para>
/// </remarks>
public sealed class GradientProjectionMemory : IContinualStrategy
{
    private const int BatchSize = 16;
    private ActivitySubspace[] _subspaces = [];
    private long _forwardSamples;

    /// <summary>Samples of a task whose activity is looked at. Default 300.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int SamplesPerTask { get; init => field = Strength.CheckedMemory(value, "GPM's sample of a task"); } = 300;

    /// <summary>ε of the first layer: the share of its input's energy that the subspace is to hold. Default 0.95.</summary>
    /// <exception cref="ArgumentOutOfRangeException">ε is not in (0, 1].</exception>
    public double FirstThreshold { get; init => field = CheckedThreshold(value); } = 0.95;

    /// <summary>ε of the other layers. Default 0.99.</summary>
    /// <exception cref="ArgumentOutOfRangeException">ε is not in (0, 1].</exception>
    public double Threshold { get; init => field = CheckedThreshold(value); } = 0.99;

    /// <inheritdoc/>
    public bool NeedsGradient => true;

    /// <inheritdoc/>
    public StrategyCost Cost => new()
    {
        StateBytes = _subspaces.Sum(subspace => (long)sizeof(float) * subspace.Dimensions * subspace.Width),
        ForwardSamples = _forwardSamples,
    };

    /// <summary>The subspace of each layer's inputs; none before the first task has ended.</summary>
    public IReadOnlyList<ActivitySubspace> Subspaces => _subspaces;

    /// <inheritdoc/>
    public void AfterBackward(ITrainingBatch batch, Span<float> gradient)
    {
        for (var i = 0; i < _subspaces.Length; i++)
        {
            var layer = batch.Network.Layers[i];
            _subspaces[i].RemoveFrom(gradient.Slice(layer.WeightOffset, layer.Inputs * layer.Stride), layer.Stride);
            gradient.Slice(layer.BiasOffset, layer.Outputs).Clear();
        }
    }

    /// <inheritdoc/>
    public void AfterTask(ContinualPhase phase)
    {
        if (_subspaces.Length == 0)
        {
            _subspaces = [.. phase.Network.Layers.Select(layer => new ActivitySubspace(layer.Inputs))];
        }

        var memory = EpisodicMemory.Choose(phase.Task.Train, SamplesPerTask, phase.Random);
        var activity = Activity(phase.Network, memory);
        _forwardSamples += memory.Chosen.Length;
        for (var i = 0; i < _subspaces.Length; i++)
        {
            _subspaces[i].Extend(activity[i], i == 0 ? FirstThreshold : Threshold);
        }
    }

    private static List<float[]>[] Activity(ITrainableNetwork network, EpisodicMemory memory)
    {
        var batch = network.CreateBatch(BatchSize);
        var activity = network.Layers.Select(_ => new List<float[]>()).ToArray();
        foreach (var samples in memory.Chosen.Chunk(BatchSize))
        {
            for (var row = 0; row < samples.Length; row++)
            {
                memory.Samples.CopyTo(samples[row], batch.Input(row));
            }

            batch.Forward(samples.Length);
            for (var layer = 0; layer < activity.Length; layer++)
            {
                for (var row = 0; row < samples.Length; row++)
                {
                    activity[layer].Add(batch.Presynaptic(layer, row).ToArray());
                }
            }
        }

        return activity;
    }

    private static double CheckedThreshold(double threshold) => threshold is > 0 and <= 1
        ? threshold
        : throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "GPM's threshold of energy ε must be greater than 0 and at most 1.");
}
