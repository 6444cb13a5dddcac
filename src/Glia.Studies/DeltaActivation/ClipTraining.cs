using Glia.Random;
using Glia.Tensors;
using Glia.Training;
using static TorchSharp.torch;

namespace Glia.Studies.DeltaActivation;

/// <summary>Trains a network with what stands at its places: cross-entropy of the softmax averaged over frames, and the penalties.</summary>
internal sealed class ClipTraining(ClipNetwork network, PlacedActivations activations, DeltaActivationOptions options)
{
    private const double SmallestProbability = 1e-12;

    private readonly Adam _weights = new(network.Parameters, Schedule.Constant(options.LearningRate));
    private readonly Adam _steps = new(activations.Deltas.Where(layer => layer.Options.TrainStep).Select(layer => layer.Threshold), Schedule.Constant(options.StepLearningRate));

    /// <summary>Trains one epoch after the other.</summary>
    public void Run(VideoClips clips, int epochs, RandomStream order, Action epochDone)
    {
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var films = order.Permutation(clips.Count);
            for (var first = 0; first < films.Length; first += options.BatchSize)
            {
                Step(clips, films.AsSpan(first, Math.Min(options.BatchSize, films.Length - first)));
            }

            epochDone();
        }
    }

    private void Step(VideoClips clips, ReadOnlySpan<int> films)
    {
        using var scope = NewDisposeScope();
        var (frames, labels) = clips.Batch(films);
        _weights.ZeroGradients();
        _steps.ZeroGradients();
        var pass = network.Forward(frames, (place, values) => activations.Training(place).forward(values));
        var right = pass.Probabilities().gather(1, labels.unsqueeze(1)).clamp_min(KeptScalar.Of(SmallestProbability));
        right.log().mean().neg().Plus(pass.Penalty).backward();
        _weights.Step();
        _steps.Step();
    }
}
