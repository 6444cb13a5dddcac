using System.Numerics.Tensors;
using Glia.Networks;
using Glia.Random;

namespace Glia.Continual;

/// <summary>A-GEM: a step may not raise the mean loss on stored samples, to first order.</summary>
/// <remarks>
/// <para>With g_ref the gradient on a random sample of the whole memory: where ⟨g, g_ref⟩ &lt; 0, g ← g − (⟨g, g_ref⟩/‖g_ref‖²) g_ref.</para>
/// <para>Source: Chaudhry et al. 2019 (efficient lifelong learning). A task's stored samples are a random choice, made when it has ended.
/// Cost: a gradient on <see cref="SampleSize"/> samples a step.</para>
/// </remarks>
/// <param name="memoryPerTask">Samples stored of each task, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">The memory would hold no sample.</exception>
public sealed class AveragedGradientEpisodicMemory(int memoryPerTask = 250) : IContinualStrategy
{
    private readonly List<(TaskSamples Samples, int Index)> _memory = [];
    private float[] _reference = [];
    private SampleGradient? _gradients;
    private RandomStream? _random;
    private int _inputs;

    /// <summary>Samples stored of each task. Default 250.</summary>
    public int MemoryPerTask { get; } = Strength.CheckedMemory(memoryPerTask, "A-GEM's memory of a task");

    /// <summary>Stored samples that a step looks at. Default 256.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int SampleSize { get; init => field = Strength.CheckedMemory(value, "A-GEM's sample of the memory"); } = 256;

    /// <inheritdoc/>
    public bool NeedsGradient => true;

    /// <inheritdoc/>
    public StrategyCost Cost => EpisodicMemory.Cost(_memory.Count, _inputs, _gradients?.Computed ?? 0);

    /// <inheritdoc/>
    public void BeforeTask(ContinualPhase phase)
    {
        _gradients ??= new SampleGradient(phase.Network, SampleSize);
        _reference = _reference.Length > 0 ? _reference : new float[phase.Network.Parameters.Length];
        _random = phase.Random;
        _inputs = phase.Network.Sizes[0];
    }

    /// <inheritdoc/>
    public void AfterBackward(ITrainingBatch batch, Span<float> gradient)
    {
        if (_memory.Count == 0)
        {
            return;
        }

        for (var i = 0; i < Math.Min(SampleSize, _memory.Count); i++)
        {
            // A few steps of Fisher and Yates on the memory itself, whose order does not matter.
            var other = i + _random!.NextInt(_memory.Count - i);
            (_memory[i], _memory[other]) = (_memory[other], _memory[i]);
            _gradients!.Add(_memory[i].Samples, _memory[i].Index);
        }

        _gradients!.Mean(_reference);
        Project(gradient, _reference);
    }

    /// <inheritdoc/>
    public void AfterTask(ContinualPhase phase)
    {
        var memory = EpisodicMemory.Choose(phase.Task.Train, MemoryPerTask, phase.Random);
        _memory.AddRange(memory.Chosen.Select(index => (memory.Samples, index)));
    }

    /// <summary>Takes out of a gradient what would raise the loss whose gradient the reference is.</summary>
    internal static void Project(Span<float> gradient, ReadOnlySpan<float> reference)
    {
        var product = GradientProduct.Dot(gradient, reference);
        if (product < 0)
        {
            TensorPrimitives.FusedMultiplyAdd(reference, (float)(-product / GradientProduct.Dot(reference, reference)), gradient, gradient);
        }
    }
}
