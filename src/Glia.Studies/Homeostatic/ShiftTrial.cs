using Glia.Continual;
using Glia.Homeostasis;
using Glia.Lab.Trials;
using Glia.Networks;

namespace Glia.Studies.Homeostatic;

/// <summary>One trial: a network learns a stream whose labels shift, each batch tested before it is learned.</summary>
internal sealed class ShiftTrial(ShiftArm arm, HomeostaticOptions options, TrialContext context)
{
    public const int SamplesPerEpoch = 60_000;
    private const int BatchSize = 10;
    private const int Classes = 10;
    private const int TraceWindow = 6_000;
    private static readonly int[] HiddenSizes = [80, 60];

    private readonly PrequentialAccuracy _online = new(TraceWindow);
    private readonly LearningRateTrace _rates = new(TraceWindow);
    private readonly List<double> _epochs = [];
    private readonly List<double> _tests = [];
    private bool _hasOverflowed;

    public TrialResult Run()
    {
        var images = ShiftImages.From(arm.Images, arm.Images == ImageSet.Mnist ? options.Mnist : options.Fashion);
        var stream = new ConceptShiftStream(images.Train, Schedule(), context.Stream("stream"), new ConceptShiftOptions { BatchSize = BatchSize, PassesPerEpoch = SamplesPerEpoch / images.Train.Count });
        var network = MultilayerPerceptron.WithNormalParameters([images.Train.Width, .. HiddenSizes, Classes], HiddenActivation.ExponentialLinear, context.Stream("init"));
        var rule = Rule();
        var learner = new OnlineClassifier(network, rule, images.Train, BatchSize);
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            context.Step(epoch, options.Epochs);
            _epochs.Add(Learn(learner, stream));
            _tests.Add(learner.Accuracy(images.Test, stream.Concept));
        }

        return Result(stream, rule);
    }

    private ShiftSchedule Schedule() => arm.Swaps is { } swaps ? ShiftSchedule.Constant(swaps) : ShiftSchedule.Seasons(options.SeasonEpochs, [0, options.Swaps.Max()]);

    private ILearningRateRule Rule()
    {
        var regulation = new RegulationOptions
        {
            InitialRate = arm.InitialRate,
            Step = options.StepShare * arm.InitialRate,
            Interval = options.Interval,
            Memory = options.Memory,
            ExcitatoryClasses = options.ExcitatoryClasses,
        };
        return arm.Regulation switch
        {
            Regulation.Homeostatic => new HomeostaticLearningRate(regulation, Classes),
            Regulation.Random => new RandomRegulation(regulation, context.Stream("coin"), Classes),
            _ => new ConstantLearningRate(arm.InitialRate),
        };
    }

    // An epoch; returns its online accuracy.
    private double Learn(OnlineClassifier learner, ConceptShiftStream stream)
    {
        stream.StartEpoch();
        learner.StartEpoch();
        var accuracy = new PrequentialAccuracy(TraceWindow);
        for (var batch = 0; (options.BatchesPerEpoch == 0 || batch < options.BatchesPerEpoch) && stream.NextBatch(); batch++)
        {
            var correct = Outcome(learner, stream);
            accuracy.Add(correct, stream.Batch.Length);
            _online.Add(correct, stream.Batch.Length);
            _rates.Add(learner.LearningRate, stream.Batch.Length);
        }

        return accuracy.Mean;
    }

    // A network whose outputs are not numbers any more has no opinion: the rest of its samples count as guessed, one of ten.
    private int Outcome(OnlineClassifier learner, ConceptShiftStream stream)
    {
        if (!_hasOverflowed)
        {
            var outcome = learner.Learn(stream.Batch, stream.Concept);
            _hasOverflowed = outcome.HasCollapsed;
            if (!_hasOverflowed)
            {
                return outcome.Correct;
            }
        }

        return stream.Batch.Length / Classes;
    }

    private TrialResult Result(ConceptShiftStream stream, ILearningRateRule rule)
    {
        var metrics = new Dictionary<string, double>
        {
            ["online"] = _online.Mean,
            ["test"] = _tests[^1],
            ["meanRate"] = _rates.Mean,
            ["highestRate"] = _rates.Highest,
            ["lowestRate"] = _rates.Lowest,
            ["floorHits"] = rule switch { HomeostaticLearningRate regulated => regulated.FloorHits, RandomRegulation random => random.FloorHits, _ => 0 },
            ["taken"] = rule is HomeostaticLearningRate { Encounters: > 0 } homeostatic ? (double)homeostatic.Taken / homeostatic.Encounters : 0,
            ["overflowed"] = _hasOverflowed ? 1 : 0,
            ["swaps"] = stream.Swaps.Count,
        };
        if (arm.Swaps is null)
        {
            metrics["calm"] = Season(0);
            metrics["stormy"] = Season(1);
        }

        return new TrialResult
        {
            Metrics = metrics,
            Arrays = new Dictionary<string, NumericArray>
            {
                ["online"] = NumericArray.Of(_epochs),
                ["test"] = NumericArray.Of(_tests),
                ["rates"] = NumericArray.Of(_rates.Means),
            },
        };
    }

    // Mean online accuracy of the epochs of a season; a run too short to have met it gives 0.
    private double Season(int which) => _epochs.Where((_, epoch) => epoch / options.SeasonEpochs % 2 == which).DefaultIfEmpty().Average();
}
