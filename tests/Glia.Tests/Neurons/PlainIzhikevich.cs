using Glia.Neurons;

namespace Glia.Tests.Neurons;

/// <summary>Izhikevich neurons one by one, in steps of 1 ms with two half-steps of the membrane: the reference of <see cref="IzhikevichGroup"/>.</summary>
internal sealed class PlainIzhikevich(IReadOnlyList<IzhikevichConstants> neurons)
{
    public float[] Membrane { get; } = [.. neurons.Select(_ => -65f)];

    public float[] Recovery { get; } = [.. neurons.Select(neuron => (float)neuron.RecoverySlope * (-65f - (float)neuron.RestingMembrane))];

    public float[] Step(float[] current)
    {
        var spikes = new float[neurons.Count];
        for (var index = 0; index < neurons.Count; index++)
        {
            var neuron = neurons[index];
            var (v, u) = (Membrane[index], Recovery[index]);
            var still = (float)(0.5 * neuron.Constant / neuron.Capacitance) + ((float)(0.5 / neuron.Capacitance) * (current[index] - u));
            for (var half = 0; half < 2; half++)
            {
                v += ((((float)(0.5 * neuron.Quadratic / neuron.Capacitance) * v) + (float)(0.5 * neuron.Linear / neuron.Capacitance)) * v) + still;
                v = Math.Min(v, (float)neuron.Peak);
            }

            u += (float)neuron.RecoveryRate * (((float)neuron.RecoverySlope * (v - (float)neuron.RestingMembrane)) - u);
            if (v >= (float)neuron.Peak)
            {
                (v, u, spikes[index]) = ((float)neuron.ResetMembrane, u + (float)neuron.RecoveryJump, 1);
            }

            (Membrane[index], Recovery[index]) = (v, u);
        }

        return spikes;
    }
}
