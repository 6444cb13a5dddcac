namespace Glia.Continual;

/// <summary>One run of one strategy in a comparison.</summary>
/// <param name="Strategy">Its name.</param>
/// <param name="LearningRate">The step size.</param>
/// <param name="Strength">The strength; 0 where there is none.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Accuracy">Test accuracies.</param>
/// <param name="ValidationAccuracy">Mean accuracy on all tasks' validation images at the end.</param>
/// <param name="ImagesSeen">Training samples seen, rehearsed ones included.</param>
/// <param name="Cost">What the strategy kept and computed.</param>
public sealed record ComparedRun(
    string Strategy, double LearningRate, double Strength, long Seed, AccuracyMatrix Accuracy, double ValidationAccuracy, int ImagesSeen, StrategyCost Cost);
