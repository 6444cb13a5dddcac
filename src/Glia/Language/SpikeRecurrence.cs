using Glia.Neurons;
using Glia.Random;
using Glia.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>Spiking neurons with learned weights between them: the current of a step has W_r s of the step before added.</summary>
internal sealed class SpikeRecurrence : nn.Module
{
    private readonly Parameter _weight;

    public SpikeRecurrence(int width, RandomStream random)
        : base(nameof(SpikeRecurrence))
    {
        _weight = new Parameter(TensorInitialization.LinearWeight(random, width, width));
        RegisterComponents();
    }

    /// <summary>Runs neurons step by step; the spikes of the last step, [1, B, N], are part of the state.</summary>
    public (Tensor Spikes, Tensor State, Tensor Last) Run(NeuronLayer neurons, Tensor current, Tensor? state, Tensor? before)
    {
        var outputs = new List<Tensor>();
        foreach (var step in current.unbind())
        {
            var drive = before is null ? step.unsqueeze(0) : step.unsqueeze(0).Plus(nn.functional.linear(before, _weight));
            (before, state) = neurons.Run(drive, state);
            outputs.Add(before);
        }

        return (cat(outputs), state!, before!);
    }
}
