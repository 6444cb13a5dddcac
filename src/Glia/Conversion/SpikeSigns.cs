namespace Glia.Conversion;

/// <summary>Which spikes a converted neuron may emit.</summary>
public enum SpikeSigns
{
    /// <summary>Positive spikes only (QCFS).</summary>
    Positive,

    /// <summary>Also a negative spike where the membrane is below zero and more positive than negative spikes were sent, which takes one back (QFFS).</summary>
    PositiveAndNegative,
}
