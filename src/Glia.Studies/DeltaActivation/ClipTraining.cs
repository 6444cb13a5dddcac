using Glia.Random;
using Glia.Tensors;
using Glia.Training;
using static TorchSharp.torch;

namespace Glia.Studies.DeltaActivation;

/// <summary>Trains a network with what stands at its places: cross-entropy of the softmax averaged over the frames of a shot, and the penalties. Rates fall along half a cosine.</summary>
internal sealed class ClipTraining
{
    private const double SmallestProbability = 1e-12;

    private readonly ClipNetwork _network;
    private readonly PlacedActivations _activations;
    private readonly int _batchSize;
    private readonly Adam _weights;
    private readonly Adam _steps;

    /// <summary>Begins.</summary>
    /// <param name="network">Is trained.</param>
    /// <param name="activations">What stands at its places.</param>
    /// <param name="options">Rates and size of a batch.</param>
    /// <param name="steps">Batches in all.</param>
    public ClipTraining(ClipNetwork network, PlacedActivations activations, DeltaActivationOptions options, int steps)
    {
        (_network, _activations, _batchSize) = (network, activations, options.BatchSize);
        _weights = new Adam(network.Parameters, Schedule.Cosine(options.LearningRate, steps));
        _steps = new Adam(activations.Deltas.Where(layer => layer.Options.TrainStep).Select(layer => layer.Threshold), Schedule.Cosine(options.StepLearningRate, steps));
    }

    /// <summary>Trains on all films once.</summary>
    public void Epoch(VideoClips clips, RandomStream order)
    {
        var films = order.Permutation(clips.Count);
        for (var first = 0; first < films.Length; first += _batchSize)
        {
            Step(clips, films.AsSpan(first, Math.Min(_batchSize, films.Length - first)));
        }
    }

    private void Step(VideoClips clips, ReadOnlySpan<int> films)
    {
        using var scope = NewDisposeScope();
        var batch = clips.Batch(films);
        _weights.ZeroGradients();
        _steps.ZeroGradients();
        var pass = _network.Forward(batch.Frames, (place, values) => _activations.Training(place).forward(values));
        var right = pass.Logits.softmax(2).gather(2, batch.Labels.unsqueeze(2)).squeeze(2);
        var shots = right.unsqueeze(0).mul(batch.Shares).sum(dim: 1).clamp_min(KeptScalar.Of(SmallestProbability));
        shots.log().mean().neg().Plus(pass.Penalty).backward();
        _weights.Step();
        _steps.Step();
    }
}
