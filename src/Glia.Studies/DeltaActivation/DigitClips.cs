using Glia.Data;
using Glia.Lab.Trials;
using Glia.Vision;

namespace Glia.Studies.DeltaActivation;

/// <summary>Films of moving digits; training and validation films show digits of MNIST's training part, test films of its test part.</summary>
internal static class DigitClips
{
    private const int Digits = 10;

    public static ClipSplit Draw(ClipArm arm, DeltaActivationOptions options, TrialContext context)
    {
        var images = Mnist.Best(DataCache.Default);
        var order = context.Stream("digits").Permutation(images.Train.Count);
        var test = context.Stream("test digits").Permutation(images.Test.Count);
        VideoClips Film(LabelledImages from, ReadOnlySpan<int> which, string name)
        {
            var camera = new MovingDigits(from, new MovingDigitsOptions { Canvas = options.Canvas, Frames = options.Frames, NoiseDeviation = arm.NoiseDeviation, StillShare = arm.StillShare });
            var stream = context.Stream(name);
            var (films, labels) = (new float[which.Length][], new int[which.Length]);
            for (var i = 0; i < which.Length; i++)
            {
                (films[i], labels[i]) = (camera.Film(which[i], stream.Child(FormattableString.Invariant($"{i}"))), from.Labels[which[i]]);
            }

            return new VideoClips(options.Frames, options.Canvas, Digits, films, labels);
        }

        return new ClipSplit(
            Film(images.Train, order.AsSpan(0, options.TrainingClips), "training films"),
            Film(images.Train, order.AsSpan(options.TrainingClips, options.ValidationClips), "validation films"),
            Film(images.Test, test.AsSpan(0, options.TestClips), "test films"));
    }
}
