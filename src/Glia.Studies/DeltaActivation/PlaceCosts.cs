using Glia.Deltas;

namespace Glia.Studies.DeltaActivation;

/// <summary>What a number costs at each place of the network, borders counted.</summary>
internal sealed class PlaceCosts
{
    private readonly IReadOnlyList<StageCost> _stages;

    public PlaceCosts(ClipNetwork network, int canvas) =>
        _stages = new DeltaInference(new FrameShape(1, canvas, canvas), network.Layers(place => new FrameThreshold(ClipNetwork.Places[place], 0))).Costs;

    /// <summary>Mean multiply-accumulates that a number of a place causes.</summary>
    public double FanOut(int place) => (double)_stages[place].DenseOperations / _stages[place].Units;

    /// <summary>Densities with their costs.</summary>
    public ActivationSparsity Report(IEnumerable<ActivationCount> counts) =>
        new([.. counts.Select((count, place) => new LayerSparsity(ClipNetwork.Places[place], count, _stages[place].DenseOperations))]);
}
