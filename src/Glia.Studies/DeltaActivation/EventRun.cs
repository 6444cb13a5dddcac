using System.Numerics.Tensors;
using Glia.Deltas;

namespace Glia.Studies.DeltaActivation;

/// <summary>Test films through inference by events, beside the same network computed frame by frame.</summary>
/// <param name="Accuracy">Share of the films that inference by events tells right.</param>
/// <param name="LargestDifference">Largest difference of a logit, all frames.</param>
/// <param name="FilmsApart">Share of the films in which a logit differs by more than 10⁻⁴.</param>
/// <param name="AnswersApart">Films whose answers differ.</param>
/// <param name="Operations">Multiply-accumulates a frame that were made, first frames excluded.</param>
/// <param name="StateBytes">Memory between frames.</param>
/// <param name="ParameterBytes">Memory of weights and biases.</param>
internal sealed record EventRun(double Accuracy, double LargestDifference, double FilmsApart, int AnswersApart, double Operations, long StateBytes, long ParameterBytes)
{
    /// <summary>Difference of logits that is allowed.</summary>
    public const double Tolerance = 1e-4;

    public static EventRun Of(ClipNetwork network, PlacedActivations activations, VideoClips clips, CancellationToken stop)
    {
        var (shape, layers) = (new FrameShape(1, clips.Canvas, clips.Canvas), network.Layers(activations.Encoder));
        var (byEvents, byFrames) = (new DeltaInference(shape, layers), new FrameInference(shape, layers));
        var (right, filmsApart, answersApart, largest) = (0, 0, 0, 0.0);
        var (sum, wholeSum) = (new double[clips.Classes], new double[clips.Classes]);
        for (var film = 0; film < clips.Count; film++)
        {
            stop.ThrowIfCancellationRequested();
            byEvents.Reset();
            byFrames.Reset();
            Array.Clear(sum);
            Array.Clear(wholeSum);
            var apart = 0.0;
            for (var frame = 0; frame < clips.Frames; frame++)
            {
                var (logits, whole) = (byEvents.Push(clips.Frame(film, frame)).ToArray(), byFrames.Run(clips.Frame(film, frame)).ToArray());
                apart = Math.Max(apart, TensorPrimitives.Distance<float>(logits, whole) == 0 ? 0 : logits.Zip(whole, (a, b) => Math.Abs((double)a - b)).Max());
                AddSoftmax(logits, sum);
                AddSoftmax(whole, wholeSum);
            }

            largest = Math.Max(largest, apart);
            filmsApart += apart > Tolerance ? 1 : 0;
            var answer = TensorPrimitives.IndexOfMax<double>(sum);
            answersApart += answer == TensorPrimitives.IndexOfMax<double>(wholeSum) ? 0 : 1;
            right += answer == clips.Labels[film] ? 1 : 0;
        }

        var costs = byEvents.Costs;
        var operations = costs.Sum(cost => (double)cost.LaterFrames.Operations) / Math.Max(1, costs[0].LaterFrames.Frames);
        return new EventRun((double)right / clips.Count, largest, (double)filmsApart / clips.Count, answersApart, operations, byEvents.StateBytes, byEvents.ParameterBytes);
    }

    private static void AddSoftmax(float[] logits, double[] sum)
    {
        var largest = logits.Max();
        var total = logits.Sum(logit => Math.Exp(logit - largest));
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += Math.Exp(logits[i] - largest) / total;
        }
    }
}
