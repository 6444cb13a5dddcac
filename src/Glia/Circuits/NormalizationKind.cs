namespace Glia.Circuits;

/// <summary>How a block's input is normalised.</summary>
public enum NormalizationKind
{
    /// <summary>Mean and variance: (x − mean)/√(variance + ε) · w + b, as GPT-2.</summary>
    LayerNorm,

    /// <summary>Root mean square: x/√(mean x² + ε) · w, as Llama and Qwen.</summary>
    RootMeanSquare,

    /// <summary>Not at all: for planted circuits and linear models.</summary>
    None,
}
