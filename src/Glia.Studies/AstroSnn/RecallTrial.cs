using Glia.Lab.Trials;
using Glia.Sequences;
using Glia.Tensors;
using Glia.Training;
using static TorchSharp.torch;

namespace Glia.Studies.AstroSnn;

/// <summary>One trial of delayed cue recall: trained with every learning rate, tested with the one that is best on validation sequences.</summary>
internal sealed class RecallTrial(AstroArm arm, AstroSnnOptions options, TrialContext context)
{
    private const int BatchSize = 20;
    private readonly DelayedCueRecall _task = new() { Delay = arm.Delay };

    public TrialResult Run()
    {
        Libtorch.EnsureLoaded();
        var (train, validation, test) = (Draw("train"), Draw("validation"), Draw("test"));
        RecallNetwork? best = null;
        var (bestAccuracy, bestRate) = (-1.0, 0.0);
        foreach (var (rate, index) in options.RecallRates.Distinct().Select((rate, index) => (rate, index)))
        {
            var network = new RecallNetwork(arm.Unit, _task, context.Stream("recall/network"));
            Train(network, train, rate, index);
            var accuracy = Accuracy(network, validation).Accuracy;
            if (accuracy > bestAccuracy)
            {
                (bestAccuracy, bestRate) = (accuracy, rate);
                best?.Dispose();
                best = network;
            }
            else
            {
                network.Dispose();
            }
        }

        using (best)
        {
            var (accuracy, activity) = Accuracy(best!, test);
            var metrics = new Dictionary<string, double>
            {
                ["accuracy"] = accuracy,
                ["validation accuracy"] = bestAccuracy,
                ["learning rate"] = bestRate,
                ["parameters"] = best!.parameters().Sum(parameter => parameter.numel()),
            };
            if (arm.Unit != AstroUnit.Gru)
            {
                metrics["spike rate"] = activity;
            }

            if (arm.Unit == AstroUnit.AstrocyteModulated)
            {
                metrics["accuracy, astrocytes emptied"] = Accuracy(best!, test, _task.Steps - DelayedCueRecall.AnswerSteps - (arm.Delay / 2)).Accuracy;
            }

            return new TrialResult { Metrics = metrics };
        }
    }

    private SequenceTask Draw(string part) => _task.Draw(options.RecallSequences, context.Stream(FormattableString.Invariant($"recall/{part}/{arm.Delay}")));

    private void Train(RecallNetwork network, SequenceTask train, double rate, int round)
    {
        var order = context.Stream("recall/order");
        var batches = Math.Max(1, train.Batch / BatchSize);
        var adam = new Adam(network.parameters(), Schedule.Cosine(rate, options.RecallEpochs * batches));
        for (var epoch = 0; epoch < options.RecallEpochs; epoch++)
        {
            context.Step((round * options.RecallEpochs) + epoch, options.RecallRates.Count * options.RecallEpochs);
            var shuffled = order.Permutation(train.Batch);
            for (var batch = 0; batch < batches; batch++)
            {
                using var scope = NewDisposeScope();
                var chosen = train.Choose(shuffled.AsSpan(batch * BatchSize, Math.Min(BatchSize, train.Batch)));
                var logits = network.Logits(network.Activity(Inputs(chosen)));
                adam.ZeroGradients();
                nn.functional.cross_entropy(logits, Targets(chosen)).backward();
                adam.Step();
                network.Clamp();
            }
        }
    }

    private static (double Accuracy, double Activity) Accuracy(RecallNetwork network, SequenceTask sequences, int? emptiedAt = null)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var activity = network.Activity(Inputs(sequences), emptiedAt);
        var answers = network.Logits(activity).argmax(1).AsSpan<long>();
        var right = 0;
        for (var i = 0; i < answers.Length; i++)
        {
            right += answers[i] == sequences.Targets[i] ? 1 : 0;
        }

        return (right / (double)answers.Length, activity.mean().item<float>());
    }

    private static Tensor Inputs(SequenceTask sequences) => tensor(sequences.Inputs, [sequences.Steps, sequences.Batch, sequences.Channels]);

    private static Tensor Targets(SequenceTask sequences) => tensor(Array.ConvertAll(sequences.Targets, target => (long)target));
}
