using Glia.Deltas;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Studies.DeltaActivation;

/// <summary>Accuracy and sparsity of a network on films.</summary>
/// <param name="Accuracy">Share of the shots that are told right.</param>
/// <param name="Sparsity">What the places send; of changes where they send changes, of activations otherwise.</param>
internal sealed record ClipMeasure(double Accuracy, ActivationSparsity Sparsity)
{
    // Activations of a batch then stay in the cache.
    private const int BatchSize = 8;

    public static ClipMeasure Of(ClipNetwork network, PlacedActivations activations, PlaceCosts costs, VideoClips clips)
    {
        using var none = no_grad();
        var counts = new ActivationCount[ClipNetwork.Places.Count];
        var (right, all) = (0, Enumerable.Range(0, clips.Count).ToArray());
        for (var first = 0; first < clips.Count; first += BatchSize)
        {
            using var scope = NewDisposeScope();
            var films = all.AsSpan(first, Math.Min(BatchSize, clips.Count - first));
            var pass = network.Forward(clips.Batch(films).Frames, (place, values) => activations.Measuring(place).forward(values));
            for (var place = 0; place < counts.Length; place++)
            {
                counts[place] += pass.Counts[place];
            }

            var logits = pass.Logits.transpose(0, 1).contiguous().AsReadOnlySpan<float>();
            for (var film = 0; film < films.Length; film++)
            {
                right += clips.Right(films[film], clips.Answers(films[film], logits.Slice(film * clips.Frames * clips.Classes, clips.Frames * clips.Classes)));
            }
        }

        return new ClipMeasure((double)right / (clips.Count * clips.ShotsPerFilm), costs.Report(counts));
    }
}
