using Glia.Lab.Trials;
using Glia.Random;
using Glia.Synapses;
using Glia.Tensors;

namespace Glia.Studies.SnnDelays;

/// <summary>One trial: an arm on one draw of the data, at each learning rate; the one that is best on validation samples is tested.</summary>
internal sealed class DelayTrial(DelayArm arm, SnnDelaysOptions options, TrialContext context)
{
    private readonly TrainingPlan _plan = TrainingPlan.Of(arm, options);

    public TrialResult Run()
    {
        var (train, validation, test) = arm.Task switch
        {
            DelayTask.Patterns => Patterns(),
            DelayTask.SpokenDigits => DigitSpikes.Embedded(),
            DelayTask.FreeSpokenDigits => DigitSpikes.Free(options.FsddFolder),
            DelayTask.Heidelberg => HeidelbergFiles.LoadDigits(options.ShdFolder, context.Stream("validation")),
            DelayTask.SpikingCommands => HeidelbergFiles.LoadCommands(options.SscFolder),
            _ => CommandFeatures.Load(options.GscFolder),
        };
        Outcome? best = null;
        foreach (var rate in _plan.LearningRates.Distinct())
        {
            var outcome = Train(rate, train, validation);
            if (best is null || outcome.Validation > best.Validation)
            {
                best?.Network.Dispose();
                best = outcome;
            }
            else
            {
                outcome.Network.Dispose();
            }
        }

        using var network = best!.Network;
        return Test(best, test);
    }

    private DataSplit Patterns()
    {
        var patterns = new PermutationPatterns(context.Stream("patterns"));
        return new DataSplit(
            patterns.Draw(options.TrainSamples, context.Stream("train")),
            patterns.Draw(options.ValidationSamples, context.Stream("validation")),
            patterns.Draw(options.TestSamples, context.Stream("test")));
    }

    private Outcome Train(double rate, SequenceSamples train, SequenceSamples validation)
    {
        var onPatterns = arm.Task == DelayTask.Patterns;
        var equal = arm.Method is DelayMethod.NoneEqualParameters or DelayMethod.FixedEqualParameters;
        var hidden = equal ? EqualParameters.Width(arm, _plan, train.Channels, train.Classes) : arm.Hidden;
        int[] sizes = [train.Channels, .. Enumerable.Repeat(hidden, _plan.Layers), train.Classes];
        var network = new DelayNetwork(sizes, arm, _plan, context.Stream("init"));
        var initial = Positions(network);
        var training = new DelayTraining(network, arm, _plan, rate, train);
        var (rounded, smooth, beforeRounding) = (new List<double>(), new List<double>(), double.NaN);
        training.Run(context.Stream("order"), context.Stream("dropout"), epoch =>
        {
            context.Step(epoch + 1, _plan.Epochs);
            if (onPatterns && arm.Learns)
            {
                rounded.Add(training.Accuracy(validation, DelayExecution.Rounded));
                smooth.Add(training.Accuracy(validation, DelayExecution.Smooth));
            }

            if (arm.Learns && epoch == training.RoundingEpoch - 1)
            {
                beforeRounding = training.Accuracy(validation, DelayExecution.Smooth);
            }
        });
        return new Outcome(network, training, rate, training.Accuracy(validation, DelayExecution.Rounded), beforeRounding, initial, rounded, smooth);
    }

    private TrialResult Test(Outcome best, SequenceSamples test)
    {
        var accuracy = best.Training.Accuracy(test, DelayExecution.Rounded);
        var metrics = new Dictionary<string, double>
        {
            ["accuracy"] = accuracy,
            ["validationAccuracy"] = best.Validation,
            ["learningRate"] = best.Rate,
            ["parameters"] = best.Network.Parameters,
        };
        var arrays = new Dictionary<string, NumericArray>();
        if (arm.Learns)
        {
            metrics["roundingLoss"] = best.BeforeRounding - best.Validation;
            metrics["moved"] = Positions(best.Network).Zip(best.Initial, (now, before) => Math.Abs(now - before)).Average();
            metrics["shuffledLoss"] = accuracy - WithPositions(best, test, (positions, random) => random.Shuffle(positions));
            metrics["equalAccuracy"] = WithPositions(best, test, (positions, _) => positions.Clear());
            if (arm.Task == DelayTask.Patterns)
            {
                arrays["roundedByEpoch"] = NumericArray.Of(best.RoundedByEpoch);
                arrays["smoothByEpoch"] = NumericArray.Of(best.SmoothByEpoch);
                arrays["delays"] = NumericArray.Of(Histogram(best.Network));
            }
        }

        return new TrialResult { Metrics = metrics, Arrays = arrays };
    }

    private double WithPositions(Outcome best, SequenceSamples test, PositionChange change)
    {
        var random = context.Stream("shuffle");
        var kept = best.Network.Synapses.Select(layer => layer.Position.detach().AsSpan<float>().ToArray()).ToList();
        best.Network.Synapses.ForEach(layer => change(layer.Position.detach().AsSpan<float>(), random));
        var accuracy = best.Training.Accuracy(test, DelayExecution.Rounded);
        for (var layer = 0; layer < kept.Count; layer++)
        {
            kept[layer].CopyTo(best.Network.Synapses[layer].Position.detach().AsSpan<float>());
        }

        return accuracy;
    }

    private static double[] Positions(DelayNetwork network) => [.. network.Synapses.SelectMany(layer => layer.Delays())];

    private double[] Histogram(DelayNetwork network)
    {
        var counts = new double[_plan.MaxDelay];
        var delays = Positions(network);
        foreach (var delay in delays)
        {
            counts[(int)Math.Round(delay)] += 1.0 / delays.Length;
        }

        return counts;
    }

    private delegate void PositionChange(Span<float> positions, RandomStream random);

    private sealed record Outcome(
        DelayNetwork Network, DelayTraining Training, double Rate, double Validation, double BeforeRounding, double[] Initial, List<double> RoundedByEpoch, List<double> SmoothByEpoch);
}
