namespace Glia.Circuits;

/// <summary>The parameters of one block.</summary>
/// <remarks>Heads lie side by side in the outputs of query, key and value and in the inputs of the output map: head h has columns h·d_h … (h+1)·d_h − 1.</remarks>
public sealed record BlockWeights
{
    /// <summary>The norm before attention; null without one.</summary>
    public NormalizationWeights? AttentionNorm { get; init; }

    /// <summary>W_Q, [d, H·d_h].</summary>
    public required LinearWeights Query { get; init; }

    /// <summary>W_K, [d, G·d_h].</summary>
    public required LinearWeights Key { get; init; }

    /// <summary>W_V, [d, G·d_h].</summary>
    public required LinearWeights Value { get; init; }

    /// <summary>W_O, [H·d_h, d].</summary>
    public required LinearWeights Output { get; init; }

    /// <summary>Norm of queries, [d_h]; null without one.</summary>
    public NormalizationWeights? QueryNorm { get; init; }

    /// <summary>Norm of keys, [d_h]; null without one.</summary>
    public NormalizationWeights? KeyNorm { get; init; }

    /// <summary>The norm behind attention; null without one.</summary>
    public NormalizationWeights? FeedForwardNorm { get; init; }

    /// <summary>W_gate, [d, m]; null where nothing is gated.</summary>
    public LinearWeights? Gate { get; init; }

    /// <summary>W_in, [d, m]; null without a part behind attention.</summary>
    public LinearWeights? In { get; init; }

    /// <summary>W_out, [m, d]; null without a part behind attention.</summary>
    public LinearWeights? Out { get; init; }
}
