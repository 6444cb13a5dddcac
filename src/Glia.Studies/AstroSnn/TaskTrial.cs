using Glia.Lab.Trials;
using Glia.Language;
using Glia.Sequences;
using Glia.Tensors;
using Glia.Training;
using static TorchSharp.torch;

namespace Glia.Studies.AstroSnn;

/// <summary>One trial of copying or associative recall: a small language model reads the task's symbols as tokens, and answers in the last steps.</summary>
internal sealed class TaskTrial(AstroArm arm, AstroSnnOptions options, TrialContext context)
{
    private const int Batch = 32;
    private const int Scored = 512;
    private const int Width = 32;
    private const int Layers = 2;
    private const double LargestNorm = 1;
    private static readonly CopyTask Copying = new();
    private static readonly AssociativeRecall Association = new();

    private readonly int _steps = arm.Part == AstroPart.Copying ? options.CopyingSteps : options.AssociationSteps;

    // Answers are tokens of their own: values stand after the keys.
    private readonly int _firstAnswer = arm.Part == AstroPart.Copying ? 0 : Association.Keys;

    public TrialResult Run()
    {
        Libtorch.EnsureLoaded();
        var (validation, test) = (Draw("validation", Scored), Draw("test", Scored));
        var (best, bestRate, accuracy, parameters) = (-1.0, 0.0, 0.0, 0L);
        foreach (var (rate, round) in options.TaskRates.Distinct().Select((rate, round) => (rate, round)))
        {
            using var model = AstroModels.Of(arm.Unit, new ModelSize(test.Channels, Width, Layers, test.Steps, test.Steps), context.Stream("task/model"));
            Train(model, rate, round);
            var valid = Accuracy(model, validation);
            if (valid > best)
            {
                (best, bestRate, accuracy, parameters) = (valid, rate, Accuracy(model, test), model.Trained.Sum(parameter => parameter.numel()));
            }
        }

        return new TrialResult
        {
            Metrics = new Dictionary<string, double>
            {
                ["accuracy"] = accuracy,
                ["validation accuracy"] = best,
                ["learning rate"] = bestRate,
                ["parameters"] = parameters,
            },
        };
    }

    private SequenceTask Draw(string part, int count) => Draw(context.Stream($"task/{arm.Part}/{part}"), count);

    private SequenceTask Draw(Random.RandomStream random, int count) => arm.Part == AstroPart.Copying ? Copying.Draw(count, random) : Association.Draw(count, random);

    private void Train(ILanguageModel model, double rate, int round)
    {
        var random = context.Stream($"task/{arm.Part}/train");
        var trained = model.Trained.ToList();
        var adam = new Adam(trained, Schedule.AfterLinearStart(Schedule.Cosine(rate, _steps), _steps / 20));
        for (var step = 0; step < _steps; step++)
        {
            context.Step((round * _steps) + step, options.TaskRates.Count * _steps);
            using var scope = NewDisposeScope();
            var drawn = Draw(random, Batch);
            var loss = nn.functional.cross_entropy(Answers(model, drawn), tensor(Array.ConvertAll(drawn.Targets, target => (long)target)));
            adam.ZeroGradients();
            loss.backward();
            GradientNorm.Clip(trained, LargestNorm);
            adam.Step();
            AstroModels.ClampFeedback(model, AstroNeurons.LargestFeedback);
        }
    }

    private double Accuracy(ILanguageModel model, SequenceTask drawn)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var answers = Answers(model, drawn).argmax(1).AsReadOnlySpan<long>();
        var right = 0;
        for (var i = 0; i < answers.Length; i++)
        {
            right += answers[i] == drawn.Targets[i] ? 1 : 0;
        }

        return right / (double)answers.Length;
    }

    // Logits of the possible answers at the steps that are asked for, [answers · B, classes].
    private Tensor Answers(ILanguageModel model, SequenceTask drawn)
    {
        var tokens = new long[drawn.Steps * drawn.Batch];
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = drawn.Inputs.AsSpan(i * drawn.Channels, drawn.Channels).IndexOf(1f);
        }

        var (logits, state) = model.Run(tensor(tokens, [drawn.Steps, drawn.Batch]), null);
        state.Dispose();
        return logits.narrow(0, drawn.Steps - drawn.Answers, drawn.Answers).narrow(2, _firstAnswer, drawn.Classes).reshape(-1, drawn.Classes);
    }
}
