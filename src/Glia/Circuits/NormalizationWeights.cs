using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>What a normalised input is multiplied with and shifted by.</summary>
/// <param name="Weight">w, [d].</param>
/// <param name="Bias">b, [d], or null.</param>
public sealed record NormalizationWeights(Tensor Weight, Tensor? Bias = null);
