using Glia.Deltas;

namespace Glia.Studies.DeltaActivation;

/// <summary>Test films through inference by events, beside the same network computed frame by frame.</summary>
/// <param name="Accuracy">Share of the shots that inference by events tells right.</param>
/// <param name="LargestDifference">Largest difference of a logit, all frames.</param>
/// <param name="FilmsApart">Share of the films in which a logit differs by more than 10⁻⁴.</param>
/// <param name="AnswersApart">Shots whose answers differ.</param>
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
        var (given, expected) = (new float[clips.Frames * clips.Classes], new float[clips.Frames * clips.Classes]);
        for (var film = 0; film < clips.Count; film++)
        {
            stop.ThrowIfCancellationRequested();
            byEvents.Reset();
            byFrames.Reset();
            for (var frame = 0; frame < clips.Frames; frame++)
            {
                byEvents.Push(clips.Frame(film, frame)).CopyTo(given.AsSpan(frame * clips.Classes));
                byFrames.Run(clips.Frame(film, frame)).CopyTo(expected.AsSpan(frame * clips.Classes));
            }

            var apart = given.Zip(expected, (a, b) => Math.Abs((double)a - b)).Max();
            largest = Math.Max(largest, apart);
            filmsApart += apart > Tolerance ? 1 : 0;
            var (answers, whole) = (clips.Answers(film, given), clips.Answers(film, expected));
            answersApart += answers.Zip(whole, (a, b) => a == b ? 0 : 1).Sum();
            right += clips.Right(film, answers);
        }

        var costs = byEvents.Costs;
        var operations = costs.Sum(cost => (double)cost.LaterFrames.Operations) / Math.Max(1, costs[0].LaterFrames.Frames);
        return new EventRun((double)right / (clips.Count * clips.ShotsPerFilm), largest, (double)filmsApart / clips.Count, answersApart, operations, byEvents.StateBytes, byEvents.ParameterBytes);
    }
}
