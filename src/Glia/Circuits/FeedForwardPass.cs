using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>The part of a block behind attention: from the residual stream [B, T, d] to what it adds to it.</summary>
internal sealed class FeedForwardPass(TransformerConfiguration configuration, NormalizationPass norm)
{
    private readonly FeedForwardKind _kind = configuration.FeedForward;

    /// <summary>Runs one block's feed-forward part.</summary>
    public Tensor Run(Tensor stream, BlockWeights weights, int layer, PassHooks? hooks)
    {
        var input = hooks.Visit(ActivationKind.FeedForwardIn, layer, stream);
        var normalized = norm.Apply(input, weights.FeedForwardNorm, hooks, ActivationKind.FeedForwardNormScale, ActivationKind.FeedForwardNormalized, layer);
        var pre = hooks.Visit(ActivationKind.HiddenPre, layer, (weights.Gate ?? weights.In!).Apply(normalized));
        var hidden = _kind switch
        {
            FeedForwardKind.GatedSilu => nn.functional.silu(pre) * hooks.Visit(ActivationKind.HiddenPreLinear, layer, weights.In!.Apply(normalized)),
            FeedForwardKind.Relu => pre.relu(),
            FeedForwardKind.GeluExact => nn.functional.gelu(pre),
            _ => GeluTanh(pre),
        };
        return hooks.Visit(ActivationKind.FeedForwardOut, layer, weights.Out!.Apply(hooks.Visit(ActivationKind.Hidden, layer, hidden)));
    }

    // TorchSharp's gelu has no tanh form.
    private static Tensor GeluTanh(Tensor x)
    {
        var inner = x.Plus(x.pow(KeptScalar.Of(3)), 0.044715).Times(Math.Sqrt(2 / Math.PI));
        return (x * inner.tanh().Plus(1)).Times(0.5);
    }
}
