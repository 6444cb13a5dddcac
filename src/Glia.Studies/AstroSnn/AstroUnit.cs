namespace Glia.Studies.AstroSnn;

/// <summary>What remembers in an arm.</summary>
public enum AstroUnit
{
    /// <summary>The astrocyte-modulated spiking unit, AM-SU: a reconstruction, not the authors' equations.</summary>
    AstrocyteModulated,

    /// <summary>The same unit with every astrocyte held at a time constant of 2 steps: what is left without slowness.</summary>
    FrozenAstrocyte,

    /// <summary>Leaky integrate-and-fire, τ = 2: the paper's traditional SNN.</summary>
    Lif,

    /// <summary>Leaky integrate-and-fire with twice the units, so that its state is as large as that of the AM-SU.</summary>
    WideLif,

    /// <summary>Leaky integrate-and-fire with an adaptive threshold, its time constants log-spaced and learned.</summary>
    AdaptiveLif,

    /// <summary>Leaky integrate-and-fire with log-spaced, learned leaks that reach as far as the astrocytes.</summary>
    SlowLif,

    /// <summary>Leaky integrate-and-fire with learned recurrent weights between the units.</summary>
    RecurrentLif,

    /// <summary>RWKV's time and channel mixing with leaky integrate-and-fire units behind each, in the manner of SpikeGPT.</summary>
    SpikeGpt,

    /// <summary>The AM-SU with an associative memory beside it in each block: a reconstruction too.</summary>
    AstrocyteMemory,

    /// <summary>Gated recurrent unit, not spiking.</summary>
    Gru,

    /// <summary>Small GPT: causal attention over the window, not spiking.</summary>
    Transformer,

    /// <summary>5-gram counts with Kneser-Ney smoothing.</summary>
    NGram,
}
