using static TorchSharp.torch;

namespace Glia.Deltas;

/// <summary>What a sparse activation gives.</summary>
/// <param name="Output">What the next layer gets, of the input's shape.</param>
/// <param name="Penalty">What is added to the loss, a scalar: strength · fan-out · mean size of what the layer sends.</param>
/// <param name="Count">How much of what the layer sends is not zero.</param>
public sealed record SparseActivationResult(Tensor Output, Tensor Penalty, ActivationCount Count);
