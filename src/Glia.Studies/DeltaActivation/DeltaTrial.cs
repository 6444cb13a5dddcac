using Glia.Deltas;
using Glia.Lab.Trials;

namespace Glia.Studies.DeltaActivation;

/// <summary>One trial: pretrain a network on films, make it sparse in every way and strength, choose strengths on validation films, measure on test films.</summary>
internal sealed class DeltaTrial(ClipArm arm, DeltaActivationOptions options, TrialContext context)
{
    private const double RecoveryShare = 0.01;
    private const string Refinement = "refinement";

    private readonly ClipSplit _clips = arm.Source == ClipSource.Ucf101 ? UcfClips.Load(options, context) : DigitClips.Draw(arm, options, context);
    private readonly Dictionary<string, double> _metrics = [];
    private readonly Dictionary<string, NumericArray> _arrays = [];
    private PlaceCosts? _costs;
    private int _epochs;

    // Epochs of all networks together.
    private int AllEpochs => options.DenseEpochs + (EpochsFromStart * options.DeltaWeights.Count) + (options.RefinementEpochs * (3 + (2 * options.DeltaWeights.Count) + options.SpatialWeights.Count));

    // On films, which are longer than the stills of pretraining: as many frames as a refined network has seen.
    private int EpochsFromStart => (int)Math.Ceiling((double)options.DenseEpochs * _clips.Train.ShotsPerFilm / options.Frames) + options.RefinementEpochs;

    private PlaceCosts Costs => _costs ??= new PlaceCosts(new ClipNetwork(_clips.Train.Classes, context.Stream("weights")), _clips.Train.Canvas);

    public TrialResult Run()
    {
        using var pretrained = new ClipNetwork(_clips.Train.Classes, context.Stream("weights"));
        using var plain = PlacedActivations.Spatial(0, Costs);
        var stills = context.Stream("stills");
        Train(pretrained, plain, "pretraining", options.DenseEpochs, () => _clips.Train.Stills(stills));
        var sizes = ActivationSizes.Of(pretrained, _clips.Train, options.BatchSize);
        using var dense = Refine(pretrained, PlacedActivations.Spatial(0, Costs), 0);
        Report(ClipMethod.Dense, dense.Point);

        PlacedActivations Deltas(double weight, StepGradient gradient) => Placed(new DeltaActivationLayerOptions { SparsityWeight = weight, StepGradient = gradient });
        PlacedActivations Frozen(double weight) => Placed(new DeltaActivationLayerOptions { SparsityWeight = weight, TrainStep = false });
        PlacedActivations Placed(DeltaActivationLayerOptions layer) => PlacedActivations.Delta(sizes, options.InitialStep, Costs, layer);
        var deltas = options.DeltaWeights.Select(weight => Refine(pretrained, Deltas(weight, StepGradient.Flipped), weight)).ToList();
        var chosen = Choose(ClipMethod.Delta, dense, deltas.Select(network => network.Point));
        Choose(ClipMethod.Spatial, dense, options.SpatialWeights.Select(weight => PointOf(Refine(pretrained, PlacedActivations.Spatial(weight, Costs), weight))));
        Choose(ClipMethod.Frozen, dense, options.DeltaWeights.Select(weight => PointOf(Refine(pretrained, Frozen(weight), weight))));
        Choose(ClipMethod.PostHoc, dense, options.Multiples.Select(share => Untrained(dense, PlacedActivations.Delta(sizes, share, Costs, new DeltaActivationLayerOptions()), share)));
        Choose(ClipMethod.Threshold, dense, options.Multiples.Select(share => Untrained(dense, PlacedActivations.Threshold(sizes, share), share)));

        var best = deltas.Single(network => ReferenceEquals(network.Point, chosen));
        Inspect(best, Deltas(chosen.Strength, StepGradient.Flipped));
        Choose(ClipMethod.FromStart, dense, options.DeltaWeights.Select(weight => FromStart(Deltas(weight, StepGradient.Flipped), weight)));
        TrainLonger(deltas[^1], Deltas(RecoveryShare * options.DeltaWeights[^1], StepGradient.Flipped));
        TrainWithNaturalSign(pretrained, Deltas(chosen.Strength, StepGradient.Natural));
        deltas.ForEach(network => network.Dispose());
        return new TrialResult { Metrics = _metrics, Arrays = _arrays };
    }

    private RefinedNetwork Refine(ClipNetwork pretrained, PlacedActivations activations, double strength)
    {
        var network = pretrained.Copy();
        Train(network, activations, Refinement, options.RefinementEpochs);
        return new RefinedNetwork(network, activations, Point(network, activations, strength));
    }

    private static OperatingPoint PointOf(RefinedNetwork network)
    {
        using (network)
        {
            return network.Point;
        }
    }

    private OperatingPoint Untrained(RefinedNetwork dense, PlacedActivations activations, double strength)
    {
        using (activations)
        {
            return Point(dense.Network, activations, strength);
        }
    }

    private OperatingPoint Choose(string method, RefinedNetwork dense, IEnumerable<OperatingPoint> ascending)
    {
        var points = ascending.ToList();
        var chosen = OperatingPoint.Chosen(points, dense.Point.Validation.Accuracy, DeltaFindings.AllowedLoss);
        Report(method, chosen);
        _arrays[method + " accuracy"] = NumericArray.Of(points.Select(point => point.Test.Accuracy));
        _arrays[method + " density"] = NumericArray.Of(points.Select(point => point.Test.Sparsity.WeightedDensity));
        return chosen;
    }

    // The chosen network by events, with shuffled frames, and how its steps have grown.
    private void Inspect(RefinedNetwork chosen, PlacedActivations untrained)
    {
        using (untrained)
        {
            _metrics["stepGrowth"] = Growth(untrained, chosen.Activations);
        }

        var sparsity = chosen.Point.Test.Sparsity;
        _metrics["shuffledDensity"] = Measure(chosen.Network, chosen.Activations, _clips.Test.Shuffled(context.Stream("shuffle"))).Sparsity.WeightedDensity;
        var run = EventRun.Of(chosen.Network, chosen.Activations, _clips.Test, context.Stop);
        _metrics["logitDifference"] = run.LargestDifference;
        _metrics["filmsApart"] = run.FilmsApart;
        _metrics["answersApart"] = run.AnswersApart;
        _metrics["eventAccuracy"] = run.Accuracy;
        _metrics["operations"] = run.Operations;
        _metrics["expectedOperations"] = ChangeOperations.PerFrame(chosen.Network, chosen.Activations, _clips.Test, options.BatchSize);
        _metrics["averageOperations"] = sparsity.Operations;
        _metrics["stateOverParameters"] = (double)run.StateBytes / run.ParameterBytes;
        _arrays["delta places"] = NumericArray.Of(sparsity.Layers.Select(layer => layer.Count.Density));
    }

    private OperatingPoint FromStart(PlacedActivations activations, double strength)
    {
        using var network = new ClipNetwork(_clips.Train.Classes, context.Stream("weights"));
        using (activations)
        {
            Train(network, activations, "from the start", EpochsFromStart);
            return Point(network, activations, strength);
        }
    }

    private void TrainLonger(RefinedNetwork strong, PlacedActivations weak)
    {
        Report(ClipMethod.Strong, strong.Point);
        using var network = strong.Network.Copy();
        using (weak)
        {
            weak.TakeStepsOf(strong.Activations);
            Train(network, weak, "recovery", options.RefinementEpochs);
            Report(ClipMethod.Longer, Point(network, weak, RecoveryShare * strong.Point.Strength));
        }
    }

    private void TrainWithNaturalSign(ClipNetwork pretrained, PlacedActivations activations)
    {
        using var network = pretrained.Copy();
        using (activations)
        {
            var before = activations.MeanSteps();
            Train(network, activations, Refinement, options.RefinementEpochs);
            _metrics["naturalStepGrowth"] = Growth(before, activations.MeanSteps());
        }
    }

    private void Train(ClipNetwork network, PlacedActivations activations, string order, int epochs, Func<VideoClips>? clips = null)
    {
        var batches = (_clips.Train.Count + options.BatchSize - 1) / options.BatchSize;
        var (training, random) = (new ClipTraining(network, activations, options, epochs * batches), context.Stream(order));
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            training.Epoch(clips?.Invoke() ?? _clips.Train, random);
            context.Step(++_epochs, AllEpochs);
        }
    }

    private OperatingPoint Point(ClipNetwork network, PlacedActivations activations, double strength) =>
        new(strength, Measure(network, activations, _clips.Validation), Measure(network, activations, _clips.Test));

    private ClipMeasure Measure(ClipNetwork network, PlacedActivations activations, VideoClips clips)
    {
        context.Stop.ThrowIfCancellationRequested();
        return ClipMeasure.Of(network, activations, Costs, clips);
    }

    private static double Growth(PlacedActivations before, PlacedActivations after) => Growth(before.MeanSteps(), after.MeanSteps());

    private static double Growth(double[] before, double[] after) => before.Zip(after, (first, last) => last / first).Average();

    private void Report(string method, OperatingPoint point)
    {
        _metrics[method + "Accuracy"] = point.Test.Accuracy;
        _metrics[method + "Density"] = point.Test.Sparsity.WeightedDensity;
        _metrics[method + "PlainDensity"] = point.Test.Sparsity.Density;
        _metrics[method + "Strength"] = point.Strength;
    }
}
