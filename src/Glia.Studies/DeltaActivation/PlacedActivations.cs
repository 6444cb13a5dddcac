using Glia.Deltas;
using Glia.Tensors;

namespace Glia.Studies.DeltaActivation;

/// <summary>What stands at the places of the network, while it trains and when it is measured.</summary>
/// <remarks>Behind the mean over places nothing is quantised or penalised; measured is there what changes, or what is not zero, as at the other places.</remarks>
internal sealed class PlacedActivations : IDisposable
{
    private readonly SparseActivation[] _training;
    private readonly SparseActivation _measuredMean;

    private PlacedActivations(Func<int, SparseActivation> at, SparseActivation measuredMean)
    {
        _training = [.. Enumerable.Range(0, ClipNetwork.Places.Count).Select(place => place == ClipNetwork.Mean ? new SpatialSparsity() : at(place))];
        _measuredMean = measuredMean;
    }

    /// <summary>The delta activations among them.</summary>
    public IEnumerable<DeltaActivationLayer> Deltas => _training.OfType<DeltaActivationLayer>();

    /// <summary>Activations as they are, penalised by magnitude with a weight, 0 for not at all.</summary>
    public static PlacedActivations Spatial(double weight, PlaceCosts costs) =>
        new(place => place == 0 ? new SpatialSparsity() : new SpatialSparsity(weight, costs.FanOut(place)), new SpatialSparsity());

    /// <summary>Delta activations whose first step is a share of the activation's standard deviation.</summary>
    public static PlacedActivations Delta(ActivationSizes sizes, double share, PlaceCosts costs, DeltaActivationLayerOptions options) => new(
        place => new DeltaActivationLayer(sizes.Channels[place], sizes.Sites[place], options with { InitialStep = share * sizes.Deviations[place], FanOut = costs.FanOut(place) }),
        new DeltaThresholdEncoder(0));

    /// <summary>A delta network's thresholds, as a share of the activation's standard deviation.</summary>
    public static PlacedActivations Threshold(ActivationSizes sizes, double share) =>
        new(place => new DeltaThresholdEncoder(share * sizes.Deviations[place]), new DeltaThresholdEncoder(0));

    public SparseActivation Training(int place) => _training[place];

    public SparseActivation Measuring(int place) => place == ClipNetwork.Mean ? _measuredMean : _training[place];

    /// <summary>The mean step of each place with a delta activation.</summary>
    public double[] MeanSteps() => [.. Deltas.Select(layer => (double)layer.Steps().Average())];

    /// <summary>Sets the steps of the delta activations to those of others.</summary>
    public void TakeStepsOf(PlacedActivations others)
    {
        foreach (var (own, other) in Deltas.Zip(others.Deltas))
        {
            other.Steps().CopyTo(own.Threshold.detach().AsSpan<float>());
        }
    }

    /// <summary>The encoders of a network of delta activations.</summary>
    public FrameLayer Encoder(int place) => _training[place] is DeltaActivationLayer delta ? FrameQuantizer.From(ClipNetwork.Places[place], delta) : new FrameThreshold(ClipNetwork.Places[place], 0);

    public void Dispose()
    {
        Array.ForEach(_training, activation => activation.Dispose());
        _measuredMean.Dispose();
    }
}
