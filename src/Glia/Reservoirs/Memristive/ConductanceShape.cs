namespace Glia.Reservoirs.Memristive;

/// <summary>How conductances are distributed over an array.</summary>
public enum ConductanceShape
{
    /// <summary>Normal, cut at 0.</summary>
    Normal,

    /// <summary>Lognormal.</summary>
    Lognormal,
}
