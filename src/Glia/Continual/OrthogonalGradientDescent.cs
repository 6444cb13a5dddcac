using Glia.Networks;

namespace Glia.Continual;

/// <summary>OGD: steps are orthogonal to the gradients of earlier tasks' answers, so that to first order those answers stay.</summary>
/// <remarks>
/// <para>When a task has ended, ∂(logit of the true class)/∂θ of some of its samples are orthonormalised into a basis; later gradients lose their part in it.</para>
/// <para>Source: Farajtabar et al. 2020 (the variant OGD-GTL). Cost: the basis is read twice a step, and it is as large as parameters × samples × tasks:
/// 0.4 GB for 1,000 samples of a network of 100,000 parameters.</para>
/// <para>With momentum or Adam steps leave the complement; use plain gradient descent.</para>
/// </remarks>
/// <param name="samplesPerTask">Samples of each task whose gradients are kept, at least 1.</param>
/// <exception cref="ArgumentOutOfRangeException">No sample would be kept.</exception>
public sealed class OrthogonalGradientDescent(int samplesPerTask = 200) : IContinualStrategy
{
    private OrthonormalBasis? _basis;
    private SampleGradient? _gradients;

    /// <summary>Samples of each task whose gradients are kept. Default 200.</summary>
    public int SamplesPerTask { get; } = Strength.CheckedMemory(samplesPerTask, "OGD's memory of a task");

    /// <inheritdoc/>
    public bool NeedsGradient => true;

    /// <inheritdoc/>
    public StrategyCost Cost => new()
    {
        StateBytes = (long)sizeof(float) * (_basis?.Count ?? 0) * (_basis?.Width ?? 0),
        GradientSamples = _gradients?.Computed ?? 0,
    };

    /// <inheritdoc/>
    public void BeforeTask(ContinualPhase phase)
    {
        _basis ??= new OrthonormalBasis(phase.Network.Parameters.Length);
        _gradients ??= new SampleGradient(phase.Network, 1);
    }

    /// <inheritdoc/>
    public void AfterBackward(ITrainingBatch batch, Span<float> gradient)
    {
        if (_basis!.Count > 0)
        {
            _basis.RemoveFrom(gradient);
        }
    }

    /// <inheritdoc/>
    public void AfterTask(ContinualPhase phase)
    {
        var memory = EpisodicMemory.Choose(phase.Task.Train, SamplesPerTask, phase.Random);
        var gradient = new float[phase.Network.Parameters.Length];
        foreach (var sample in memory.Chosen)
        {
            _gradients!.OfTrueLogit(memory.Samples, sample, gradient);
            _basis!.Add(gradient);
        }
    }
}
