using Glia.Neurons;
using Glia.Simulation.Kernels;

namespace Glia.Simulation;

/// <summary>Cells of any neuron model of the library (<see cref="Izhikevich"/>, <see cref="AdaptiveLeakyIntegrateAndFire"/> …); one step of the simulation is one of the model.</summary>
/// <remarks>The current of a step is <see cref="Drive"/> plus the weights that arrive, plus, with <see cref="SynapseTauMs"/>, what is left of earlier ones: i ← i exp(−dt/τ) + arriving. Time constants
/// of models count in steps; an Izhikevich neuron's own step should be that of the network.</remarks>
public sealed record ModelCells : PopulationModel
{
    /// <summary>Equations and constants; a parameter has one value, or one a cell.</summary>
    public required SpikingModel Model { get; init; }

    /// <summary>Constant current, in units of the model. Default 0.</summary>
    public double Drive { get; init; }

    /// <summary>Time constant of the synaptic current in ms, greater than 0; null (the default): a spike is a current of one step.</summary>
    public double? SynapseTauMs { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Receptors => ["current"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables => [.. Model.StateNames, "current"];

    internal override PopulationKernel<T> Compile<T>(int size, double stepMs)
    {
        ArgumentNullException.ThrowIfNull(Model);
        Require(true, nameof(Drive), Drive, "finite");
        Require(SynapseTauMs is null or > 0, nameof(SynapseTauMs), SynapseTauMs ?? 1, "greater than 0, or null");
        Model.Validate();
        Model.ValidateCount(size);
        return new ModelCellsKernel<T>(size, this, stepMs);
    }
}
