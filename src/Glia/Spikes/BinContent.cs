namespace Glia.Spikes;

/// <summary>What a time bin holds.</summary>
public enum BinContent
{
    /// <summary>How many events fell into it.</summary>
    Count,

    /// <summary>1 where at least one event fell into it, else 0.</summary>
    Binary,
}
