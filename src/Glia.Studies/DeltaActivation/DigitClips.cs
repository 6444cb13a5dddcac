using Glia.Data;
using Glia.Lab.Trials;
using Glia.Random;
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
        VideoClips Film(LabelledImages from, int[] which, string name)
        {
            var camera = new MovingDigits(from, new MovingDigitsOptions { Canvas = options.Canvas, Frames = options.Frames, NoiseDeviation = arm.NoiseDeviation, StillShare = arm.StillShare });
            var stream = context.Stream(name);
            var (films, labels) = (new float[which.Length][], new int[which.Length][]);
            for (var i = 0; i < which.Length; i++)
            {
                var random = stream.Child(FormattableString.Invariant($"{i}"));
                var (next, change) = arm.Source == ClipSource.ChangingDigits ? Change(from, which, which[i], options.Frames, random) : (which[i], options.Frames);
                films[i] = camera.Film(which[i], next, change, random);
                labels[i] = [.. Enumerable.Range(0, options.Frames).Select(frame => (int)from.Labels[frame < change ? which[i] : next])];
            }

            return new VideoClips(options.Frames, options.Canvas, Digits, films, labels);
        }

        return new ClipSplit(
            Film(images.Train, order[..options.TrainingClips], "training films"),
            Film(images.Train, order[options.TrainingClips..(options.TrainingClips + options.ValidationClips)], "validation films"),
            Film(images.Test, test[..options.TestClips], "test films"));
    }

    // Another digit of the same part; each is shown for at least a quarter of the film.
    private static (int Next, int Change) Change(LabelledImages images, int[] which, int first, int frames, RandomStream random)
    {
        var shortest = Math.Max(1, frames / 4);
        var change = shortest + random.NextInt(frames - (2 * shortest) + 1);
        var next = first;
        while (images.Labels[next] == images.Labels[first])
        {
            next = which[random.NextInt(which.Length)];
        }

        return (next, change);
    }
}
