using System.Numerics.Tensors;
using Glia.Tensors;

namespace Glia.Language;

internal static class SpikeRate
{
    /// <summary>Fraction of ones among spikes.</summary>
    public static double Of(TorchSharp.torch.Tensor spikes) => TensorPrimitives.Sum(spikes.AsReadOnlySpan<float>()) / (double)spikes.numel();
}
