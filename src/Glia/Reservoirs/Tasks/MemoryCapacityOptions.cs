namespace Glia.Reservoirs.Tasks;

/// <summary>Lengths, delays and penalty of a measurement of memory capacity.</summary>
public sealed record MemoryCapacityOptions
{
    /// <summary>Largest delay; null for twice the number of units.</summary>
    public int? Delays { get; init; }

    /// <summary>Steps that are left out at the start, or the largest delay if that is more. Default 100.</summary>
    public int Washout { get; init; } = 100;

    /// <summary>Steps that readouts learn from. Default 4,000.</summary>
    public int TrainSteps { get; init; } = 4000;

    /// <summary>Steps on which the correlation is measured. Default 2,000.</summary>
    public int TestSteps { get; init; } = 2000;

    /// <summary>Ridge penalty. Default 10⁻⁶.</summary>
    public double Penalty { get; init; } = 1e-6;

    internal MemoryCapacityOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Delays ?? 1, 1, nameof(Delays));
        ArgumentOutOfRangeException.ThrowIfNegative(Washout);
        ArgumentOutOfRangeException.ThrowIfLessThan(TrainSteps, 10);
        ArgumentOutOfRangeException.ThrowIfLessThan(TestSteps, 10);
        ArgumentOutOfRangeException.ThrowIfNegative(Penalty);
        return this;
    }
}
