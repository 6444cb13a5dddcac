using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>Normalises the last dimension of an activation.</summary>
/// <param name="kind">How.</param>
/// <param name="epsilon">ε.</param>
internal sealed class NormalizationPass(NormalizationKind kind, double epsilon)
{
    /// <summary>Normalises without stopping anywhere.</summary>
    public Tensor Apply(Tensor input, NormalizationWeights? weights)
    {
        if (kind == NormalizationKind.LayerNorm)
        {
            return nn.functional.layer_norm(input, [input.shape[^1]], Typed(weights?.Weight, input), Typed(weights?.Bias, input), epsilon);
        }

        return kind == NormalizationKind.None ? input : Affine(input / Scale(input), weights);
    }

    /// <summary>Normalises and stops at the scale and at the result. Reading either changes no bit of the result.</summary>
    public Tensor Apply(Tensor input, NormalizationWeights? weights, PassHooks? hooks, ActivationKind scaleKind, ActivationKind normalizedKind, int layer)
    {
        if (hooks is null)
        {
            return Apply(input, weights);
        }

        Tensor normalized;
        if (kind != NormalizationKind.None && hooks.Wants(scaleKind, layer))
        {
            var scale = hooks.Visit(scaleKind, layer, Scale(Centred(input)));
            normalized = hooks.Changes(scaleKind, layer) ? Affine(Centred(input) / scale, weights) : Apply(input, weights);
        }
        else
        {
            normalized = Apply(input, weights);
        }

        return hooks.Visit(normalizedKind, layer, normalized);
    }

    private Tensor Centred(Tensor input) => kind == NormalizationKind.LayerNorm ? input - input.mean([-1], keepdim: true) : input;

    private Tensor Scale(Tensor centred) => centred.square().mean([-1], keepdim: true).Plus(epsilon).sqrt();

    private static Tensor Affine(Tensor normalized, NormalizationWeights? weights)
    {
        if (weights is null)
        {
            return normalized;
        }

        var scaled = normalized * Typed(weights.Weight, normalized)!;
        return weights.Bias is null ? scaled : scaled.Plus(Typed(weights.Bias, normalized)!);
    }

    private static Tensor? Typed(Tensor? weight, Tensor input) => weight is null || weight.dtype == input.dtype ? weight : weight.to_type(input.dtype);
}
