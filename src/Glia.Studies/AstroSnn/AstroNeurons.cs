using Glia.Neurons;

namespace Glia.Studies.AstroSnn;

/// <summary>The spiking units of the arms: all with τ = 2, θ = 1, whole input, hard detached reset and ATan(2), but for what makes each what it is.</summary>
internal static class AstroNeurons
{
    /// <summary>Strength of feedback that training may not exceed; above it a latch never lets go.</summary>
    public const float LargestFeedback = 2;

    /// <summary>Returns the model of a number of units whose slow parts, where it has any, have time constants from 2 steps to twice the context.</summary>
    public static SpikingModel Model(AstroUnit unit, int units, int context, double feedbackLimit = LargestFeedback)
    {
        var slow = NeuronParameter.PerNeuron(TimeConstants.LogSpaced(units, 2.01, 2.0 * context));
        var lif = new LeakyIntegrateAndFire { InputDecay = InputDecay.Whole, ResetGradient = ResetGradient.Detached, Surrogate = Neurons.Surrogates.Surrogate.ATan() };
        return unit switch
        {
            AstroUnit.AstrocyteModulated or AstroUnit.AstrocyteMemory => new AstrocyteModulatedLif { AstrocyteTau = slow, Feedback = NeuronParameter.PerNeuron(Math.Min(1, feedbackLimit)) },
            AstroUnit.FrozenAstrocyte => new AstrocyteModulatedLif { AstrocyteTau = 2 },
            AstroUnit.AdaptiveLif => new AdaptiveLeakyIntegrateAndFire
            {
                Tau = 2,
                AdaptationTau = slow,
                AdaptationStrength = NeuronParameter.PerNeuron(1),
                InputDecay = InputDecay.Whole,
                ResetGradient = ResetGradient.Detached,
                Surrogate = lif.Surrogate,
            },
            AstroUnit.SlowLif => lif with { Tau = slow },
            _ => lif,
        };
    }

    /// <summary>Holds the feedback of astrocytes at a limit or below.</summary>
    public static void ClampFeedback(NeuronLayer layer, double limit = LargestFeedback)
    {
        foreach (var (name, parameter) in layer.named_parameters())
        {
            if (name == nameof(AstrocyteModulatedLif.Feedback))
            {
                foreach (ref var strength in Tensors.TensorSpans.AsSpan<float>(parameter))
                {
                    strength = Math.Min(strength, (float)limit);
                }
            }
        }
    }
}
