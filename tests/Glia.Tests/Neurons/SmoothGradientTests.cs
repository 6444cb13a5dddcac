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
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void Gradients_of_the_smooth_neuron_are_its_differences(string name) => FiniteDifferences.Check(All[name], new SequenceShape(6, 2, 3));
}
