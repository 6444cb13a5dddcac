using Glia.Continual;
using Glia.Lab.Trials;
using Glia.Networks;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>One trial: a network, a stream of tasks, a schedule, a strategy.</summary>
internal sealed class RehearsalTrial(RehearsalArm arm, PowerLawRehearsalOptions options, TrialContext context)
{
    // Probes for the time to 70 % come every 10 batches: 160 samples at the batch size of the study.
    private const int ProbeBatches = 10;
    private const int HiddenLayers = 2;

    public TrialResult Run()
    {
        var benchmark = TaskImages.Stream(arm, options, context.Seed);
        int[] sizes = [benchmark.InputSize, .. Enumerable.Repeat(arm.HiddenUnits, HiddenLayers), benchmark.Classes];
        var network = new MultilayerPerceptron(sizes, context.Stream("init"));
        var trainer = new ContinualTrainer(benchmark, network, Strategy(), new ContinualTrainingOptions
        {
            LearningRate = arm.LearningRate,
            BatchSize = options.BatchSize,
            ProbeBatches = Probes ? ProbeBatches : 0,
        });
        return arm.Method == RehearsalMethod.Joint ? Joint(benchmark, trainer) : Sequential(benchmark, trainer);
    }

    private bool Probes => arm.Variant.Length == 0 && arm.Method is RehearsalMethod.Naive or RehearsalMethod.PowerLaw or RehearsalMethod.Uniform;

    private IContinualStrategy Strategy() =>
        arm.Method == RehearsalMethod.Strategy ? StrategyFamily.Find(arm.Strategy).Make(arm.Parameter) : new NaiveStrategy();

    private RehearsalSchedule Schedule() => new(Kernel(), arm.Fraction)
    {
        Order = arm.Order,
        Clock = arm.Clock,
        Source = arm.Rehearses ? RehearsalSource.EarlierTasks : RehearsalSource.CurrentTask,
        MemoryPerTask = arm.MemoryPerTask == 0 ? null : arm.MemoryPerTask,
    };

    private RecurrenceKernel Kernel() => arm.Method switch
    {
        RehearsalMethod.PowerLaw => RecurrenceKernel.PowerLaw(arm.Parameter, options.AllowInverse),
        RehearsalMethod.Exponential => RecurrenceKernel.Exponential(arm.Parameter),
        RehearsalMethod.MostRecent => RecurrenceKernel.MostRecent,
        _ => RecurrenceKernel.Uniform,
    };

    private TrialResult Joint(ContinualBenchmark benchmark, ContinualTrainer trainer)
    {
        context.Step(0, 1);
        var accuracies = trainer.RunJoint(context.Stream("training"));
        return new TrialResult
        {
            Metrics = new Dictionary<string, double>
            {
                ["acc"] = accuracies.Average(),
                ["validationAcc"] = trainer.ValidationAccuracy(),
                ["imagesSeen"] = benchmark.Tasks.Sum(task => task.Train.Count),
                ["imageUses"] = benchmark.ImageUses,
            },
        };
    }

    private TrialResult Sequential(ContinualBenchmark benchmark, ContinualTrainer trainer)
    {
        var samples = benchmark.Tasks[0].Train.Count;
        var plan = Schedule().Plan(arm.Tasks, samples, context.Stream("rehearsal"));
        var result = trainer.Run(plan, context.Stream("training"), phase => context.Step(phase + 1, arm.Tasks));
        var accuracy = result.Accuracy;
        var metrics = new Dictionary<string, double>
        {
            ["acc"] = accuracy.Acc,
            ["bwt"] = accuracy.Bwt,
            ["fwt"] = accuracy.Fwt,
            ["forgetting"] = accuracy.Forgetting,
            ["learningAccuracy"] = accuracy.LearningAccuracy,
            ["averageIncremental"] = accuracy.AverageIncremental,
            ["validationAcc"] = trainer.ValidationAccuracy(),
            ["imagesSeen"] = result.ImagesSeen,
            ["imageUses"] = benchmark.ImageUses,
            ["gradientEvaluations"] = result.GradientEvaluations,
            ["forwardSamples"] = result.Cost.ForwardSamples,
            ["stateBytes"] = result.Cost.StateBytes,
            ["storedSamples"] = result.Cost.StoredSamples,
            ["reachableSamples"] = plan.ReachableSamples,
        };
        var arrays = new Dictionary<string, NumericArray>
        {
            ["accuracy"] = NumericArray.Of(accuracy.ToArray()),
            ["untrained"] = NumericArray.Of(accuracy.Untrained),
            ["seenAccuracy"] = NumericArray.Of(Enumerable.Range(0, arm.Tasks).Select(accuracy.SeenAccuracy)),
        };
        if (arm.Rehearses)
        {
            arrays["lagShares"] = NumericArray.Of(plan.LagShares());
            arrays["exposure"] = NumericArray.Of(Enumerable.Range(0, arm.Tasks).Select(task => (double)plan.Exposure(task)));
        }

        if (Probes)
        {
            // A task that was not known by the end of its samples counts with all of them.
            var needed = result.SamplesToProbeAccuracy.Select(count => double.IsNaN(count) ? samples : Math.Min(count, samples)).ToList();
            arrays["samplesTo70"] = NumericArray.Of(needed);
            metrics["samplesTo70"] = needed.Skip(1).Average();
        }

        return new TrialResult { Metrics = metrics, Arrays = arrays };
    }
}
