namespace Glia.Training;

/// <summary>How running statistics follow those of the batches.</summary>
public enum StatisticsAveraging
{
    /// <summary>r ← (1 − momentum)·r + momentum·batch, while training.</summary>
    Exponential,

    /// <summary>The plain mean over all batches since <see cref="BatchNormalization.ResetStatistics"/>: to estimate them anew once the weights stand.</summary>
    Cumulative,
}
