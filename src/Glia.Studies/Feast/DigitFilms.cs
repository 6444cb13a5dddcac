using Glia.Data;
using Glia.Events;
using Glia.Formats;
using Glia.Lab.Trials;
using Glia.Random;
using Glia.Spikes;

namespace Glia.Studies.Feast;

/// <summary>Recordings of digits with their classes, drawn by a seed: MNIST images filmed in saccades, or the files of N-MNIST.</summary>
internal sealed class DigitFilms
{
    private readonly Func<int, (CameraEvents Events, byte Label)> _train;
    private readonly Func<int, (CameraEvents Events, byte Label)> _test;

    private DigitFilms(Func<int, (CameraEvents Events, byte Label)> train, Func<int, (CameraEvents Events, byte Label)> test) => (_train, _test) = (train, test);

    /// <summary>Number of classes.</summary>
    public const int Classes = 10;

    public static DigitFilms Of(FeastStudyOptions options, TrialContext context) =>
        options.Recordings.Length > 0 ? new DigitFilms(Files(options.Recordings, "Train", context), Files(options.Recordings, "Test", context))
        : new DigitFilms(Filmed(Mnist.Embedded.Train, "train", context), Filmed(Mnist.Embedded.Test, "test", context));

    /// <summary>A training recording, from 0; the same for all arms of a seed.</summary>
    public (CameraEvents Events, byte Label) Train(int index) => _train(index);

    /// <summary>A test recording, from 0.</summary>
    public (CameraEvents Events, byte Label) Test(int index) => _test(index);

    private static Func<int, (CameraEvents Events, byte Label)> Filmed(LabelledImages images, string part, TrialContext context)
    {
        var order = context.Stream("digits " + part).Permutation(images.Count);
        var camera = new SaccadeCamera(new SaccadeOptions(), context.Stream("camera"));
        var pixels = new float[images.PixelsPerImage];
        return index =>
        {
            images.CopyTo(order[index], pixels);
            return (camera.Film(pixels, images.Width, new RandomStream(context.Seed, $"film {part} {order[index]}")), images.Labels[order[index]]);
        };
    }

    private static Func<int, (CameraEvents Events, byte Label)> Files(string folder, string part, TrialContext context)
    {
        var files = Enumerable.Range(0, Classes).SelectMany(digit => Directory.GetFiles(Path.Combine(folder, part, FormattableString.Invariant($"{digit}")), "*.bin")
            .Order(StringComparer.Ordinal).Select(file => (File: file, Label: (byte)digit))).ToArray();
        context.Stream("digits " + part).Shuffle(files.AsSpan());
        return index => index < files.Length ? (NMnistFile.Read(files[index].File), files[index].Label)
            : throw new DataException($"{Path.Combine(folder, part)} has {files.Length} recordings; {index + 1} are asked for.");
    }
}
