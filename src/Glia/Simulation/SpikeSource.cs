using Glia.Simulation.Kernels;
using Glia.Spikes;

namespace Glia.Simulation;

/// <summary>Cells that fire at given times: recorded or made spike trains as input.</summary>
/// <remarks>A spike at time t belongs to step ⌊t/dt⌋; two of one unit in the same step are one. Spikes before time 0 are not played.</remarks>
/// <param name="Trains">The spikes; units from 0 to the population's size − 1.</param>
public sealed record SpikeSource(SpikeTrains Trains) : PopulationModel
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Receptors => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables => [];

    internal override PopulationKernel<T> Compile<T>(int size, double stepMs)
    {
        ArgumentNullException.ThrowIfNull(Trains);
        return Trains.UnitCount <= size ? new SpikeSourceKernel<T>(size, Trains, stepMs)
            : throw new ArgumentException($"The spike trains have {Trains.UnitCount} units; the population has {size} cells. Make it larger, or select units.");
    }
}
