namespace Glia.Studies.SnnDelays;

/// <summary>Sizes of a network and of its training.</summary>
/// <param name="Layers">Hidden layers.</param>
/// <param name="Taps">Taps of a synapse that has delays.</param>
/// <param name="MaxDelay">Number K of delays.</param>
/// <param name="Sigma">Width of the taps at first, in steps.</param>
/// <param name="Epochs">Times that the training samples are gone through.</param>
/// <param name="BatchSize">Samples of a batch; fewer where there are fewer.</param>
/// <param name="Dropout">Part of the hidden spikes that is dropped in training.</param>
/// <param name="Schedule">How the weights' rate runs.</param>
/// <param name="LearningRates">Rates to choose from by the accuracy on validation samples.</param>
/// <param name="PositionRate">Rate of the positions.</param>
internal sealed record TrainingPlan(
    int Layers, int Taps, int MaxDelay, double Sigma, int Epochs, int BatchSize, double Dropout, WeightSchedule Schedule, IReadOnlyList<double> LearningRates, double PositionRate)
{
    private static readonly double[] PaperRate = [0.005];

    /// <summary>The plan of an arm: on the benchmarks that of the paper's code, else that of the options.</summary>
    public static TrainingPlan Of(DelayArm arm, SnnDelaysOptions options) => arm.Task switch
    {
        DelayTask.Patterns => new(1, 1, options.MaxDelay, options.Sigma, options.Epochs, options.BatchSize, 0, WeightSchedule.Cosine, options.LearningRates, options.PositionRate),
        DelayTask.SpokenDigits or DelayTask.FreeSpokenDigits => new(
            2, 1, options.MaxDelay, options.Sigma, options.DigitEpochs, options.DigitBatchSize, options.DigitDropout, WeightSchedule.Cosine, options.DigitLearningRates, options.PositionRate),
        DelayTask.Heidelberg => Paper(options, 2, 1, 25, 150, 256, 0.4),
        DelayTask.SpikingCommands => Paper(options, 3, 2, 31, 60, 128, 0.25),
        _ => Paper(options, 3, 2, 31, 100, 128, 0.25),
    };

    /// <summary>Units of a hidden layer in the paper's network.</summary>
    public static int PaperUnits(DelayTask task) => task == DelayTask.Heidelberg ? 256 : 512;

    private static TrainingPlan Paper(SnnDelaysOptions options, int layers, int taps, int maxDelay, int epochs, int batch, double dropout) => new(
        layers, taps, maxDelay, maxDelay / 2, options.BenchmarkEpochs > 0 ? options.BenchmarkEpochs : epochs, batch, dropout, WeightSchedule.OneCycle, PaperRate, options.PositionRate);
}
