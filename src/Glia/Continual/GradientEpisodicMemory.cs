using Glia.Networks;

namespace Glia.Continual;

/// <summary>GEM: a step may not raise the loss on the stored samples of any earlier task, to first order.</summary>
/// <remarks>
/// <para>Where the gradient disagrees with that of some task's memory, it becomes the nearest that agrees with all of them: a quadratic program with a
/// variable a task.</para>
/// <para>Source: Lopez-Paz and Ranzato 2017. A task's stored samples are a random choice, made when it has ended.
/// Cost: a gradient on every stored sample a step.</para>
/// </remarks>
/// <param name="memoryPerTask">Samples stored of each task, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The memory would hold no sample.</exception>
public sealed class GradientEpisodicMemory(int memoryPerTask = 256) : IContinualStrategy
{
    private readonly List<EpisodicMemory> _memories = [];
    private readonly List<float[]> _memoryGradients = [];
    private GradientCone? _cone;
    private SampleGradient? _gradients;
    private int _inputs;

    /// <summary>Samples stored of each task. Default 256.</summary>
    public int MemoryPerTask { get; } = Strength.CheckedMemory(memoryPerTask, "GEM's memory of a task");

    /// <summary>The least weight of each memory's gradient in a changed step ("memory strength"); above 0 it favours backward transfer. Default 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative or not finite.</exception>
    public double Margin { get; init => field = Strength.Checked(value, "GEM's margin"); } = 0.5;

    /// <summary>What is added to the diagonal of the gradients' products. Default 0.001.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ridge is negative or not finite.</exception>
    public double Ridge { get; init => field = Strength.Checked(value, "GEM's ridge"); } = 1e-3;

    /// <inheritdoc/>
    public bool NeedsGradient => true;

    /// <inheritdoc/>
    public StrategyCost Cost => EpisodicMemory.Cost(_memories.Sum(memory => memory.Chosen.Length), _inputs, _gradients?.Computed ?? 0)
        + new StrategyCost { StateBytes = _memoryGradients.Sum(gradient => (long)gradient.Length) * sizeof(float) };

    /// <inheritdoc/>
    public void BeforeTask(ContinualPhase phase)
    {
        _gradients ??= new SampleGradient(phase.Network, MemoryPerTask);
        _cone ??= new GradientCone(Margin, Ridge);
        _inputs = phase.Network.Sizes[0];
    }

    /// <inheritdoc/>
    public void AfterBackward(ITrainingBatch batch, Span<float> gradient)
    {
        if (_memories.Count == 0)
        {
            return;
        }

        for (var task = 0; task < _memories.Count; task++)
        {
            foreach (var sample in _memories[task].Chosen)
            {
                _gradients!.Add(_memories[task].Samples, sample);
            }

            _gradients!.Mean(_memoryGradients[task]);
        }

        _cone!.Project(gradient, _memoryGradients);
    }

    /// <inheritdoc/>
    public void AfterTask(ContinualPhase phase)
    {
        _memories.Add(EpisodicMemory.Choose(phase.Task.Train, MemoryPerTask, phase.Random));
        _memoryGradients.Add(new float[phase.Network.Parameters.Length]);
    }
}
