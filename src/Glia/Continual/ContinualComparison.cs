using System.Globalization;
using Glia.Networks;
using Glia.Random;

namespace Glia.Continual;

/// <summary>Runs strategies side by side on permuted digits: same networks, same tasks, same order of new samples for all of a seed.</summary>
/// <remarks>
/// Step size and strength of every strategy are chosen by <see cref="Choose"/>, on validation images and a seed of its own; test images are never looked
/// at for it. Runs are independent of each other: they may go to several threads.
/// </remarks>
/// <param name="train">Training images.</param>
/// <param name="test">Test images.</param>
/// <param name="options">What all strategies share.</param>
public sealed class ContinualComparison(SparseImages train, SparseImages test, ContinualComparisonOptions options)
{
    /// <summary>Trains with one strategy.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="strength">The strength; one of the strategy's, or any other.</param>
    /// <param name="seed">Fixes tasks, initial network and orders.</param>
    public ComparedRun Run(ComparedStrategy strategy, double learningRate, double strength, long seed)
    {
        var benchmark = ContinualBenchmark.PermutedMnist(train, test, options.Size, seed);
        var network = new MultilayerPerceptron([benchmark.InputSize, .. options.HiddenUnits, benchmark.Classes], new RandomStream(seed, "init"));
        var method = strategy.Create(strength, benchmark);
        var trainer = new ContinualTrainer(benchmark, network, method, new ContinualTrainingOptions
        {
            LearningRate = learningRate,
            BatchSize = options.BatchSize,
            Epochs = options.Epochs,
        });
        var random = new RandomStream(seed, "training");
        var result = trainer.Run(RehearsalSchedule.None.Plan(options.Size.Tasks, options.Size.SamplesPerTask, random), random);
        return new ComparedRun(strategy.Name, learningRate, strength, seed, result.Accuracy, trainer.ValidationAccuracy(), result.ImagesSeen, method.Cost);
    }

    /// <summary>Tries all pairs of step size and strength and returns the run with the best accuracy on validation images.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="seed">A seed that the comparison itself does not use.</param>
    /// <exception cref="InvalidOperationException">There are no step sizes or no strengths.</exception>
    public ComparedRun Choose(ComparedStrategy strategy, long seed) =>
        (from rate in options.LearningRates from strength in strategy.Strengths select Run(strategy, rate, strength, seed)).MaxBy(run => run.ValidationAccuracy)
            ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"There is nothing to choose from for '{strategy.Name}': give learning rates and strengths."));
}
