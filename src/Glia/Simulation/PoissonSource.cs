using Glia.Random;
using Glia.Simulation.Kernels;

namespace Glia.Simulation;

/// <summary>Cells that fire as independent Poisson processes in discrete time, at most once a step: P(spike) = 1 − exp(−rate·dt).</summary>
/// <remarks>Each cell draws the gap to its next spike from numbers of its own, so trains do not depend on the number of threads. See <see cref="PoissonDrive"/> for many sources a cell that are seen nowhere else.</remarks>
/// <param name="RateHz">Spikes a second, 0 or more.</param>
/// <param name="Random">Source of the trains; two words are taken of it.</param>
public sealed record PoissonSource(double RateHz, RandomStream Random) : PopulationModel
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Receptors => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables => [];

    internal override PopulationKernel<T> Compile<T>(int size, double stepMs)
    {
        ArgumentNullException.ThrowIfNull(Random);
        Require(RateHz >= 0, nameof(RateHz), RateHz, "0 or more");
        return new PoissonSourceKernel<T>(size, RateHz * stepMs / 1000, (Random.NextUInt32(), Random.NextUInt32()));
    }
}
