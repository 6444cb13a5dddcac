using static TorchSharp.torch;

namespace Glia.Deltas;

/// <summary>A layer behind a non-linearity that sends few numbers that are not zero, and says how many: the drop-in place for <see cref="DeltaActivationLayer"/> and its rivals.</summary>
/// <remarks>Takes sequences [T, B, N] or [T, B, C, H, W], single precision, on the CPU. Work inside a dispose scope, as with all TorchSharp code.</remarks>
public abstract class SparseActivation : nn.Module<Tensor, SparseActivationResult>
{
    /// <summary>Makes a layer of that name.</summary>
    protected SparseActivation(string name)
        : base(name)
    {
    }
}
