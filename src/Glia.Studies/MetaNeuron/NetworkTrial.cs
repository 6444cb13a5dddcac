using Glia.Lab.Trials;
using Glia.Neurons;
using Glia.Neurons.Surrogates;

namespace Glia.Studies.MetaNeuron;

/// <summary>A network by surrogate gradients: trained at every learning rate and width, chosen on validation samples, tested once.</summary>
internal static class NetworkTrial
{
    private const double ConstantsFactor = 4;

    public static TrialResult Run(NeuronArm arm, MetaNeuronOptions options, TrialContext context)
    {
        var split = SpikeSplit.Draw(arm.Task, options, context);
        var epochs = arm.Task == SpikeTask.Digits ? options.DigitEpochs : options.Epochs;
        var choices = options.Widths.SelectMany(width => options.LearningRates.Select(rate => (Width: width, Rate: rate))).ToList();
        SpikingNetwork? best = null;
        var (chosen, validation) = (choices[0], double.NegativeInfinity);
        for (var i = 0; i < choices.Count; i++)
        {
            context.Step(i, choices.Count);
            var (width, rate) = choices[i];
            var network = new SpikingNetwork(split.Train.Inputs, width, Model(arm), context.Stream($"init/{width}"));
            network.Train(split.Train, epochs, arm.Method == NeuronMethod.ConstantsOnly ? 0 : rate, ConstantsFactor * rate, context.Stream("order"));
            var accuracy = network.Accuracy(split.Validation);
            if (accuracy > validation)
            {
                (best, network) = (network, best);
                (chosen, validation) = (choices[i], accuracy);
            }

            network?.Dispose();
        }

        var metrics = new Dictionary<string, double>
        {
            ["accuracy"] = best!.Accuracy(split.Test),
            ["validation"] = validation,
            ["learning rate"] = chosen.Rate,
            ["width"] = chosen.Width,
        };
        if (arm.Tau > 0)
        {
            metrics["mean τ"] = best.LearnedConstants().TryGetValue(nameof(LeakyIntegrateAndFire.Tau), out var taus) ? taus.Average() : arm.Tau;
        }

        if (arm.Method is NeuronMethod.MetaWeights or NeuronMethod.MetaWeightsAndConstants)
        {
            metrics["diverges"] = best.Divergence(split.Test) is null ? 0 : 1;
        }

        if (arm.Task != SpikeTask.Digits && arm.Method is NeuronMethod.Weights or NeuronMethod.WeightsAndConstants)
        {
            foreach (var (name, value) in ComplexityReadout.Of(best, split))
            {
                metrics[name] = value;
            }
        }

        best.Dispose();
        return new TrialResult { Metrics = metrics };
    }

    private static NeuronModel Model(NeuronArm arm)
    {
        var learned = arm.Method is NeuronMethod.WeightsAndConstants or NeuronMethod.ConstantsOnly or NeuronMethod.MetaWeightsAndConstants;
        if (arm.Method is NeuronMethod.MetaWeights or NeuronMethod.MetaWeightsAndConstants)
        {
            var meta = new Glia.Neurons.MetaNeuron();
            NeuronParameter Of(NeuronParameter parameter) => learned ? parameter : parameter.Values[0];
            return meta with { ThetaV = Of(meta.ThetaV), ThetaU = Of(meta.ThetaU), ThetaS = Of(meta.ThetaS), ThetaR = Of(meta.ThetaR) };
        }

        NeuronParameter Constant(double value) => learned ? NeuronParameter.PerNeuron(value) : value;
        return new LeakyIntegrateAndFire
        {
            Tau = Constant(arm.Tau),
            Threshold = Constant(1),
            ResetPotential = Constant(0),
            RestingPotential = 0.0,
            InputDecay = InputDecay.Whole,
            ResetGradient = ResetGradient.Detached,
            Surrogate = Surrogate.ATan(),
        };
    }
}
