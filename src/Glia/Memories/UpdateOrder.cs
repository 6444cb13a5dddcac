namespace Glia.Memories;

/// <summary>In which order a sweep visits neurons.</summary>
public enum UpdateOrder
{
    /// <summary>In a new random order each sweep.</summary>
    Shuffled,

    /// <summary>From the first to the last: nearly the same statistics, no time for drawing an order.</summary>
    InTurn,
}
