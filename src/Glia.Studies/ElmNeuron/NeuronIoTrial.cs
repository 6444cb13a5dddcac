using Glia.Identification;
using Glia.Lab.Trials;
using Glia.Neurons;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Studies.ElmNeuron;

/// <summary>Fits a model to the input and output of a neuron.</summary>
internal sealed class NeuronIoTrial(ElmArm arm, ElmNeuronOptions options, TrialContext context)
{
    private const double GreatestTauMs = 150;
    private const int PyramidalBranches = 45;
    private const int PyramidalSynapses = 100;
    private const int ValidationWindows = 128;
    private const int TraceStartMs = 1000;
    private const int TraceMs = 600;
    private static readonly BranchedCellOptions Cell = new();

    public TrialResult Run()
    {
        var (train, validation, test) = (Recordings("train", options.TrainSimulations), Recordings("validation", options.ValidationSimulations), Recordings("test", options.TestSimulations));
        var inputs = train[0].Inputs.UnitCount;
        var routing = options.NeuronIoFolder.Length == 0 ? BranchedCell.Wiring(Cell) : InputRouting.Interleaved(inputs, PyramidalBranches, PyramidalSynapses);
        var (model, validated, rate) = new ModelTraining(options.LearningRates, options.NeuronUpdates, context)
        {
            Make = () => AtFiringRate(ElmModels.Make(arm, inputs, 2, 1, GreatestTauMs, options.WindowMs, routing, context.Stream("init")), train),
            Batches = () =>
            {
                var random = context.Stream("windows");
                return model => Loss(model, NeuronWindows.Draw(train, random, options.NeuronBatch, options.WindowMs));
            },
            Validate = model =>
            {
                using var scope = NewDisposeScope();
                using var none = no_grad();
                return -Loss(model, NeuronWindows.Draw(validation, context.Stream("validation windows"), ValidationWindows, options.WindowMs)).AsReadOnlySpan<float>()[0];
            },
        }.Run();
        using (model)
        {
            return Test(model, test, validated, rate);
        }
    }

    private TrialResult Test(nn.Module<Tensor, Tensor> model, IReadOnlyList<NeuronRecording> test, double validated, double rate)
    {
        var fit = NeuronFit.Evaluate(model.call, test);
        var metrics = new Dictionary<string, double>
        {
            ["AUC"] = fit.SpikeAuc,
            ["TPR at FPR 0.0025"] = fit.TruePositivesAtQuarterPercent,
            ["TPR at FPR 0.01"] = fit.TruePositivesAtPercent,
            ["RMSE (mV)"] = fit.SomaRmseMillivolts,
            ["MAE (mV)"] = fit.SomaMaeMillivolts,
            ["explained variance"] = fit.ExplainedVariance,
            ["parameters"] = model.parameters().Sum(parameter => parameter.numel()),
            ["validation"] = validated,
            ["learning rate"] = rate,
        };
        if (arm is not { Model: ElmModel.Elm, Variant: ElmVariant.Whole })
        {
            return new TrialResult { Metrics = metrics };
        }

        // The same neuron, its inputs of each window in another order.
        using var order = tensor(Array.ConvertAll(context.Stream("shuffle").Permutation(new NeuronFitOptions().WindowMs), step => (long)step));
        metrics["AUC, shuffled"] = NeuronFit.Evaluate(inputs => model.call(inputs.index_select(0, order)), test).SpikeAuc;
        return new TrialResult { Metrics = metrics, Arrays = Trace(model, test.MaxBy(recording => recording.OutputSpikesMs.Count(spike => spike is >= TraceStartMs and < TraceStartMs + TraceMs))!) };
    }

    private static Dictionary<string, NumericArray> Trace(nn.Module<Tensor, Tensor> model, NeuronRecording recording)
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        var start = Math.Clamp(recording.DurationMs - TraceMs, 0, TraceStartMs);
        var (inputs, targets) = NeuronWindows.At([(recording, start)], Math.Min(TraceMs, recording.DurationMs - start));
        double[] Column(Tensor values, int column) => [.. values.select(2, column).contiguous().AsReadOnlySpan<float>().ToArray().Select(value => (double)value)];
        var output = model.call(inputs);
        return new Dictionary<string, NumericArray>
        {
            ["soma"] = NumericArray.Of(Column(targets, 1).Select(NeuronWindows.Millivolts)),
            ["predicted soma"] = NumericArray.Of(Column(output, 1).Select(NeuronWindows.Millivolts)),
            ["spikes"] = NumericArray.Of(Column(targets, 0)),
            ["predicted spikes"] = NumericArray.Of(Column(output, 0).Select(logit => 1 / (1 + Math.Exp(-logit)))),
        };
    }

    // Spikes are in one bin of five hundred: from a bias of zero the first hundreds of updates would do nothing but lower it, in every model alike.
    private static nn.Module<Tensor, Tensor> AtFiringRate(nn.Module<Tensor, Tensor> model, IReadOnlyList<NeuronRecording> train)
    {
        var rate = (1 + train.Sum(recording => recording.OutputSpikesMs.Count)) / (1.0 + train.Sum(recording => recording.DurationMs));
        var bias = (Tensor)model.named_parameters().Single(parameter => parameter.name.EndsWith("outputBias", StringComparison.Ordinal)).parameter;
        bias.AsSpan<float>()[0] = (float)Math.Log(rate / (1 - rate));
        return model;
    }

    private static Tensor Loss(nn.Module<Tensor, Tensor> model, (Tensor Inputs, Tensor Targets) windows)
    {
        var output = model.call(windows.Inputs);
        var spikes = nn.functional.binary_cross_entropy_with_logits(output.select(2, 0), windows.Targets.select(2, 0));
        return spikes.Plus(nn.functional.mse_loss(output.select(2, 1), windows.Targets.select(2, 1))).Times(0.5);
    }

    private List<NeuronRecording> Recordings(string part, int count)
    {
        if (options.NeuronIoFolder.Length == 0)
        {
            return [.. Enumerable.Range(0, count).Select(i => BranchedCell.Simulate(Cell, context.Stream(FormattableString.Invariant($"cell/{part}/{i}"))))];
        }

        var files = Directory.Exists(options.NeuronIoFolder) ? [.. new[] { "*.h5", "*.npz" }.SelectMany(ending => Directory.GetFiles(options.NeuronIoFolder, part + ending)).Order(StringComparer.Ordinal)] : Array.Empty<string>();
        return files.Length > 0 ? [.. files.SelectMany(NeuronRecordingFile.Read).Take(count)]
            : throw new ArgumentException($"{options.NeuronIoFolder} has no {part}*.npz or {part}*.h5. Export NeuronIO as docs/papers/elm-neuron.md says, or leave neuronIoFolder empty for the simulated neuron.");
    }
}
