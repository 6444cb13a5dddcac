using static TorchSharp.torch;

namespace Glia.Neurons;

/// <summary>State of an expressive leaky memory neuron.</summary>
/// <param name="Branches">[1, B, branches]: currents of the branches.</param>
/// <param name="Memories">[B, memories].</param>
public sealed record ExpressiveLeakyMemoryState(Tensor Branches, Tensor Memories);
