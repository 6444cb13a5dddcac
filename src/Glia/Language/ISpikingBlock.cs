using Glia.Neurons;
using static TorchSharp.torch;

namespace Glia.Language;

/// <summary>A block of a <see cref="SpikingLanguageModel"/>.</summary>
internal interface ISpikingBlock
{
    /// <summary>Number of state tensors.</summary>
    int StateTensors { get; }

    /// <summary>The block's spiking layers.</summary>
    IReadOnlyList<NeuronLayer> Neurons { get; }

    /// <summary>For each spiking layer the place of its neurons' state among the block's state tensors.</summary>
    IReadOnlyList<int> NeuronStates { get; }

    /// <summary>Runs [T, B, d] after a state, null at the start of a text; gives output, state after the last token, and spikes.</summary>
    (Tensor Output, IReadOnlyList<Tensor> State, IReadOnlyList<Tensor> Spikes) Run(Tensor input, IReadOnlyList<Tensor>? state);
}
