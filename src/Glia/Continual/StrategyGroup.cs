using Glia.Networks;

namespace Glia.Continual;

/// <summary>Several strategies at once; each event reaches them in order.</summary>
public sealed class StrategyGroup(params IReadOnlyList<IContinualStrategy> strategies) : IContinualStrategy
{
    /// <inheritdoc/>
    public bool NeedsGradient => strategies.Any(strategy => strategy.NeedsGradient);

    /// <inheritdoc/>
    public StrategyCost Cost => strategies.Aggregate(StrategyCost.None, (sum, strategy) => sum + strategy.Cost);

    /// <inheritdoc/>
    public int ExtraRows(int batchSize) => strategies.Sum(strategy => strategy.ExtraRows(batchSize));

    /// <inheritdoc/>
    public SampleReference[] ChooseSamples(ContinualPhase phase, SampleReference[] planned) =>
        strategies.Aggregate(planned, (samples, strategy) => strategy.ChooseSamples(phase, samples));

    /// <inheritdoc/>
    public void BeforeTask(ContinualPhase phase) => Each(strategy => strategy.BeforeTask(phase));

    /// <inheritdoc/>
    public void BeforeForward(MiniBatch batch) => Each(strategy => strategy.BeforeForward(batch));

    /// <inheritdoc/>
    public void BeforeBackward(ITrainingBatch batch) => Each(strategy => strategy.BeforeBackward(batch));

    /// <inheritdoc/>
    public void AfterBackward(ITrainingBatch batch, Span<float> gradient)
    {
        foreach (var strategy in strategies)
        {
            strategy.AfterBackward(batch, gradient);
        }
    }

    /// <inheritdoc/>
    public void AfterStep(ITrainingBatch batch) => Each(strategy => strategy.AfterStep(batch));

    /// <inheritdoc/>
    public void AfterTask(ContinualPhase phase) => Each(strategy => strategy.AfterTask(phase));

    private void Each(Action<IContinualStrategy> action)
    {
        foreach (var strategy in strategies)
        {
            action(strategy);
        }
    }
}
