using Glia.Identification;
using Glia.Neurons;
using Glia.Random;
using Glia.Recurrent;
using static TorchSharp.torch;

namespace Glia.Studies.ElmNeuron;

/// <summary>Makes the model of an arm.</summary>
internal static class ElmModels
{
    // Time constants that are to be equal: the options ask for a range.
    private const double Hair = 1e-4;

    /// <summary>A model for sequences of so many steps.</summary>
    /// <param name="arm">Model and size.</param>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="stepMs">Length of a step.</param>
    /// <param name="greatestTauMs">Greatest time constant of an ELM neuron's memories.</param>
    /// <param name="steps">Length of a training sequence, T_max of chrono initialisation.</param>
    /// <param name="routing">Wiring of an ELM neuron; null for a branch an input.</param>
    /// <param name="random">Initial weights.</param>
    public static nn.Module<Tensor, Tensor> Make(
        ElmArm arm, int inputs, int outputs, double stepMs, double greatestTauMs, int steps, InputRouting? routing, RandomStream random)
    {
        if (arm.Model == ElmModel.Elm)
        {
            return new ExpressiveLeakyMemory(Options(arm, inputs, outputs, stepMs, greatestTauMs, routing, random), random);
        }

        double? chrono = arm.Model == ElmModel.ChronoLstm ? steps : null;
        return arm.Model switch
        {
            ElmModel.Glm => new GeneralizedLinearNeuron(inputs, outputs, random, stepMs: stepMs),
            ElmModel.Tcn => new TemporalConvolutionNetwork(new TemporalConvolutionNetworkOptions { Inputs = inputs, Channels = arm.Size, Outputs = outputs }, random),
            _ => new LongShortTermMemory(new LongShortTermMemoryOptions { Inputs = inputs, Hidden = arm.Size, Outputs = outputs, ChronoSteps = chrono }, random),
        };
    }

    private static ExpressiveLeakyMemoryOptions Options(ElmArm arm, int inputs, int outputs, double stepMs, double greatestTauMs, InputRouting? routing, RandomStream random)
    {
        var options = new ExpressiveLeakyMemoryOptions
        {
            Inputs = inputs,
            Outputs = outputs,
            Memories = arm.Size,
            Routing = routing,
            StepMs = stepMs,
            LeastTauMs = Math.Max(1, stepMs),
            GreatestTauMs = greatestTauMs,
        };
        return arm.Variant switch
        {
            ElmVariant.DrawnRouting when routing is not null => options with { Routing = InputRouting.Drawn(random.Child("routing"), inputs, routing.Branches, routing.SynapsesPerBranch) },
            ElmVariant.Tau1 => Equal(options, 1),
            ElmVariant.Tau5 => Equal(options, 5),
            ElmVariant.Tau150 => Equal(options, 150),
            ElmVariant.Linear => options with { Activation = MemoryActivation.Identity },
            ElmVariant.Lambda1 => options with { Lambda = 1 },
            _ => options,
        };
    }

    private static ExpressiveLeakyMemoryOptions Equal(ExpressiveLeakyMemoryOptions options, double tau) => options with { LeastTauMs = tau - Hair, GreatestTauMs = tau + Hair };
}
