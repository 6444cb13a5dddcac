using Glia.Data;
using Glia.Formats;
using Glia.Random;
using Glia.Sequences;
using Glia.Spikes;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Studies.ElmNeuron;

/// <summary>The three tasks whose answer is due at the end.</summary>
internal static class SequenceTasks
{
    private const int DigitMs = 1000;
    private const int UnitsPerChannel = 2;
    private const int TestSequences = 1000;
    private const double InputDropout = 0.5;
    private const double ValidationShare = 0.2;

    public static SequenceTask Of(ElmArm arm, ElmNeuronOptions options, RandomStream split) => arm.Part switch
    {
        ElmPart.SpokenSum => Sum(arm.Setting, options),
        ElmPart.Recall => Recall(arm, options),
        _ => Heidelberg(arm.Setting, options, split),
    };

    private static SequenceTask Sum(int bin, ElmNeuronOptions options)
    {
        var digits = SpokenDigits.Load();
        var binning = new EventBinning { StepMicroseconds = bin * 1000, UnitsPerChannel = UnitsPerChannel };
        var steps = DigitMs / bin;
        Func<RandomStream, int, (Tensor, int[])> Draw(IReadOnlyList<LabelledSpikes> samples) => (random, batch) => new ConcatenationSum(samples).Draw(random, batch, binning, steps);
        return new SequenceTask(binning.ChannelsOf(digits.UnitCount), new ConcatenationSum(digits.Train).Classes, bin, 2 * steps, DigitMs, options.SumBatch, options.SumUpdates, TestSequences)
        {
            Train = Draw(digits.Train),
            Validation = Draw(digits.Validation),
            Test = Draw(digits.Test),
        };
    }

    private static SequenceTask Recall(ElmArm arm, ElmNeuronOptions options)
    {
        var (task, steps) = (new DelayedRecall(noise: options.RecallNoise), arm.Setting);
        (Tensor, int[]) Draw(RandomStream random, int batch) => task.Draw(random, batch, steps);
        var greatest = arm.Variant == ElmVariant.ShortTau ? Math.Max(steps / 50.0, 1.5) : steps;
        return new SequenceTask(task.Symbols, task.Symbols, 1, steps, greatest, options.RecallBatch, options.RecallUpdates, TestSequences) { Train = Draw, Validation = Draw, Test = Draw };
    }

    private static SequenceTask Heidelberg(int bin, ElmNeuronOptions options, RandomStream split)
    {
        var (train, test) = (Samples(Path.Combine(options.ShdFolder, "shd_train.h5")), Samples(Path.Combine(options.ShdFolder, "shd_test.h5")));
        var chosen = train.ToLookup(_ => split.NextDouble() < ValidationShare);
        var binning = new EventBinning { StepMicroseconds = bin * 1000 };
        var steps = DigitMs / bin;
        Func<RandomStream, int, (Tensor, int[])> Draw(IReadOnlyList<LabelledSpikes> samples) => (random, batch) =>
        {
            var (inputs, labels) = new ConcatenationSum(samples, parts: 1, modulo: 20).Draw(random, batch, binning, steps);
            foreach (ref var value in inputs.AsSpan<float>())
            {
                value = value != 0 && random.NextDouble() < InputDropout ? 0 : value;
            }

            return (inputs, labels);
        };
        return new SequenceTask(HeidelbergSpikesFile.ChannelCount, 20, bin, steps, DigitMs / 2.0, 8, options.ShdUpdates, test.Count)
        {
            Train = Draw([.. chosen[false]]),
            Validation = Draw([.. chosen[true]]),
            Test = Draw(test),
        };
    }

    private static List<LabelledSpikes> Samples(string file)
    {
        using var content = File.Exists(file) ? HeidelbergSpikesFile.Open(file)
            : throw new ArgumentException($"{file} is not there. Get SHD (shd_train.h5 and shd_test.h5, unpacked) and name their folder in shdFolder, or leave it empty.");
        return [.. Enumerable.Range(0, content.Count).Select(i => new LabelledSpikes(content.Read(i), content.Labels[i], ""))];
    }
}
