using Glia.Deltas;
using static TorchSharp.torch;

namespace Glia.Studies.DeltaActivation;

/// <summary>What a batch of films gives.</summary>
/// <param name="Logits">[T, B, classes].</param>
/// <param name="Penalty">A scalar.</param>
/// <param name="Counts">What each place of the network sends.</param>
internal sealed record ClipPass(Tensor Logits, Tensor Penalty, IReadOnlyList<ActivationCount> Counts);
