using Glia.Events;
using Glia.Lab.Trials;

namespace Glia.Studies.Feast;

/// <summary>Features that compete for views of a moving square, with the constants of the first author's demonstration.</summary>
internal static class SquareTrial
{
    private const int EarlySteps = 2000;
    private static readonly FeastOptions Demonstration = new() { LearningRate = 0.001f, ThresholdRise = 0.001, ThresholdFall = 0.01, InitialThreshold = 1, InitialWeights = FeastWeights.Uniform };

    public static TrialResult Run(FeastArm arm, FeastStudyOptions options, TrialContext context)
    {
        var rates = Demonstration with { FeatureCount = arm.Features };
        var population = new FeastPopulation(MovingSquare.Pixels, arm.Method == FeastMethod.Feast ? rates : rates.WithFixedThresholds(), context.Stream("features"));
        var square = new MovingSquare(context.Stream("square"));
        var early = Math.Min(EarlySteps, options.SquareSteps / 2);
        var (epochs, monitor) = (new List<FeastEpoch>(), new FeastMonitor(population));
        var (earlyMisses, misses, wins) = (0L, 0L, Array.Empty<long>());
        for (var step = 1; step <= options.SquareSteps; step++)
        {
            population.Learn(square.Next());
            earlyMisses = step == early ? population.Misses : earlyMisses;
            (misses, wins) = step == options.SquareSteps / 2 ? (population.Misses, population.Wins.ToArray()) : (misses, wins);
            if (step % (options.SquareSteps / ConvergenceSignals.Parts) == 0)
            {
                context.Step(step, options.SquareSteps);
                epochs.Add(monitor.Next());
            }
        }

        var measured = options.SquareSteps - (options.SquareSteps / 2);
        var shares = population.Wins.ToArray().Zip(wins, (now, before) => (double)(now - before)).ToArray();
        return new TrialResult
        {
            Metrics = new Dictionary<string, double>
            {
                ["missRate"] = (population.Misses - misses) / (double)measured,
                ["law"] = rates.SettledMissRate,
                ["earlyMissRate"] = (double)earlyMisses / early,
                // One win for none, so that the ratio is a number.
                ["winRatio"] = shares.Max() / Math.Max(1, shares.Min()),
                ["unusedFeatures"] = shares.Count(share => share == 0),
                ["measuredSteps"] = measured,
                ["missesFollowWeights"] = ConvergenceSignals.Misses(epochs, rates.ThresholdFall),
                ["thresholdsFollowWeights"] = ConvergenceSignals.Thresholds(epochs, rates.ThresholdFall),
            },
        };
    }
}
