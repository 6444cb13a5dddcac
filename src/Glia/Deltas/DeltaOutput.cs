namespace Glia.Deltas;

/// <summary>What a delta activation hands to the next layer while a network trains.</summary>
public enum DeltaOutput
{
    /// <summary>The quantised frames themselves; changes are only counted and penalised (the published <c>delta_level=0</c>).</summary>
    Levels,

    /// <summary>The first frame whole, then changes, Q_t − Q_(t−1) (<c>delta_level=1</c>); what follows must be linear.</summary>
    Deltas,

    /// <summary>As <see cref="Deltas"/> with the second frame's change in place of the first frame: an event camera without background (<c>delta_level=2</c>).</summary>
    DeltasWithoutFirst,
}
