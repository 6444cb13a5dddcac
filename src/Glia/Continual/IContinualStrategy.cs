using Glia.Networks;

namespace Glia.Continual;

/// <summary>What a method against forgetting does at each point of training. A method implements the events that it needs.</summary>
/// <remarks>The names of the events are those of Avalanche's plug-ins. One strategy object serves one run.</remarks>
public interface IContinualStrategy
{
    /// <summary>Whether the gradient itself is wanted; without it the step is fused with the backward pass, with the same result.</summary>
    bool NeedsGradient => false;

    /// <summary>What the method costs beside training, so far. Default nothing.</summary>
    StrategyCost Cost => StrategyCost.None;

    /// <summary>How many samples the strategy adds to a mini-batch at most; room is reserved for them.</summary>
    /// <param name="batchSize">Samples of the stream in a mini-batch.</param>
    int ExtraRows(int batchSize) => 0;

    /// <summary>Before each pass over a phase's samples: which samples it trains on, in their order (cumulative training).</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="planned">What the plan of the run says.</param>
    SampleReference[] ChooseSamples(ContinualPhase phase, SampleReference[] planned) => planned;

    /// <summary>Before the first batch of a phase.</summary>
    void BeforeTask(ContinualPhase phase)
    {
    }

    /// <summary>Before the forward pass, when the samples of a step are chosen: others may be added (rehearsal).</summary>
    void BeforeForward(MiniBatch batch)
    {
    }

    /// <summary>After the forward pass, when output errors are set: they may be changed (distillation).</summary>
    void BeforeBackward(ITrainingBatch batch)
    {
    }

    /// <summary>When the gradient is there: it may be changed (penalties, projections). Called for certain only with <see cref="NeedsGradient"/>.</summary>
    /// <remarks>
    /// <para><paramref name="batch"/>: activations, errors and, as its network, the parameters before the step.</para>
    /// <para><paramref name="gradient"/>: in the layout of <see cref="ITrainableNetwork.Parameters"/>.</para>
    /// </remarks>
    void AfterBackward(ITrainingBatch batch, Span<float> gradient)
    {
    }

    /// <summary>When the parameters have moved.</summary>
    void AfterStep(ITrainingBatch batch)
    {
    }

    /// <summary>After the last batch of a phase, before the tests.</summary>
    void AfterTask(ContinualPhase phase)
    {
    }
}
