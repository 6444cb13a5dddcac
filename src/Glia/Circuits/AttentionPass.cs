using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>Attention of one block: from the residual stream [B, T, d] to what it adds to it.</summary>
internal sealed class AttentionPass(TransformerConfiguration configuration, NormalizationPass norm, RotaryEmbedding? rotary)
{
    private readonly int _heads = configuration.Heads;
    private readonly int _shared = configuration.KeyValueHeadCount;
    private readonly int _size = configuration.HeadWidth;

    /// <summary>Runs one block's attention.</summary>
    /// <param name="stream">[B, T, d].</param>
    /// <param name="weights">The block's.</param>
    /// <param name="layer">The block.</param>
    /// <param name="hooks">What happens on the way, or null.</param>
    /// <param name="cache">Keys and values of earlier tokens, or null.</param>
    public Tensor Run(Tensor stream, BlockWeights weights, int layer, PassHooks? hooks, KeyValueCache? cache)
    {
        var (rows, steps, before) = (stream.shape[0], stream.shape[1], cache?.Length ?? 0);
        var (query, key, value) = Projections(stream, weights, layer, hooks);
        if (weights.QueryNorm is not null)
        {
            (query, key) = (norm.Apply(query, weights.QueryNorm), norm.Apply(key, weights.KeyNorm));
        }

        if (rotary is not null)
        {
            query = hooks.Visit(ActivationKind.RotatedQuery, layer, rotary.Turn(query, before));
            key = hooks.Visit(ActivationKind.RotatedKey, layer, rotary.Turn(key, before));
        }

        if (cache is not null)
        {
            (key, value) = cache.Extend(layer, key, value);
        }

        var scores = matmul(query.transpose(1, 2), PerQueryHead(key).transpose(2, 3)).Times(1 / Math.Sqrt(_size));
        if (steps > 1)
        {
            // The query at place i sees the keys up to before + i.
            scores = scores.masked_fill(ones(steps, before + steps, ScalarType.Bool).triu(before + 1), KeptScalar.Of(double.NegativeInfinity));
        }

        var pattern = hooks.Visit(ActivationKind.Pattern, layer, hooks.Visit(ActivationKind.AttentionScores, layer, scores).softmax(3));
        var mixed = hooks.Visit(ActivationKind.MixedValue, layer, matmul(pattern, PerQueryHead(value)).transpose(1, 2));
        return hooks.Visit(ActivationKind.AttentionOut, layer, Output(mixed, weights.Output, layer, hooks, rows, steps));
    }

    private (Tensor Query, Tensor Key, Tensor Value) Projections(Tensor stream, BlockWeights weights, int layer, PassHooks? hooks)
    {
        var normalized = norm.Apply(stream, weights.AttentionNorm, hooks, ActivationKind.AttentionNormScale, ActivationKind.AttentionNormalized, layer);
        var forEach = EachHead(stream, layer, hooks);
        return (
            Project(ActivationKind.QueryInput, ActivationKind.Query, weights.Query, _heads),
            Project(ActivationKind.KeyInput, ActivationKind.Key, weights.Key, _shared),
            Project(ActivationKind.ValueInput, ActivationKind.Value, weights.Value, _shared));

        Tensor Project(ActivationKind input, ActivationKind output, LinearWeights linear, int heads)
        {
            var projected = forEach is not null || hooks?.Wants(input, layer) == true
                ? PerHead(norm.Apply(hooks.Visit(input, layer, forEach ?? Repeated(stream, heads)), weights.AttentionNorm), linear)
                : linear.Apply(normalized).view(stream.shape[0], stream.shape[1], heads, _size);
            return hooks.Visit(output, layer, projected);
        }
    }

    private Tensor? EachHead(Tensor stream, int layer, PassHooks? hooks)
    {
        if (hooks?.Wants(ActivationKind.AttentionIn, layer) != true)
        {
            return null;
        }

        return _heads == _shared ? hooks.Visit(ActivationKind.AttentionIn, layer, Repeated(stream, _heads))
            : throw new ArgumentException($"{new ActivationSite(ActivationKind.AttentionIn, layer)}: {_heads} query heads share {_shared} heads of keys and values, which have no inputs of their own; use hook_q_input, hook_k_input and hook_v_input.");
    }

    private static Tensor Repeated(Tensor stream, int heads) => stream.unsqueeze(2).expand(stream.shape[0], stream.shape[1], heads, stream.shape[2]);

    /// <summary>[B, T, heads, d], each head's own input, through each head's own columns.</summary>
    private Tensor PerHead(Tensor inputs, LinearWeights linear)
    {
        var weight = linear.Weight.to_type(inputs.dtype).view(inputs.shape[3], inputs.shape[2], _size);
        var projected = einsum("bthd,dhe->bthe", inputs, weight);
        return linear.Bias is null ? projected : projected.Plus(linear.Bias.to_type(inputs.dtype).view(inputs.shape[2], _size));
    }

    /// <summary>[B, T, G, d_h] as [B, H, T, d_h], each head of keys or values repeated for its query heads.</summary>
    private Tensor PerQueryHead(Tensor shared)
    {
        var perHead = shared.transpose(1, 2);
        return _heads == _shared ? perHead
            : perHead.unsqueeze(2).expand(shared.shape[0], _shared, _heads / _shared, shared.shape[1], _size).reshape(shared.shape[0], _heads, shared.shape[1], _size);
    }

    private Tensor Output(Tensor mixed, LinearWeights output, int layer, PassHooks? hooks, long rows, long steps)
    {
        if (hooks?.Wants(ActivationKind.HeadResult, layer) != true)
        {
            return output.Apply(mixed.reshape(rows, steps, _heads * _size));
        }

        var weight = output.Weight.to_type(mixed.dtype).view(_heads, _size, -1);
        var results = hooks.Visit(ActivationKind.HeadResult, layer, einsum("bthe,hed->bthd", mixed, weight));
        var sum = results.sum(dim: 2);
        return output.Bias is null ? sum : sum.Plus(output.Bias.to_type(mixed.dtype));
    }
}
