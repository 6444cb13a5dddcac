namespace Glia.Studies.Hlop;

/// <summary>The network and how it is trained.</summary>
public enum NetworkKind
{
    /// <summary>Spiking, differentiation on spike representation (weighted rates).</summary>
    Dsr,

    /// <summary>Spiking, back-propagation through time with a surrogate.</summary>
    Bptt,

    /// <summary>Spiking, online training through time.</summary>
    Ottt,

    /// <summary>Units with rates (ReLU), not in the paper.</summary>
    Rates,
}
