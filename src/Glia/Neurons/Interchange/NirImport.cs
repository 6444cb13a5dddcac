using Glia.Formats.Nir;

namespace Glia.Neurons.Interchange;

/// <summary>Makes neurons that run in steps of the neuron nodes of a NIR graph, whose dynamics are continuous and whose times are seconds.</summary>
/// <remarks>
/// With Euler steps, LIF is v ← v + dt/τ (v_leak − v + R I), a spike where v &gt; θ, then v ← v_reset: snnTorch's and Norse's own numbers.
/// CubaLIF takes the input into the synaptic current before the membrane reads it, as both do. The membrane starts at the reset potential.
/// NIR has no surrogate gradient: set one with <c>with { Surrogate = … }</c> before training.
/// </remarks>
public static class NirImport
{
    /// <summary>The layers that a node becomes: one, or for <see cref="NirCubaLI"/> a synapse and a membrane.</summary>
    /// <param name="node">The node.</param>
    /// <param name="stepSeconds">dt.</param>
    /// <param name="discretisation">How time constants become those of steps.</param>
    /// <exception cref="ArgumentException">The node is none of neurons, or a constant is out of range for this dt.</exception>
    public static IReadOnlyList<NirLayer> ToLayers(NirNode node, double stepSeconds, NirDiscretisation discretisation = NirDiscretisation.Euler)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (!(stepSeconds > 0) || !double.IsFinite(stepSeconds))
        {
            throw new ArgumentOutOfRangeException(nameof(stepSeconds), stepSeconds, "A step must be some seconds long.");
        }

        var time = new Steps(stepSeconds, discretisation);
        return node switch
        {
            NirLif lif => [Lif(lif, time)],
            NirCubaLif cuba => [CurrentBased(cuba, time)],
            NirIF fire => [Fire(fire, time)],
            NirLI leaky => [new(new LeakyReadout { Tau = time.Tau(leaky.Tau, "LI.tau"), RestingPotential = PerNeuron(leaky.Leak) }, leaky.R.Values)],
            NirI integrator => [new(new LeakyReadout { Tau = double.PositiveInfinity, InputDecay = InputDecay.Whole }, [.. integrator.R.Values.Select(r => r * stepSeconds)])],
            NirCubaLI cuba =>
            [
                new(new SynapticFilter { Tau = time.Tau(cuba.TauSynapse, "CubaLI.tau_syn") }, time.Share(cuba.TauSynapse, cuba.InputWeight)),
                new(new LeakyReadout { Tau = time.Tau(cuba.TauMembrane, "CubaLI.tau_mem"), RestingPotential = PerNeuron(cuba.Leak) }, cuba.R.Values),
            ],
            _ => throw new ArgumentException($"A node of type {node.Type} has no neurons. Neurons are LIF, CubaLIF, IF, LI, CubaLI and I.", nameof(node)),
        };
    }

    private static NirLayer Lif(NirLif node, Steps time) => new(
        new LeakyIntegrateAndFire
        {
            Tau = time.Tau(node.Tau, "LIF.tau"),
            Threshold = PerNeuron(node.Threshold),
            ResetPotential = ResetOf(node.Reset),
            RestingPotential = PerNeuron(node.Leak),
            Comparison = ThresholdComparison.Greater,
        },
        node.R.Values);

    private static NirLayer Fire(NirIF node, Steps time) => new(
        new IntegrateAndFire { Threshold = PerNeuron(node.Threshold), ResetPotential = ResetOf(node.Reset), Comparison = ThresholdComparison.Greater },
        [.. node.R.Values.Select(r => r * time.Seconds)]);

    // The synapse is linear: the membrane's resistance may stand before it as well as behind it.
    private static NirLayer CurrentBased(NirCubaLif node, Steps time)
    {
        var resets = node.Reset?.Values.Distinct().ToArray() ?? [0];
        if (resets.Length > 1)
        {
            throw new ArgumentException($"CubaLIF.v_reset must be one number for the layer; it has {resets.Length} different ones.");
        }

        var gain = time.Share(node.TauSynapse, node.InputWeight).Zip(node.R.Values, (share, r) => share * r);
        return new(
            new CurrentBasedLif
            {
                SynapseTau = time.Tau(node.TauSynapse, "CubaLIF.tau_syn"),
                MembraneTau = time.Tau(node.TauMembrane, "CubaLIF.tau_mem"),
                Threshold = PerNeuron(node.Threshold),
                LeakPotential = PerNeuron(node.Leak),
                ResetPotential = resets.FirstOrDefault(),
            },
            [.. gain]);
    }

    private static NeuronParameter PerNeuron(NirArray array) => OneOrAll(array.Values);

    private static NeuronParameter ResetOf(NirArray? array) => array is null ? 0 : PerNeuron(array);

    private static NeuronParameter OneOrAll(double[] values) =>
        values.Length > 0 && Array.TrueForAll(values, value => value == values[0]) ? values[0] : NeuronParameter.FixedPerNeuron(values);

    private sealed record Steps(double Seconds, NirDiscretisation Discretisation)
    {
        public NeuronParameter Tau(NirArray tau, string name)
        {
            var shares = tau.Values.Select(Share).ToArray();
            var wrong = Array.FindIndex(shares, share => !(share is > 0 and < 1));
            return wrong < 0 ? OneOrAll(Array.ConvertAll(shares, share => 1 / share))
                : throw new ArgumentException($"{name} of neuron {wrong} is {tau.Values[wrong]} s, which steps of {Seconds} s cannot follow ({Discretisation}): it must be longer than a step. Times of NIR are seconds; are these milliseconds?");
        }

        public double[] Share(NirArray tau, NirArray weight) => [.. tau.Values.Zip(weight.Values, (seconds, w) => Share(seconds) * w)];

        private double Share(double tau) => Discretisation == NirDiscretisation.Euler ? Seconds / tau : 1 - Math.Exp(-Seconds / tau);
    }
}
