using Glia.Lab.Trials;
using Glia.Synapses;
using Glia.Vision;

namespace Glia.Studies.MotionDelays;

/// <summary>One trial: films, a detector that learns them or is computed from them, and its tests.</summary>
internal sealed class MotionTrial(MotionArm arm, MotionDelaysOptions options, TrialContext context)
{
    private readonly MotionStimuli _stimuli = new(options, context);
    private readonly Dictionary<string, double> _metrics = [];
    private readonly Dictionary<string, NumericArray> _arrays = [];

    public TrialResult Run()
    {
        var training = _stimuli.Training();
        var kernel = arm.Method == MotionMethod.MatchedFilter ? Matched(training) : Learned(training);
        var test = _stimuli.Test();
        var score = new MotionScore(kernel);
        var evidences = test.Select(film => (Film: film, Evidence: PolarityFlipMax.Forward(kernel, film.Events))).Select(pair => (
            Right: MotionDecision.OfMovie(pair.Evidence, kernel.Delays, pair.Film.Path) == pair.Film.Motion,
            Steps: MotionDecision.OfSteps(pair.Evidence, kernel.Delays).Skip(kernel.Delays - 1).Average(decision => decision == pair.Film.Motion ? 1.0 : 0))).ToList();
        _metrics["accuracy"] = evidences.Average(film => film.Right ? 1.0 : 0);
        _metrics["step accuracy"] = evidences.Average(film => film.Steps);
        _metrics["saccadic accuracy"] = _stimuli.Saccadic().Average(film => MotionDecision.StepAccuracy(PolarityFlipMax.Forward(kernel, film.Events), kernel.Delays, film.Path));
        _metrics["synapses"] = kernel.NonzeroCount;
        _metrics["activity"] = test.Average(film => film.Events.Activity);
        if (arm.Method == MotionMethod.HeterogeneousDelays)
        {
            new MotionAnalysis(options, context, _stimuli, kernel, test, score).Into(_metrics, _arrays);
        }

        return new TrialResult { Metrics = _metrics, Arrays = _arrays };
    }

    private SpatioTemporalKernel Matched(IReadOnlyList<MotionStimuli.Film> training)
    {
        var filter = new MatchedMotionFilter(_stimuli.Classes.Count, options.Delays, options.ReceptiveField, options.ReceptiveField);
        foreach (var film in training)
        {
            filter.Add(film.Events, film.Path.Labels);
        }

        return filter.Kernel();
    }

    // Every arm that learns gets the same step sizes to choose from, by films that are in neither training nor test.
    private SpatioTemporalKernel Learned(IReadOnlyList<MotionStimuli.Film> training)
    {
        var validation = _stimuli.Validation();
        var (best, bestAccuracy) = ((SpatioTemporalKernel?)null, -1.0);
        for (var candidate = 0; candidate < options.LearningRates.Count; candidate++)
        {
            var rate = options.LearningRates[candidate];
            var detector = new MotionDetector(Bounds(), context.Stream("init"));
            var losses = Train(detector, training, rate, candidate);
            var accuracy = new MotionScore(detector.Kernel).Accuracy(validation);
            if (accuracy > bestAccuracy)
            {
                (best, bestAccuracy) = (detector.Kernel, accuracy);
                (_metrics["learning rate"], _metrics["validation accuracy"], _metrics["loss"]) = (rate, accuracy, losses[^1]);
                _arrays["loss"] = NumericArray.Of(losses);
            }
        }

        return best!;
    }

    private double[] Train(MotionDetector detector, IReadOnlyList<MotionStimuli.Film> training, double rate, int candidate)
    {
        var losses = new double[options.Epochs];
        var order = context.Stream("order");
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            foreach (var index in order.Permutation(training.Count))
            {
                context.Stop.ThrowIfCancellationRequested();
                losses[epoch] += detector.Learn(training[index].Events, training[index].Path.Labels, rate) / training.Count;
            }

            context.Step((candidate * options.Epochs) + epoch + 1, options.LearningRates.Count * options.Epochs, new Dictionary<string, double> { ["loss"] = losses[epoch] });
        }

        return losses;
    }

    private SpatioTemporalKernel Bounds()
    {
        var (classes, side) = (_stimuli.Classes.Count, options.ReceptiveField);
        if (arm.Method is MotionMethod.OneFrame or MotionMethod.TwoFrames)
        {
            // The cone would leave delay 0 little more than its centre: without delays the whole window counts.
            return ConeMask.Bounds(ConeMask.Window(arm.Method == MotionMethod.OneFrame ? 1 : 2, side, side), classes, 2);
        }

        var bounds = ConeMask.Bounds(ConeMask.Of(options.Delays, side, side), classes, 2);
        if (arm.Method == MotionMethod.RandomDelays)
        {
            // The place of the event itself keeps delay 0, at which every detector starts.
            var random = context.Stream("delays");
            var delays = new int[2, side, side];
            for (var i = 0; i < delays.Length; i++)
            {
                var (polarity, dy, dx) = (i / (side * side), i / side % side, i % side);
                var delay = random.NextInt(options.Delays);
                delays[polarity, dy, dx] = dy == side / 2 && dx == side / 2 ? 0 : delay;
            }

            bounds.Map((_, polarity, delay, dy, dx, bound) => delay == delays[polarity, dy, dx] ? bound : 0);
        }

        return bounds;
    }
}
