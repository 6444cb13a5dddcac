namespace Glia.Reservoirs;

/// <summary>What a unit of a reservoir makes of its input.</summary>
public enum ReservoirActivation
{
    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>Nothing: a linear reservoir.</summary>
    Identity,
}
