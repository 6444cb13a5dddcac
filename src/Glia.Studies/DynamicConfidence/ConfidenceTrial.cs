using Glia.Anytime;
using Glia.Conversion;
using Glia.Data;
using Glia.Lab.Trials;
using Glia.Random;

namespace Glia.Studies.DynamicConfidence;

/// <summary>One trial: train, convert, choose α and threshold on calibration images, stop the test images by every rule.</summary>
internal sealed class ConfidenceTrial(ConversionArm arm, DynamicConfidenceOptions options, TrialContext context)
{
    private const double Window = 0.05;
    private readonly ImageDataSet _images = FashionImages.From(options.Data);

    public TrialResult Run()
    {
        var order = context.Stream("split").Permutation(_images.Train.Count);
        var calibration = order[..options.CalibrationImages];
        var validation = order[calibration.Length..(calibration.Length + options.ValidationImages)];
        var training = order[(calibration.Length + validation.Length)..];
        var test = Enumerable.Range(0, Math.Min(options.TestImages, _images.Test.Count)).ToArray();
        var network = TrainedNetwork(training[..Math.Min(training.Length, options.TrainingImages)], calibration.Length + test.Length);
        var snn = AnnToSnn.Convert(network, new ConversionOptions { Signs = arm.Signs });
        var chosenOn = snn.Record(_images.Train, calibration, options.Steps, _ => context.Stop.ThrowIfCancellationRequested());
        var judgedOn = snn.Record(_images.Test, test, options.Steps, _ => context.Stop.ThrowIfCancellationRequested());
        return Result(chosenOn.Output, judgedOn, snn.Neurons, Accuracy(network, validation));
    }

    private FeedforwardNetwork TrainedNetwork(int[] samples, int later)
    {
        var network = Build(context.Stream("init"));
        var batches = options.Epochs * ((samples.Length + options.BatchSize - 1) / options.BatchSize);
        var total = batches + (later / options.BatchSize);
        QuantizedTraining.Run(
            network, _images.Train, samples,
            new QuantizedTrainingOptions { Epochs = options.Epochs, LearningRate = options.LearningRate, BatchSize = options.BatchSize },
            context.Stream("training"),
            (done, _) => context.Step(done, total));
        return network;
    }

    private FeedforwardNetwork Build(RandomStream random) => options.Network == NetworkKind.Dense
        ? new FeedforwardNetwork(
            new DenseLayer("fc1", 784, 256, random), Activation("act1", 256), new DenseLayer("fc2", 256, 128, random), Activation("act2", 128),
            new DenseLayer("logits", 128, 10, random))
        : new FeedforwardNetwork(
            new ConvolutionLayer("conv1", 28, 28, 1, 16, random), Activation("act1", 28 * 28 * 16), new AveragePooling("pool1", 28, 28, 16),
            new ConvolutionLayer("conv2", 14, 14, 16, 32, random), Activation("act2", 14 * 14 * 32), new AveragePooling("pool2", 14, 14, 32),
            new DenseLayer("fc", 1568, 128, random), Activation("act3", 128), new DenseLayer("logits", 128, 10, random));

    // The first ceiling is a placeholder: training sets all from its first batch.
    private QuantizedActivation Activation(string name, int size) => arm.Rule == ActivationRule.Qcfs
        ? QuantizedActivation.Qcfs(name, size, options.Levels, 1)
        : QuantizedActivation.Lsq(name, size, options.Levels, 1f / options.Levels);

    private double Accuracy(FeedforwardNetwork network, int[] samples)
    {
        var image = new float[_images.Train.PixelsPerImage];
        return samples.Average(sample =>
        {
            _images.Train.CopyTo(sample, image);
            var logits = network.Logits(image);
            return Array.IndexOf(logits, logits.Max()) == _images.Train.Labels[sample] ? 1.0 : 0.0;
        });
    }

    private TrialResult Result(AnytimeOutput calibration, SpikingRecord record, int neurons, double networkAccuracy)
    {
        var test = record.Output;
        var temperature = TemperatureFit.Choose(calibration);
        var confidence = new SoftmaxConfidence(temperature);
        var (scores, chosenOn) = (StoppingScores.Of(test, confidence), StoppingScores.Of(calibration, confidence));
        var threshold = ThresholdChoice.On(chosenOn).Chosen.Threshold;
        var dynamic = scores.StopAbove(threshold);
        var curve = test.FixedLatencyCurve();
        var (fixedSpikes, fixedOperations) = record.MeanActivity([.. Enumerable.Repeat(options.Steps, test.Count)]);
        var (spikes, operations) = record.MeanActivity(dynamic.Latencies);
        var metrics = new Dictionary<string, double>
        {
            ["networkAccuracy"] = networkAccuracy,
            ["fixedAccuracy"] = curve[^1],
            ["equivalentLatency"] = FixedLatency.Equivalent(curve, ConfidenceFindings.AllowedLoss),
            ["calibrationDoubts"] = CalibrationAdvice.On(calibration).Count,
            ["temperature"] = temperature,
            ["threshold"] = threshold,
            ["accuracy"] = dynamic.Accuracy,
            ["latency"] = dynamic.MeanLatency,
            ["sameLatencyAccuracy"] = curve[(int)Math.Ceiling(dynamic.MeanLatency - 1e-9) - 1],
            ["randomAccuracy"] = FixedLatency.RandomStopping(curve, dynamic.Histogram()),
            ["windowChange"] = new[] { threshold - Window, threshold + Window }
                .Max(other => Math.Abs(scores.StopAbove(Math.Clamp(other, 0, 1)).Accuracy - dynamic.Accuracy)),
            ["fixedSpikes"] = fixedSpikes / neurons,
            ["spikes"] = spikes / neurons,
            ["fixedOperations"] = fixedOperations,
            ["operations"] = operations,
        };
        AddOracles(test, metrics);
        AddControl(chosenOn, scores, metrics);
        AddOtherCriteria(calibration, test, temperature, metrics);
        var grid = scores.Curve(StoppingScores.Grid);
        return new TrialResult
        {
            Metrics = metrics,
            Arrays = new Dictionary<string, NumericArray>
            {
                ["fixedCurve"] = NumericArray.Of(curve),
                ["histogram"] = NumericArray.Of(dynamic.Histogram()),
                ["running"] = NumericArray.Of(dynamic.CappedMeanLatencies()),
                ["dynamicLatency"] = NumericArray.Of(grid.Select(point => point.MeanLatency)),
                ["dynamicAccuracy"] = NumericArray.Of(grid.Select(point => point.Accuracy)),
                ["randomAccuracy"] = NumericArray.Of(StoppingScores.Grid.Select(c => FixedLatency.RandomStopping(curve, scores.StopAbove(c).Histogram()))),
            },
        };
    }

    private static void AddOracles(AnytimeOutput test, Dictionary<string, double> metrics)
    {
        var oracle = test.Oracle(MissLatency.LastStep);
        metrics["oracleAccuracy"] = oracle.Accuracy;
        metrics["oracleLatency"] = oracle.MeanLatency;
        metrics["oracleLatencyMissesFirst"] = test.Oracle(MissLatency.FirstStep).MeanLatency;
        metrics["stableOracleLatency"] = test.StableOracle().MeanLatency;
    }

    // The same choice and the same test with every sample stopped by the confidence of another.
    private void AddControl(StoppingScores calibration, StoppingScores test, Dictionary<string, double> metrics)
    {
        var threshold = ThresholdChoice.On(calibration.Permuted(context.Stream("control/calibration").Permutation(calibration.Output.Count))).Chosen.Threshold;
        var stopped = test.Permuted(context.Stream("control/test").Permutation(test.Output.Count)).StopAbove(threshold);
        metrics["controlAccuracy"] = stopped.Accuracy;
        metrics["controlLatency"] = stopped.MeanLatency;
    }

    private void AddOtherCriteria(AnytimeOutput calibration, AnytimeOutput test, double temperature, Dictionary<string, double> metrics)
    {
        IStoppingCriterion[] others =
        [
            new EntropyConfidence(temperature), new MarginConfidence(temperature), new MeanSoftmaxConfidence(temperature / options.Steps), new StablePrediction(options.Steps),
        ];
        foreach (var (criterion, name) in others.Zip(ConfidenceFigures.OtherCriteria))
        {
            var threshold = ThresholdChoice.On(StoppingScores.Of(calibration, criterion)).Chosen.Threshold;
            var stopped = StoppingScores.Of(test, criterion).StopAbove(threshold);
            metrics[name + "Accuracy"] = stopped.Accuracy;
            metrics[name + "Latency"] = stopped.MeanLatency;
        }
    }
}
