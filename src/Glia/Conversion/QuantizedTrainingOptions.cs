namespace Glia.Conversion;

/// <summary>How a quantised network is trained; gradient descent with momentum and a cosine schedule.</summary>
public sealed record QuantizedTrainingOptions
{
    /// <summary>Step size at the start; it falls to 0 as half a cosine, a step a batch.</summary>
    public double LearningRate { get; init; } = 0.02;

    /// <summary>Share of the last change that is kept.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Weight decay; biases, ceilings and steps are left alone.</summary>
    public double WeightDecay { get; init; } = 5e-4;

    /// <summary>Samples of a mini-batch.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Passes over the samples.</summary>
    public int Epochs { get; init; } = 4;

    /// <summary>Returns these options if they make sense.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One does not.</exception>
    internal QuantizedTrainingOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LearningRate);
        ArgumentOutOfRangeException.ThrowIfNegative(Momentum);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Momentum, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(WeightDecay);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Epochs);
        return this;
    }
}
