namespace Glia.Simulation.Connections;

/// <summary>Between how many cells connections are drawn.</summary>
/// <param name="Sources">Number of sources.</param>
/// <param name="Targets">Number of targets.</param>
/// <param name="SelfOffset">Where both are of one population: a source's own place among the targets, less its place among the sources.</param>
internal readonly record struct ConnectionPlace(int Sources, int Targets, int? SelfOffset)
{
    /// <summary>Whether source and target are one cell.</summary>
    public bool IsSelf(int source, int target) => SelfOffset is { } offset && source + offset == target;
}
