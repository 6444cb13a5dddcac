using Glia.Data;
using Glia.Lab.Trials;

namespace Glia.Studies.MetaNeuron;

/// <summary>Training, validation and test samples of a task; the same for every arm of a seed.</summary>
internal sealed record SpikeSplit(SpikeSet Train, SpikeSet Validation, SpikeSet Test)
{
    private const int ValidationDigits = 400;

    public static SpikeSplit Draw(SpikeTask task, MetaNeuronOptions options, TrialContext context)
    {
        if (task == SpikeTask.Digits)
        {
            return Digits(context);
        }

        SpikeSet Part(string name, int count) => SpikeSet.Draw(task, count, options.Steps, context.Stream($"{task}/{name}"));
        return new SpikeSplit(Part("train", options.Train), Part("validation", options.Train), Part("test", options.Test));
    }

    private static SpikeSplit Digits(TrialContext context)
    {
        var (train, test) = (Mnist.Embedded.Train, Mnist.Embedded.Test);
        int[] Of(LabelledImages images) => [.. Enumerable.Range(0, images.Count).Where(i => images.Labels[i] is 3 or 8)];
        var known = Of(train);
        context.Stream("digits/order").Shuffle(known.AsSpan());
        return new SpikeSplit(
            SpikeSet.OfDigits(train, known.AsSpan(ValidationDigits), context.Stream("digits/train")),
            SpikeSet.OfDigits(train, known.AsSpan(0, ValidationDigits), context.Stream("digits/validation")),
            SpikeSet.OfDigits(test, Of(test), context.Stream("digits/test")));
    }
}
