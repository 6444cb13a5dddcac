using System.Numerics.Tensors;
using Glia.Random;
using Glia.Synapses;
using Glia.Tensors;

namespace Glia.Studies.SnnDelays;

/// <summary>Which synapses of a layer are there: drawn once, each with the same probability, so that a unit has so many on average.</summary>
internal sealed class SynapseMask
{
    private readonly DelayedLinear _layer;
    private readonly float[] _mask;

    /// <summary>Draws the mask of a layer and applies it.</summary>
    public SynapseMask(DelayedLinear layer, int fanIn, RandomStream random)
    {
        (_layer, _mask) = (layer, new float[layer.Weight.numel()]);
        var synapses = layer.Inputs * layer.Outputs;
        var probability = (double)fanIn / layer.Inputs;
        for (var synapse = 0; synapse < synapses; synapse++)
        {
            var kept = random.NextDouble() < probability ? 1f : 0;
            for (var tap = 0; tap < layer.Options.Taps; tap++)
            {
                _mask[(tap * synapses) + synapse] = kept;
            }
        }

        Apply();
    }

    /// <summary>Weights that are not there.</summary>
    public int Missing => _mask.Length - (int)TensorPrimitives.Sum(_mask);

    /// <summary>Sets the weights of missing synapses to 0; call it after every step of the optimiser.</summary>
    public void Apply()
    {
        var weights = _layer.Weight.detach().AsSpan<float>();
        TensorPrimitives.Multiply(weights, _mask, weights);
    }
}
