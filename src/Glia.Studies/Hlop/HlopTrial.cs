using Glia.Continual;
using Glia.Lab.Trials;
using Glia.Networks;
using Glia.Networks.Spiking;
using Glia.Subspaces;

namespace Glia.Studies.Hlop;

/// <summary>One trial: a network, a stream of permuted digits, a strategy.</summary>
internal sealed class HlopTrial(HlopArm arm, HlopStudyOptions options, TrialContext context)
{
    private const int HiddenLayers = 2;
    private const int TasksOfEqualRows = 3;

    public static SubspaceSizes Sizes(HlopStudyOptions options) =>
        new() { First = options.FirstRows, Later = options.LaterRows, Fewer = options.FewerRows, Every = TasksOfEqualRows };

    public TrialResult Run()
    {
        var images = DigitImages.From(options.Data);
        var benchmark = ContinualBenchmark.PermutedMnist(images.Train, images.Test, new BenchmarkSize
        {
            Tasks = options.Tasks,
            SamplesPerTask = options.SamplesPerTask,
            TestSamples = options.TestSamples,
            ValidationSamples = options.ValidationSamples,
        }, context.Seed);
        int[] sizes = [benchmark.InputSize, .. Enumerable.Repeat(options.HiddenUnits, HiddenLayers), benchmark.Classes];
        var network = Network(sizes);
        var strategy = Strategy();
        ReplayAfterTask[] replay = arm.Method is HlopMethod.HlopWithReplay or HlopMethod.Replay ? [new ReplayAfterTask { SamplesPerClass = options.StoredPerClass }] : [];
        var trainer = new ContinualTrainer(benchmark, network, new StrategyGroup([strategy, new FirstTaskThresholds(), .. replay]), new ContinualTrainingOptions
        {
            LearningRate = options.LearningRate,
            BatchSize = options.BatchSize,
        });
        var metrics = new Dictionary<string, double>
        {
            ["imagesSeen"] = options.Tasks * options.SamplesPerTask,
            ["imageUses"] = benchmark.ImageUses,
        };
        var result = arm.Method == HlopMethod.Joint ? Joint(trainer, metrics) : Sequence(benchmark, network, strategy, trainer, metrics);
        metrics["imagesSeen"] += replay.Sum(pass => pass.Replayed);
        return result;
    }

    private ITrainableNetwork Network(int[] sizes)
    {
        var random = context.Stream("init");
        SpikingTraining training = arm.Network switch
        {
            NetworkKind.Bptt => new BackpropagationThroughTime { Steps = options.SurrogateSteps },
            NetworkKind.Ottt => new OnlineThroughTime { Steps = options.SurrogateSteps },
            _ => new DifferentiationOnRates { Steps = options.Steps },
        };
        return arm.Network == NetworkKind.Rates
            ? new MultilayerPerceptron(sizes, random)
            : new SpikingPerceptron(sizes, new SpikingPerceptronOptions { Training = training, Feedback = arm.Feedback }, random);
    }

    private IContinualStrategy Strategy() => arm.Method switch
    {
        HlopMethod.Hlop or HlopMethod.HlopWithReplay => new HebbianOrthogonalProjection(Projection()),
        HlopMethod.RandomSubspace => new HebbianOrthogonalProjection(Projection() with { Source = SubspaceSource.Random }),
        HlopMethod.Gpm => new GradientProjectionMemory { FirstThreshold = arm.Strength, Threshold = 1 - ((1 - arm.Strength) / 5) },
        HlopMethod.Ogd => new OrthogonalGradientDescent((int)arm.Strength),
        HlopMethod.Ewc => new ElasticWeightConsolidation(arm.Strength),
        _ => new NaiveStrategy(),
    };

    private HlopOptions Projection()
    {
        var lateral = arm.LateralSpikes > 0 ? new SpikingLateral(options.LateralRange, arm.LateralSpikes) : null;
        return new HlopOptions
        {
            Sizes = Sizes(options),
            Input = new OjaSubspaceOptions { LearningRate = options.InputSubspaceRate, Lateral = lateral },
            Hidden = new OjaSubspaceOptions { LearningRate = options.HiddenSubspaceRate, Lateral = lateral },
        };
    }

    private TrialResult Joint(ContinualTrainer trainer, Dictionary<string, double> metrics)
    {
        context.Step(0, 1);
        metrics["acc"] = trainer.RunJoint(context.Stream("training")).Average();
        metrics["validationAcc"] = trainer.ValidationAccuracy();
        return new TrialResult { Metrics = metrics };
    }

    private TrialResult Sequence(
        ContinualBenchmark benchmark, ITrainableNetwork network, IContinualStrategy strategy, ContinualTrainer trainer, Dictionary<string, double> metrics)
    {
        var plan = RehearsalSchedule.None.Plan(options.Tasks, options.SamplesPerTask, context.Stream("plan"));
        var projection = strategy as HebbianOrthogonalProjection;
        OldAnswers? old = null;
        var result = trainer.Run(plan, context.Stream("training"), phase =>
        {
            if (phase == 0 && ComparesAnswers && options.ComparedSamples > 0)
            {
                old = new OldAnswers(network, benchmark.Tasks[0].Train, options.ComparedSamples);
                CompareSubspaces(projection, old, metrics);
            }

            context.Step(phase + 1, options.Tasks);
        });
        var accuracy = result.Accuracy;
        metrics["acc"] = accuracy.Acc;
        metrics["bwt"] = accuracy.Bwt;
        metrics["forgetting"] = accuracy.Forgetting;
        metrics["learningAccuracy"] = accuracy.LearningAccuracy;
        metrics["averageIncremental"] = accuracy.AverageIncremental;
        metrics["validationAcc"] = trainer.ValidationAccuracy();
        for (var layer = 0; layer <= HiddenLayers && old is not null; layer++)
        {
            metrics[$"answerChange{layer}"] = old.Change(layer);
        }

        for (var layer = 0; layer < projection?.Subspaces.Count; layer++)
        {
            metrics[$"orthonormalityError{layer}"] = projection.Subspaces[layer].OrthonormalityError();
        }

        return new TrialResult
        {
            Metrics = metrics,
            Arrays = new Dictionary<string, NumericArray>
            {
                ["accuracy"] = NumericArray.Of(accuracy.ToArray()),
                ["seenAccuracy"] = NumericArray.Of(Enumerable.Range(0, options.Tasks).Select(accuracy.SeenAccuracy)),
            },
        };
    }

    private bool ComparesAnswers => arm.IsMain && arm.Method is HlopMethod.Sequential or HlopMethod.Hlop or HlopMethod.RandomSubspace;

    private void CompareSubspaces(HebbianOrthogonalProjection? projection, OldAnswers old, Dictionary<string, double> metrics)
    {
        for (var layer = 0; layer < projection?.Subspaces.Count && arm.Method == HlopMethod.Hlop; layer++)
        {
            if (projection.Subspaces[layer].Rows > 0)
            {
                SubspaceComparison.Of(projection.Subspaces[layer], old.Activity[layer]).AddTo(metrics, layer);
            }
        }
    }
}
