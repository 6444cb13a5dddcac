namespace Glia.Continual;

/// <summary>How many tasks a benchmark has and how many samples each.</summary>
public sealed record BenchmarkSize
{
    /// <summary>Number of tasks T. Default 10.</summary>
    public int Tasks { get; init; } = 10;

    /// <summary>Training samples of each task, N. Default 6,000.</summary>
    public int SamplesPerTask { get; init; } = 6000;

    /// <summary>Test samples of each task; 1,000 give ±1 % (one standard deviation at 90 %). Default 1,000.</summary>
    public int TestSamples { get; init; } = 1000;

    /// <summary>Training images kept apart for choosing hyper-parameters, the same for each task. Default 0.</summary>
    public int ValidationSamples { get; init; }

    internal BenchmarkSize Validated(SparseImages train, SparseImages test)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Tasks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SamplesPerTask);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(TestSamples);
        ArgumentOutOfRangeException.ThrowIfNegative(ValidationSamples);
        return test.Count < TestSamples
            ? throw new ArgumentException($"BenchmarkSize.TestSamples is {TestSamples}, but there are {test.Count} test images; ask for fewer.")
            : train.Count <= ValidationSamples
            ? throw new ArgumentException($"BenchmarkSize.ValidationSamples is {ValidationSamples} of {train.Count} training images; none would be left to train on.")
            : this;
    }
}
