using Glia.Formats.Nir;

namespace Glia.Neurons.Interchange;

/// <summary>Makes NIR nodes of neurons; reading them with <see cref="NirImport"/> and the same step gives the neurons back.</summary>
public static class NirExport
{
    private const string Comparison = "glia.comparison";

    /// <summary>The node of a layer of neurons.</summary>
    /// <param name="model">The neurons; learned constants have their initial values (take the model's trained ones from <see cref="NeuronLayer.LearnedValues()"/>).</param>
    /// <param name="neurons">How many there are.</param>
    /// <param name="stepSeconds">dt; time constants become seconds with it, by Euler's rule.</param>
    /// <exception cref="ArgumentException">NIR has no such neuron; the message says what of it has no place.</exception>
    public static NirNode ToNode(NeuronModel model, int neurons, double stepSeconds)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neurons);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepSeconds);
        model.ValidateCount(neurons);
        var layer = new Layer(neurons, stepSeconds);
        return model switch
        {
            LeakyIntegrateAndFire lif => Spiking(lif, lif.Reset, new NirLif(
                layer.Seconds(lif.Tau), layer.Resistance(lif.Tau, lif.InputDecay), layer.Of(lif.RestingPotential ?? lif.ResetPotential), layer.Of(lif.Threshold), layer.Of(lif.ResetPotential))),
            CurrentBasedLif cuba => Spiking(cuba, cuba.Reset, new NirCubaLif(
                layer.Seconds(cuba.SynapseTau), layer.Seconds(cuba.MembraneTau), layer.Resistance(cuba.MembraneTau, cuba.InputDecay), layer.Of(cuba.LeakPotential),
                layer.Of(cuba.SynapseTau), layer.Of(cuba.Threshold), layer.Of(cuba.ResetPotential))),
            IntegrateAndFire fire => Spiking(fire, fire.Reset, new NirIF(layer.Of(1 / stepSeconds), layer.Of(fire.Threshold), layer.Of(fire.ResetPotential))),
            LeakyReadout readout => new NirLI(layer.Seconds(readout.Tau), layer.Resistance(readout.Tau, readout.InputDecay), layer.Of(readout.RestingPotential)),
            _ => throw new ArgumentException($"NIR has no node for {model.GetType().Name}. It has one for LeakyIntegrateAndFire, CurrentBasedLif, IntegrateAndFire and LeakyReadout.", nameof(model)),
        };
    }

    // NIR fires strictly above the threshold; the difference shows only where a membrane hits it to the last bit, so it is a note.
    private static NirNode Spiking(SpikingModel model, ResetMode reset, NirNode node)
    {
        if (reset != ResetMode.Hard)
        {
            throw new ArgumentException($"NIR resets the membrane to a value (hard); this {model.GetType().Name} has the reset {reset}.", nameof(model));
        }

        if (model.RefractorySteps > 0)
        {
            throw new ArgumentException($"NIR has no refractory time; this {model.GetType().Name} has one of {model.RefractorySteps} steps.", nameof(model));
        }

        return model.Comparison == ThresholdComparison.Greater ? node
            : node with { Metadata = new Dictionary<string, string> { [Comparison] = nameof(ThresholdComparison.GreaterOrEqual) } };
    }

    private sealed record Layer(int Neurons, double StepSeconds)
    {
        public NirArray Of(NeuronParameter parameter) => Map(parameter, value => value);

        public NirArray Seconds(NeuronParameter tau) => Map(tau, steps => steps * StepSeconds);

        // A current that is not scaled by 1/τ is one through a resistance of τ steps.
        public NirArray Resistance(NeuronParameter tau, InputDecay decay) => Map(tau, steps => decay == InputDecay.Whole ? steps : 1);

        private NirArray Map(NeuronParameter parameter, Func<double, double> value) => new(
            [Neurons], [.. Enumerable.Range(0, Neurons).Select(i => value(parameter.Values[parameter.Values.Count == 1 ? 0 : i]))]);
    }
}
