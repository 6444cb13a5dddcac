using Glia.Lab.Trials;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Studies.ElmNeuron;

/// <summary>Trains a model to name something after the last step.</summary>
internal sealed class SequenceTrial(ElmArm arm, ElmNeuronOptions options, TrialContext context)
{
    private const int EvaluationBatch = 100;
    private readonly SequenceTask _task = SequenceTasks.Of(arm, options, context.Stream("split"));

    public TrialResult Run()
    {
        var (model, validation, rate) = new ModelTraining(Rates, _task.Updates, context)
        {
            Make = () => ElmModels.Make(arm, _task.Inputs, _task.Classes, _task.StepMs, _task.GreatestTauMs, _task.Steps, null, context.Stream("init")),
            Batches = () =>
            {
                var random = context.Stream("train");
                return model => Loss(model, random);
            },
            Validate = model => Accuracy(model, _task.Validation, context.Stream("validation")),
        }.Run();
        using (model)
        {
            return new TrialResult
            {
                Metrics = new Dictionary<string, double>
                {
                    ["accuracy"] = Accuracy(model, _task.Test, context.Stream("test")),
                    ["parameters"] = model.parameters().Sum(parameter => parameter.numel()),
                    ["validation"] = validation,
                    ["learning rate"] = rate,
                },
            };
        }
    }

    private IReadOnlyList<double> Rates => arm.Part switch
    {
        ElmPart.SpokenSum => arm.Model == ElmModel.Elm ? options.ElmSumRates : options.LstmSumRates,
        ElmPart.Recall => options.RecallRates,
        _ => options.LearningRates,
    };

    private Tensor Loss(nn.Module<Tensor, Tensor> model, RandomStream random)
    {
        var (inputs, labels) = _task.Train(random, _task.Batch);
        return nn.functional.cross_entropy(Last(model, inputs), tensor(Array.ConvertAll(labels, label => (long)label)));
    }

    private double Accuracy(nn.Module<Tensor, Tensor> model, Func<RandomStream, int, (Tensor Inputs, int[] Labels)> draw, RandomStream random)
    {
        using var none = no_grad();
        var (right, all) = (0, 0);
        while (all < _task.TestSequences)
        {
            using var scope = NewDisposeScope();
            var (inputs, labels) = draw(random, EvaluationBatch);
            var answers = Last(model, inputs).argmax(1).AsReadOnlySpan<long>();
            for (var i = 0; i < labels.Length; i++)
            {
                right += answers[i] == labels[i] ? 1 : 0;
            }

            all += labels.Length;
        }

        return right / (double)all;
    }

    private static Tensor Last(nn.Module<Tensor, Tensor> model, Tensor inputs) => model.call(inputs).select(0, inputs.shape[0] - 1);
}
