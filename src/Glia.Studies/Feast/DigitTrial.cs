using Glia.Events;
using Glia.Lab.Trials;
using Glia.Spikes;

namespace Glia.Studies.Feast;

/// <summary>Learns features from some recordings of digits, and asks classifiers what the features are worth.</summary>
internal sealed class DigitTrial(FeastArm arm, FeastStudyOptions options, TrialContext context)
{
    private readonly DigitFilms _films = DigitFilms.Of(options, context);
    private readonly bool _isSetting = arm.Part == FeastPart.Settings;

    public TrialResult Run()
    {
        var (train, learn) = _isSetting ? (options.SettingTrainDigits, options.SettingLearnDigits) : (options.TrainDigits, options.LearnDigits);
        var features = DigitFeatures.Learn(arm, options, _films, learn, context);
        context.Step(1, 4);
        var (samples, labels, events) = Described(_films.Train, train, features);
        context.Step(2, 4);
        var (tests, testLabels, _) = Described(_films.Test, options.TestDigits, features);
        context.Step(3, 4);
        var linear = RidgeClassifier.Fit(samples, labels, DigitFilms.Classes);
        var metrics = new Dictionary<string, double>
        {
            ["linear"] = linear.Accuracy(tests, testLabels),
            ["linearPenalty"] = linear.Penalty,
            ["eventsPerDigit"] = events,
        };
        if (!_isSetting)
        {
            var width = samples.Length / labels.Length;
            var machine = new ExtremeLearningMachine(samples, width, options.HiddenUnits, context.Stream("units"));
            var readout = RidgeClassifier.Fit(machine.Transform(samples), labels, DigitFilms.Classes);
            metrics["elm"] = readout.Accuracy(machine.Transform(tests), testLabels);
            metrics["elmPenalty"] = readout.Penalty;
            context.Stream("shuffled labels").Shuffle(labels.AsSpan());
            metrics["shuffledLinear"] = RidgeClassifier.Fit(samples, labels, DigitFilms.Classes).Accuracy(tests, testLabels);
        }

        return features.Learned is { } feast && arm.Method == FeastMethod.Feast ? WithLearning(metrics, features, feast) : new TrialResult { Metrics = metrics };
    }

    private (float[] Samples, byte[] Labels, double Events) Described(Func<int, (CameraEvents Events, byte Label)> film, int count, DigitFeatures features)
    {
        var (samples, labels, events) = (new List<float>(), new byte[count], 0L);
        for (var index = 0; index < count; index++)
        {
            context.Stop.ThrowIfCancellationRequested();
            var (recording, label) = film(index);
            samples.AddRange(features.Describe(recording));
            labels[index] = label;
            events += recording.Count;
        }

        return ([.. samples], labels, (double)events / count);
    }

    // Rates over the second half of learning, when thresholds may have settled.
    private TrialResult WithLearning(Dictionary<string, double> metrics, DigitFeatures features, Events.Feast feast)
    {
        var late = features.Epochs.SelectMany(epochs => epochs.Skip(epochs.Count / 2)).ToList();
        metrics["missRate"] = late.Sum(epoch => epoch.MissRate * epoch.Patches) / late.Sum(epoch => epoch.Patches);
        metrics["law"] = feast.Options.SettledMissRate;
        metrics["meanThreshold"] = feast.Populations.Average(population => population.Thresholds.Average());
        metrics["winRatio"] = feast.Populations.Max(population => population.Wins.ToArray().Max() / (double)Math.Max(1, population.Wins.ToArray().Min()));
        metrics["missesFollowWeights"] = features.Epochs.Average(epochs => ConvergenceSignals.Misses(epochs, options.ThresholdFall));
        metrics["thresholdsFollowWeights"] = features.Epochs.Average(epochs => ConvergenceSignals.Thresholds(epochs, options.ThresholdFall));
        var arrays = new Dictionary<string, NumericArray>();
        foreach (var (name, epochs) in new[] { "OFF", "ON" }.Zip(features.Epochs))
        {
            arrays[name + " weight change"] = NumericArray.Of(epochs.Select(epoch => epoch.WeightChange));
            arrays[name + " miss rate"] = NumericArray.Of(epochs.Select(epoch => epoch.MissRate));
            arrays[name + " threshold change"] = NumericArray.Of(epochs.Select(epoch => epoch.ThresholdChange));
        }

        if (!_isSetting)
        {
            arrays["weights"] = new NumericArray(
                [feast.Populations.Count, arm.Features, arm.PatchSize, arm.PatchSize], [.. feast.Populations.SelectMany(population => population.Weights()).Select(weight => (double)weight)]);
        }

        return new TrialResult { Metrics = metrics, Arrays = arrays };
    }
}
