namespace Glia.Spikes;

/// <summary>Where the first time bin begins.</summary>
public enum BinOrigin
{
    /// <summary>At the start of the recording's window.</summary>
    WindowStart,

    /// <summary>At the first spike, as SpikingJelly and the SNN-delays code do for SHD and SSC.</summary>
    FirstSpike,
}
