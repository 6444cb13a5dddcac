using static TorchSharp.torch;

namespace Glia.Studies.DeltaActivation;

/// <summary>Some films as tensors.</summary>
/// <param name="Frames">[T, B, 1, H, W].</param>
/// <param name="Labels">[T, B], the class of every frame.</param>
/// <param name="Shares">[shots, T, B]: one over the length of the shot where the frame belongs to it, else 0.</param>
internal sealed record ClipBatch(Tensor Frames, Tensor Labels, Tensor Shares);
