using Glia.Networks;

namespace Glia.Continual;

/// <summary>Lets parameters outside of the layers' weights and biases, such as the thresholds of spiking neurons, move in the first task only.</summary>
/// <remarks>Xiao et al. 2024 train thresholds in task 0 in all of their methods. Put it behind other strategies in a <see cref="StrategyGroup"/>.</remarks>
public sealed class FirstTaskThresholds : IContinualStrategy
{
    private bool _isFirst = true;

    /// <inheritdoc/>
    public bool NeedsGradient => true;

    /// <inheritdoc/>
    public void BeforeTask(ContinualPhase phase) => _isFirst = phase.Index == 0;

    /// <inheritdoc/>
    public void AfterBackward(ITrainingBatch batch, Span<float> gradient)
    {
        if (!_isFirst)
        {
            var last = batch.Network.Layers[^1];
            gradient[(last.WeightOffset + last.Length)..].Clear();
        }
    }
}
