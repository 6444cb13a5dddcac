using Glia.Neurons;
using Glia.Neurons.Surrogates;

namespace Glia.Tests.Neurons;

public sealed class SmoothGradientTests
{
    public static TheoryData<string> Models => [.. All.Keys];

    private static readonly SpikeNonlinearity Smooth = SpikeNonlinearity.SurrogatePrimitive;

    private static readonly Dictionary<string, NeuronModel> All = new()
    {
        ["LIF hard"] = new LeakyIntegrateAndFire
        {
            Tau = NeuronParameter.PerNeuron(3),
            Threshold = NeuronParameter.PerNeuron(0.8),
            ResetPotential = NeuronParameter.PerLayer(-0.1),
            Surrogate = Surrogate.Sigmoid(),
            Nonlinearity = Smooth,
        },
        ["LIF soft"] = new LeakyIntegrateAndFire
        {
            Tau = NeuronParameter.PerLayer(3),
            Threshold = NeuronParameter.PerLayer(0.8),
            RestingPotential = NeuronParameter.PerNeuron(0.1),
            InputDecay = InputDecay.Whole,
            Reset = ResetMode.Soft,
            Surrogate = Surrogate.ATan(),
            Nonlinearity = Smooth,
        },
        ["IF Gaussian"] = new IntegrateAndFire { Surrogate = Surrogate.Gaussian(), Threshold = NeuronParameter.PerNeuron(0.7), Nonlinearity = Smooth },
        ["LIF fast sigmoid, no reset"] = new LeakyIntegrateAndFire { Reset = ResetMode.None, Surrogate = Surrogate.FastSigmoid(3), Nonlinearity = Smooth },
        ["readout"] = new LeakyReadout { Tau = NeuronParameter.PerNeuron(4), RestingPotential = NeuronParameter.PerLayer(0.2) },
        ["readout, whole input"] = new LeakyReadout { Tau = NeuronParameter.PerLayer(4), InputDecay = InputDecay.Whole },
        ["adaptive"] = new AdaptiveLeakyIntegrateAndFire
        {
            Tau = NeuronParameter.PerLayer(3),
            Threshold = NeuronParameter.PerNeuron(0.8),
            AdaptationTau = NeuronParameter.PerNeuron(4),
            AdaptationStrength = NeuronParameter.PerNeuron(0.6),
            Reset = ResetMode.Soft,
            Nonlinearity = Smooth,
        },
        ["current-based"] = new CurrentBasedLif
        {
            MembraneTau = NeuronParameter.PerNeuron(4),
            SynapseTau = NeuronParameter.PerLayer(3),
            Threshold = NeuronParameter.PerNeuron(0.9),
            LeakPotential = NeuronParameter.PerNeuron(0.1),
            Surrogate = Surrogate.Sigmoid(),
            Nonlinearity = Smooth,
        },
        ["synaptic filter"] = new SynapticFilter { Tau = NeuronParameter.PerNeuron(3) },
        ["quadratic"] = new QuadraticIntegrateAndFire { Tau = NeuronParameter.PerNeuron(3), RestingPotential = NeuronParameter.PerNeuron(0.1), Nonlinearity = Smooth },
        ["exponential"] = new ExponentialIntegrateAndFire { Tau = NeuronParameter.PerNeuron(4), RestingPotential = NeuronParameter.PerNeuron(0.1), Nonlinearity = Smooth },
        ["dimensionless Izhikevich"] = new DimensionlessIzhikevich { Tau = NeuronParameter.PerNeuron(3), Coupling = NeuronParameter.PerNeuron(0.3), Jump = NeuronParameter.PerNeuron(0.2), Nonlinearity = Smooth },
        ["Izhikevich"] = new Izhikevich
        {
            A = NeuronParameter.PerNeuron(0.03),
            B = NeuronParameter.PerNeuron(0.2),
            C = NeuronParameter.PerNeuron(-60),
            D = NeuronParameter.PerNeuron(6),
            Surrogate = Surrogate.Sigmoid(0.1),
            Nonlinearity = Smooth,
        },
        ["meta"] = new MetaNeuron { ResetGradient = ResetGradient.Through, Nonlinearity = Smooth },
        ["astrocyte, additive"] = new AstrocyteModulatedLif { AstrocyteTau = NeuronParameter.PerNeuron(4), ResetGradient = ResetGradient.Through, Nonlinearity = Smooth },
        ["astrocyte, gain"] = new AstrocyteModulatedLif { AstrocyteTau = 4, Feedback = 0.5, Modulation = AstrocyteModulation.Gain, ResetGradient = ResetGradient.Through, Nonlinearity = Smooth },
        ["astrocyte, threshold"] = new AstrocyteModulatedLif { AstrocyteTau = NeuronParameter.PerNeuron(4), Modulation = AstrocyteModulation.Threshold, ResetGradient = ResetGradient.Through, Nonlinearity = Smooth },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void Gradients_of_the_smooth_neuron_are_its_differences(string name) => FiniteDifferences.Check(All[name], new SequenceShape(6, 2, 3));
}
