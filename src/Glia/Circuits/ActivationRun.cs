using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>The outcome of a pass whose activations were kept.</summary>
/// <param name="Logits">[B, T, outputs].</param>
/// <param name="Cache">The activations that were kept.</param>
public sealed record ActivationRun(Tensor Logits, ActivationCache Cache) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Logits.Dispose();
        Cache.Dispose();
    }
}
