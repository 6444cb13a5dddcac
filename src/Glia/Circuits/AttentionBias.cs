namespace Glia.Circuits;

/// <summary>Which linear maps of attention have a bias.</summary>
public enum AttentionBias
{
    /// <summary>None, as Llama and Qwen 3.</summary>
    None,

    /// <summary>Those of queries, keys and values, as Qwen 2.</summary>
    QueryKeyValue,

    /// <summary>All four, as GPT-2.</summary>
    All,
}
