using Glia.Neurons;
using Glia.Neurons.Surrogates;
using static TorchSharp.torch;

namespace Glia.Tests.Neurons;

/// <summary>Every neuron in every variant against the same neuron operation by operation.</summary>
public sealed class ReferenceNeuronsTests
{
    private static readonly SequenceShape[] Shapes = [new(9, 3, 7), new(1, 1, 1), new(6, 2, 16), new(4, 1, 1100), new(3, 2, 0)];

    private static readonly Dictionary<string, (NeuronModel Model, ReferenceComparison.ReferenceStep Step, double Mean, double Scale, double StateScale)> All = Cases();

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Equals_operation_by_operation(string name)
    {
        var (model, step, mean, scale, stateScale) = All[name];
        foreach (var shape in Shapes)
        {
            ReferenceComparison.Check(model, step, shape, scale, mean, tolerance: 3e-5, stateScale: stateScale);
        }

        ReferenceComparison.Check(model, step, new(9, 4, 7), scale, mean, tolerance: 1e-9, ScalarType.Float64, stateScale);
    }

    private static Dictionary<string, (NeuronModel Model, ReferenceComparison.ReferenceStep Step, double Mean, double Scale, double StateScale)> Cases()
    {
        var cases = new Dictionary<string, (NeuronModel, ReferenceComparison.ReferenceStep, double, double, double)>();
        var surrogate = Surrogate.ATan();
        void Add(string name, NeuronModel model, ReferenceComparison.ReferenceStep step, double mean = 0.4, double scale = 1.2, double stateScale = 0.5) =>
            cases.Add(name, (model, step, mean, scale, stateScale));

        foreach (var reset in Enum.GetValues<ResetMode>())
        {
            foreach (var gradient in Enum.GetValues<ResetGradient>())
            {
                var kind = $"{reset}, {gradient}";
                var adaptive = new AdaptiveLeakyIntegrateAndFire
                {
                    Tau = 3,
                    AdaptationTau = 5,
                    AdaptationStrength = 0.7,
                    ResetPotential = -0.1,
                    Reset = reset,
                    ResetGradient = gradient,
                    Surrogate = surrogate,
                };
                Add($"adaptive, {kind}", adaptive, ReferenceNeurons.Adaptive(adaptive));
                var learnedAdaptive = adaptive with
                {
                    Tau = NeuronParameter.PerLayer(3),
                    Threshold = NeuronParameter.PerNeuron(0.8),
                    AdaptationTau = NeuronParameter.PerNeuron(6),
                    AdaptationStrength = NeuronParameter.PerNeuron(0.5),
                    InputDecay = InputDecay.Whole,
                };
                Add($"adaptive, learned, {kind}", learnedAdaptive, ReferenceNeurons.Adaptive(learnedAdaptive));
                var current = new CurrentBasedLif
                {
                    MembraneTau = 4,
                    SynapseTau = 2.5,
                    LeakPotential = 0.1,
                    Reset = reset,
                    ResetGradient = gradient,
                    Surrogate = surrogate,
                };
                Add($"current-based, {kind}", current, ReferenceNeurons.CurrentBased(current));
                var learnedCurrent = current with
                {
                    MembraneTau = NeuronParameter.PerNeuron(4),
                    SynapseTau = NeuronParameter.PerLayer(3),
                    Threshold = NeuronParameter.PerNeuron(0.9),
                    LeakPotential = NeuronParameter.PerNeuron(0.1),
                    InputDecay = InputDecay.Whole,
                };
                Add($"current-based, learned, {kind}", learnedCurrent, ReferenceNeurons.CurrentBased(learnedCurrent));
                Add($"current-based, learned, decayed, {kind}", learnedCurrent with { InputDecay = InputDecay.Decayed }, ReferenceNeurons.CurrentBased(learnedCurrent with { InputDecay = InputDecay.Decayed }));
                var quadratic = new QuadraticIntegrateAndFire
                {
                    Tau = NeuronParameter.PerNeuron(2.5),
                    RestingPotential = NeuronParameter.PerLayer(0.05),
                    ResetPotential = NeuronParameter.PerNeuron(-0.1),
                    Threshold = NeuronParameter.PerNeuron(1),
                    Reset = reset,
                    ResetGradient = gradient,
                    Surrogate = surrogate,
                };
                Add($"quadratic, {kind}", quadratic, ReferenceNeurons.Quadratic(quadratic), mean: 0.3, scale: 0.6, stateScale: 0.3);
                var exponential = new ExponentialIntegrateAndFire
                {
                    Tau = NeuronParameter.PerNeuron(3),
                    RestingPotential = NeuronParameter.PerLayer(0.05),
                    ResetPotential = NeuronParameter.PerNeuron(-0.1),
                    Threshold = NeuronParameter.PerNeuron(1),
                    Reset = reset,
                    ResetGradient = gradient,
                    Surrogate = surrogate,
                };
                Add($"exponential, {kind}", exponential, ReferenceNeurons.Exponential(exponential), mean: 0.1, scale: 0.4, stateScale: 0.3);
                var dimensionless = new DimensionlessIzhikevich
                {
                    Tau = NeuronParameter.PerLayer(2.5),
                    Coupling = NeuronParameter.PerNeuron(0.3),
                    Jump = NeuronParameter.PerNeuron(0.2),
                    Threshold = NeuronParameter.PerNeuron(1),
                    AdaptationTau = 3,
                    Reset = reset,
                    ResetGradient = gradient,
                    Surrogate = surrogate,
                };
                Add($"dimensionless Izhikevich, {kind}", dimensionless, ReferenceNeurons.Dimensionless(dimensionless), mean: 0.5, scale: 0.6, stateScale: 0.3);
            }

            var delayed = new DelayedResetLeaky { Reset = reset };
            Add($"delayed reset, {reset}", delayed, ReferenceNeurons.DelayedReset(delayed));
            var learnedDelayed = delayed with { Beta = NeuronParameter.PerNeuron(0.8), Threshold = NeuronParameter.PerNeuron(0.9) };
            Add($"delayed reset, learned, {reset}", learnedDelayed, ReferenceNeurons.DelayedReset(learnedDelayed));
        }

        foreach (var gradient in Enum.GetValues<ResetGradient>())
        {
            var izhikevich = new Izhikevich { Surrogate = surrogate, ResetGradient = gradient };
            Add($"Izhikevich, {gradient}", izhikevich, ReferenceNeurons.IzhikevichOf(izhikevich), mean: 10, scale: 40, stateScale: 30);
            var learned = izhikevich with
            {
                A = NeuronParameter.PerNeuron(0.03),
                B = NeuronParameter.PerNeuron(0.2),
                C = NeuronParameter.PerLayer(-60),
                D = NeuronParameter.PerNeuron(6),
            };
            Add($"Izhikevich, learned, {gradient}", learned, ReferenceNeurons.IzhikevichOf(learned), mean: 10, scale: 40, stateScale: 30);
            var meta = new MetaNeuron { ResetGradient = gradient };
            Add($"meta, {gradient}", meta, ReferenceNeurons.Meta(meta), mean: 0.3, scale: 0.5);
            var fixedMeta = meta with { ThetaV = -0.172, ThetaU = 0.529, ThetaS = 0.021, ThetaR = 0.132 };
            Add($"meta, fixed, {gradient}", fixedMeta, ReferenceNeurons.Meta(fixedMeta), mean: 0.3, scale: 0.5, stateScale: 3);
            foreach (var modulation in Enum.GetValues<AstrocyteModulation>())
            {
                var astrocyte = new AstrocyteModulatedLif
                {
                    Modulation = modulation,
                    ResetGradient = gradient,
                    AstrocyteTau = NeuronParameter.PerNeuron(4),
                    Feedback = NeuronParameter.PerNeuron(0.5),
                    Tau = NeuronParameter.PerLayer(2),
                    Threshold = NeuronParameter.PerNeuron(1),
                };
                Add($"astrocyte, {modulation}, {gradient}", astrocyte, ReferenceNeurons.Astrocyte(astrocyte), mean: 0.1, scale: 1);
                var fixedAstrocyte = astrocyte with { AstrocyteTau = 4, Feedback = 0.5, Tau = 3, Threshold = 1 };
                Add($"astrocyte, fixed, {modulation}, {gradient}", fixedAstrocyte, ReferenceNeurons.Astrocyte(fixedAstrocyte), mean: 0.1, scale: 1);
            }
        }

        return cases;
    }
}
