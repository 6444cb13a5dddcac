namespace Glia.Circuits;

/// <summary>A kind of value that a transformer computes on its way and that can be read or replaced.</summary>
/// <remarks>Names and meanings are those of TransformerLens. B rows, T positions, d width, H query heads, G key and value heads, d_h head size, m hidden units.</remarks>
public enum ActivationKind
{
    /// <summary><c>hook_embed</c> [B, T, d]: the embedding of each token.</summary>
    Embed,

    /// <summary><c>hook_pos_embed</c> [B, T, d]: the learned vector of each position.</summary>
    PositionEmbed,

    /// <summary><c>blocks.l.hook_resid_pre</c> [B, T, d]: the residual stream before a block.</summary>
    ResidualPre,

    /// <summary><c>blocks.l.hook_attn_in</c> [B, T, H, d]: what each head reads, before the norm; replaces the three that follow.</summary>
    AttentionIn,

    /// <summary><c>blocks.l.hook_q_input</c> [B, T, H, d]: what each head's queries are made of, before the norm.</summary>
    QueryInput,

    /// <summary><c>blocks.l.hook_k_input</c> [B, T, G, d]: what each head's keys are made of, before the norm.</summary>
    KeyInput,

    /// <summary><c>blocks.l.hook_v_input</c> [B, T, G, d]: what each head's values are made of, before the norm.</summary>
    ValueInput,

    /// <summary><c>blocks.l.ln1.hook_scale</c> [B, T, 1]: what the input of attention is divided by.</summary>
    AttentionNormScale,

    /// <summary><c>blocks.l.ln1.hook_normalized</c> [B, T, d]: the normalised input of attention.</summary>
    AttentionNormalized,

    /// <summary><c>blocks.l.attn.hook_q</c> [B, T, H, d_h]: queries, before any turning.</summary>
    Query,

    /// <summary><c>blocks.l.attn.hook_k</c> [B, T, G, d_h]: keys, before any turning.</summary>
    Key,

    /// <summary><c>blocks.l.attn.hook_v</c> [B, T, G, d_h]: values.</summary>
    Value,

    /// <summary><c>blocks.l.attn.hook_rot_q</c> [B, T, H, d_h]: turned queries.</summary>
    RotatedQuery,

    /// <summary><c>blocks.l.attn.hook_rot_k</c> [B, T, G, d_h]: turned keys.</summary>
    RotatedKey,

    /// <summary><c>blocks.l.attn.hook_attn_scores</c> [B, H, T, T]: scores of (query, key), scaled; −∞ in the future.</summary>
    AttentionScores,

    /// <summary><c>blocks.l.attn.hook_pattern</c> [B, H, T, T]: their softmax.</summary>
    Pattern,

    /// <summary><c>blocks.l.attn.hook_z</c> [B, T, H, d_h]: values mixed by the pattern.</summary>
    MixedValue,

    /// <summary><c>blocks.l.attn.hook_result</c> [B, T, H, d]: what each head writes, without the bias.</summary>
    HeadResult,

    /// <summary><c>blocks.l.hook_attn_out</c> [B, T, d]: what attention writes.</summary>
    AttentionOut,

    /// <summary><c>blocks.l.hook_resid_mid</c> [B, T, d]: the residual stream between attention and what follows; not there without a part behind attention.</summary>
    ResidualMid,

    /// <summary><c>blocks.l.hook_mlp_in</c> [B, T, d]: what the part behind attention reads, before the norm.</summary>
    FeedForwardIn,

    /// <summary><c>blocks.l.ln2.hook_scale</c> [B, T, 1]: what it is divided by.</summary>
    FeedForwardNormScale,

    /// <summary><c>blocks.l.ln2.hook_normalized</c> [B, T, d]: the same, normalised.</summary>
    FeedForwardNormalized,

    /// <summary><c>blocks.l.mlp.hook_pre</c> [B, T, m]: hidden units before their non-linearity (of gated ones, the gate).</summary>
    HiddenPre,

    /// <summary><c>blocks.l.mlp.hook_pre_linear</c> [B, T, m]: what the gate multiplies; only where there is one.</summary>
    HiddenPreLinear,

    /// <summary><c>blocks.l.mlp.hook_post</c> [B, T, m]: hidden units.</summary>
    Hidden,

    /// <summary><c>blocks.l.hook_mlp_out</c> [B, T, d]: what the part behind attention writes.</summary>
    FeedForwardOut,

    /// <summary><c>blocks.l.hook_resid_post</c> [B, T, d]: the residual stream behind a block.</summary>
    ResidualPost,

    /// <summary><c>ln_final.hook_scale</c> [B, T, 1]: what the last residual stream is divided by.</summary>
    FinalNormScale,

    /// <summary><c>ln_final.hook_normalized</c> [B, T, d]: the last residual stream, normalised.</summary>
    FinalNormalized,

    /// <summary><c>hook_logits</c> [B, T, outputs]: the logits. Not in TransformerLens.</summary>
    Logits,
}
