namespace Glia.Studies.GainControl;

/// <summary>Which network adapts.</summary>
public enum GainSetting
{
    /// <summary>Neurons of different tuning widths with jittered excitatory connections; a network a seed.</summary>
    Different,

    /// <summary>The ring of identical neurons, which has no seed.</summary>
    Identical,

    /// <summary>Narrow excitation and broad inhibition, neurons that differ.</summary>
    BroadInhibition,

    /// <summary>The user's measured tuning curves.</summary>
    Measured,
}
