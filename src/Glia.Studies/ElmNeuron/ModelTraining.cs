using Glia.Lab.Trials;
using Glia.Tensors;
using Glia.Training;
using static TorchSharp.torch;

namespace Glia.Studies.ElmNeuron;

/// <summary>Trains a model at every learning rate and keeps the one that does best on validation data.</summary>
internal sealed class ModelTraining(IReadOnlyList<double> rates, int updates, TrialContext context)
{
    private const int Reports = 50;

    /// <summary>Makes a new model with the same initial weights each time.</summary>
    public required Func<nn.Module<Tensor, Tensor>> Make { get; init; }

    /// <summary>The loss of the next batch; called once a fit, for the batches to be the same for each.</summary>
    public required Func<Func<nn.Module<Tensor, Tensor>, Tensor>> Batches { get; init; }

    /// <summary>How good a model is on validation data; higher is better.</summary>
    public required Func<nn.Module<Tensor, Tensor>, double> Validate { get; init; }

    /// <summary>Trains; the caller owns the model.</summary>
    public (nn.Module<Tensor, Tensor> Model, double Validation, double Rate) Run()
    {
        (nn.Module<Tensor, Tensor>? Model, double Validation, double Rate) best = (null, double.NegativeInfinity, 0);
        for (var i = 0; i < rates.Count; i++)
        {
            var model = Fit(rates[i], i);
            var validation = Validate(model);
            if (best.Model is null || validation > best.Validation)
            {
                best.Model?.Dispose();
                best = (model, validation, rates[i]);
            }
            else
            {
                model.Dispose();
            }
        }

        return (best.Model!, best.Validation, best.Rate);
    }

    private nn.Module<Tensor, Tensor> Fit(double rate, int fit)
    {
        var (model, loss) = (Make(), Batches());
        var optimiser = new Adam(model.parameters(), Schedule.Cosine(rate, updates));
        for (var update = 0; update < updates; update++)
        {
            using var scope = NewDisposeScope();
            optimiser.ZeroGradients();
            var value = loss(model);
            value.backward();
            optimiser.Step();
            if (update % Math.Max(1, updates / Reports) == 0)
            {
                using var none = no_grad();
                context.Step((fit * updates) + update, rates.Count * updates, new Dictionary<string, double> { ["loss"] = value.detach().AsReadOnlySpan<float>()[0] });
            }
        }

        return model;
    }
}
