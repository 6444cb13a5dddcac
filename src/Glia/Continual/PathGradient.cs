namespace Glia.Continual;

/// <summary>Which gradient the path integral of synaptic intelligence is taken along.</summary>
public enum PathGradient
{
    /// <summary>That of the data's loss alone (Zenke).</summary>
    DataLoss,

    /// <summary>That of loss and penalty together (Avalanche).</summary>
    WithPenalty,
}
