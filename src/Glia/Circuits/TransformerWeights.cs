using static TorchSharp.torch;

namespace Glia.Circuits;

/// <summary>All parameters of a transformer.</summary>
/// <remarks>Disposing it disposes every tensor. Thread-safe: reading is.</remarks>
public sealed class TransformerWeights : IDisposable
{
    /// <summary>W_E, [V, d].</summary>
    public required Tensor Embedding { get; init; }

    /// <summary>W_pos, [context, d]; null where no positions are learned.</summary>
    public Tensor? Positions { get; init; }

    /// <summary>The blocks, in order.</summary>
    public required IReadOnlyList<BlockWeights> Blocks { get; init; }

    /// <summary>The norm before the unembedding; null without one.</summary>
    public NormalizationWeights? FinalNorm { get; init; }

    /// <summary>W_U, [d, outputs]; null where the embedding serves, transposed.</summary>
    public Tensor? UnembeddingWeight { get; init; }

    /// <summary>b_U, [outputs]; null without one.</summary>
    public Tensor? UnembeddingBias { get; init; }

    /// <summary>From the last residual stream to logits. Where it is tied to the embedding, its matrix is a view that belongs to the current dispose scope.</summary>
    public LinearWeights Unembedding => new(UnembeddingWeight ?? Embedding.t(), UnembeddingBias);

    /// <summary>The parameters by the names that TransformerLens gives them (<c>blocks.0.attn.W_Q</c>), each once, in the order of the computation.</summary>
    /// <remarks>Matrices of heads are not cut into heads: <c>W_Q</c> is [d, H·d_h], <c>W_O</c> is [H·d_h, d]. A tied unembedding is left out.</remarks>
    public IEnumerable<(string Name, Tensor Tensor)> Named()
    {
        yield return ("embed.W_E", Embedding);
        if (Positions is not null)
        {
            yield return ("pos_embed.W_pos", Positions);
        }

        for (var layer = 0; layer < Blocks.Count; layer++)
        {
            foreach (var (name, tensor) in NamedOf(Blocks[layer]))
            {
                yield return ($"blocks.{layer}.{name}", tensor);
            }
        }

        foreach (var named in Of("ln_final", FinalNorm))
        {
            yield return named;
        }

        if (UnembeddingWeight is not null)
        {
            yield return ("unembed.W_U", UnembeddingWeight);
        }

        if (UnembeddingBias is not null)
        {
            yield return ("unembed.b_U", UnembeddingBias);
        }
    }

    /// <summary>Number of parameters; a tied unembedding is not counted twice.</summary>
    public long Count => Named().Sum(named => named.Tensor.numel());

    /// <summary>Marks every parameter as trained and returns them.</summary>
    public IReadOnlyList<Tensor> Trained() => [.. Named().Select(named => named.Tensor.requires_grad_(true))];

    /// <summary>Returns the same parameters in another type of numbers, sharing nothing with these.</summary>
    public TransformerWeights Converted(ScalarType type)
    {
        return new TransformerWeights
        {
            Embedding = Convert(Embedding)!,
            Positions = Convert(Positions),
            Blocks = [.. Blocks.Select(block => new BlockWeights
            {
                AttentionNorm = Norm(block.AttentionNorm),
                Query = Linear(block.Query)!,
                Key = Linear(block.Key)!,
                Value = Linear(block.Value)!,
                Output = Linear(block.Output)!,
                QueryNorm = Norm(block.QueryNorm),
                KeyNorm = Norm(block.KeyNorm),
                FeedForwardNorm = Norm(block.FeedForwardNorm),
                Gate = Linear(block.Gate),
                In = Linear(block.In),
                Out = Linear(block.Out),
            })],
            FinalNorm = Norm(FinalNorm),
            UnembeddingWeight = Convert(UnembeddingWeight),
            UnembeddingBias = Convert(UnembeddingBias),
        };

        Tensor? Convert(Tensor? tensor) => tensor?.detach().to_type(type, copy: true).DetachFromDisposeScope();
        LinearWeights? Linear(LinearWeights? linear) => linear is null ? null : new LinearWeights(Convert(linear.Weight)!, Convert(linear.Bias));
        NormalizationWeights? Norm(NormalizationWeights? weights) => weights is null ? null : new NormalizationWeights(Convert(weights.Weight)!, Convert(weights.Bias));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, tensor) in Named())
        {
            tensor.Dispose();
        }
    }

    private static IEnumerable<(string Name, Tensor Tensor)> NamedOf(BlockWeights block) =>
    [
        .. Of("ln1", block.AttentionNorm), .. Of("attn", "Q", block.Query), .. Of("attn", "K", block.Key), .. Of("attn", "V", block.Value), .. Of("attn.q_norm", block.QueryNorm),
        .. Of("attn.k_norm", block.KeyNorm), .. Of("attn", "O", block.Output), .. Of("ln2", block.FeedForwardNorm), .. Of("mlp", "gate", block.Gate), .. Of("mlp", "in", block.In), .. Of("mlp", "out", block.Out),
    ];

    private static IEnumerable<(string Name, Tensor Tensor)> Of(string part, NormalizationWeights? weights)
    {
        if (weights is not null)
        {
            yield return (part + ".w", weights.Weight);
            if (weights.Bias is not null)
            {
                yield return (part + ".b", weights.Bias);
            }
        }
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Of(string part, string letter, LinearWeights? weights)
    {
        if (weights is not null)
        {
            yield return ($"{part}.W_{letter}", weights.Weight);
            if (weights.Bias is not null)
            {
                yield return ($"{part}.b_{letter}", weights.Bias);
            }
        }
    }
}
