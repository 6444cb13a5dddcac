namespace Glia.Continual;

/// <summary>What all strategies of a comparison share. The defaults follow the setting of GPM's paper as far as the embedded digits allow.</summary>
public sealed record ContinualComparisonOptions
{
    /// <summary>Units of the hidden layers. Default two layers of 100.</summary>
    public IReadOnlyList<int> HiddenUnits { get; init; } = [100, 100];

    /// <summary>Tasks and samples. Default 10 tasks of 5,000 samples, with 1,000 images kept for validation: within the 10,000 embedded digits.</summary>
    public BenchmarkSize Size { get; init; } = new() { SamplesPerTask = 5000, ValidationSamples = 1000 };

    /// <summary>Samples of a mini-batch. Default 10.</summary>
    public int BatchSize { get; init; } = 10;

    /// <summary>Passes over each task. Default 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Step sizes to choose from, for every strategy. Default 0.01, 0.03, 0.1 and 0.3.</summary>
    public IReadOnlyList<double> LearningRates { get; init; } = [0.01, 0.03, 0.1, 0.3];
}
