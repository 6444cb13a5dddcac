namespace Glia.Language;

/// <summary>How a block of a <see cref="SpikingLanguageModel"/> brings tokens together, besides what its neurons remember.</summary>
public enum SpikingTimeMixing
{
    /// <summary>Token shift alone.</summary>
    TokenShift,

    /// <summary>Token shift, and learned weights from the spikes of the block's first layer back to it, one step later.</summary>
    Recurrent,

    /// <summary>RWKV's time mixing and channel mixing, neurons behind each: in the manner of SpikeGPT (Zhu and others 2023, arXiv 2302.13939).</summary>
    Rwkv,
}
