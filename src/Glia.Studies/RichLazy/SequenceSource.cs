using Glia.Data;
using Glia.Random;
using Glia.Sequences;

namespace Glia.Studies.RichLazy;

/// <summary>Sequences of one task, to learn from and to test on.</summary>
/// <param name="Draw">Draws so many sequences to learn from.</param>
/// <param name="DrawTest">Draws so many sequences to test on.</param>
/// <param name="Inputs">Inputs of the network.</param>
/// <param name="Classes">Outputs of the network.</param>
internal sealed record SequenceSource(Func<int, RandomStream, SequenceTask> Draw, Func<int, RandomStream, SequenceTask> DrawTest, int Inputs, int Classes)
{
    private static readonly Lazy<ImageDataSet> AllDigits = new(() => DataCache.Default.Has(DataRegistry.Mnist)
        ? Mnist.Load(DataCache.Default.Folder(DataRegistry.Mnist))
        : throw new DataException("The option digits=Full needs all of MNIST; get it with: glia data get mnist"));

    public static SequenceSource Of(LearningTask task, DigitSource source)
    {
        switch (task)
        {
            case LearningTask.PerceptualDecision:
                var perceptual = new PerceptualDecision();
                return new SequenceSource(perceptual.Draw, perceptual.Draw, PerceptualDecision.Channels, PerceptualDecision.Classes);
            case LearningTask.DelayMatchToSample:
                var match = new DelayMatchToSample();
                return new SequenceSource(match.Draw, match.Draw, DelayMatchToSample.Channels, DelayMatchToSample.Classes);
            case LearningTask.ContextDecision:
                var context = new ContextDecision();
                return new SequenceSource(context.Draw, context.Draw, ContextDecision.Channels, ContextDecision.Classes);
            default:
                var digits = source == DigitSource.Full ? AllDigits.Value : Mnist.Embedded;
                var (train, test) = (new SequentialMnist(digits.Train), new SequentialMnist(digits.Test));
                return new SequenceSource(train.Draw, test.Draw, train.Channels, 10);
        }
    }
}
