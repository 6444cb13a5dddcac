using Glia.Networks;

namespace Glia.Continual;

/// <summary>How a network is trained on a stream of tasks. By default one pass of plain gradient descent, with nothing carried from batch to batch but the parameters.</summary>
public sealed record ContinualTrainingOptions
{
    /// <summary>Step size of gradient descent. Default 0.1.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Samples of a mini-batch. Default 16.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Passes over each phase's samples. Default 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>How a gradient becomes a step. Default plain gradient descent.</summary>
    public DescentRule Descent { get; init; } = DescentRule.Plain;

    /// <summary>What becomes of momentum and moments when a task ends; carried on, they leak the old task into the new one. Default new for each task.</summary>
    public DescentMemory DescentMemory { get; init; } = DescentMemory.NewPerTask;

    /// <summary>Test the new task after every so many batches of a phase until <see cref="ProbeAccuracy"/> is reached; 0 for never. Default 0.</summary>
    public int ProbeBatches { get; init; }

    /// <summary>The accuracy that probes wait for. Default 0.7.</summary>
    public double ProbeAccuracy { get; init; } = 0.7;

    internal ContinualTrainingOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchSize);
        ArgumentOutOfRangeException.ThrowIfNegative(ProbeBatches);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Epochs);
        ArgumentNullException.ThrowIfNull(Descent);
        return LearningRate > 0 && double.IsFinite(LearningRate)
            ? this
            : throw new ArgumentOutOfRangeException(nameof(LearningRate), LearningRate, "ContinualTrainingOptions.LearningRate must be greater than 0.");
    }
}
