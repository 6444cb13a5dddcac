namespace Glia.Circuits;

/// <summary>The part of a block behind attention.</summary>
public enum FeedForwardKind
{
    /// <summary>None: an attention-only transformer.</summary>
    None,

    /// <summary>W_out gelu(W_in x) with gelu's tanh form (<c>gelu_new</c>), as GPT-2.</summary>
    GeluTanh,

    /// <summary>W_out gelu(W_in x) with the exact gelu.</summary>
    GeluExact,

    /// <summary>W_out max(0, W_in x).</summary>
    Relu,

    /// <summary>SwiGLU, W_out (silu(W_gate x) ⊙ W_in x), as Llama and Qwen.</summary>
    GatedSilu,
}
