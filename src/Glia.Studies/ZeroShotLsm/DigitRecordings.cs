using System.Collections.Concurrent;
using Glia.Data;
using Glia.Events;
using Glia.Formats;
using Glia.Lab.Trials;
using Glia.Random;
using Glia.Reservoirs;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>Images and sounds of digits as events, for training and for the test; which of them, the seed says.</summary>
internal sealed record DigitRecordings(LabelledRecordings TrainImages, LabelledRecordings TestImages, LabelledRecordings TrainSounds, LabelledRecordings TestSounds)
{
    // As in the paper.
    private const int ImageSteps = 50;
    private const int SoundSteps = 129;
    private const int Side = 16;

    // Three saccades of 100 ms along a triangle with sides of some ten pixels, and an event at each change by 0.2; pixels are alike and silent, so that a film is the same for all seeds.
    private static readonly SaccadeOptions Camera = new() { Amplitude = 5, RestMicroseconds = 0, Threshold = 0.2, ThresholdDeviation = 0, RefractoryMicroseconds = 0, NoiseHertz = 0 };

    // Filming takes longer than encoding; all trials of a process share what was filmed.
    private static readonly ConcurrentDictionary<(string Part, int Index), CompressedRows> Filmed = new();

    public static DigitRecordings Load(ZeroShotOptions options, TrialContext context)
    {
        var (images, sounds) = (Mnist.Embedded, SpokenSource.Of(options));
        LabelledRecordings Images(LabelledImages part, string name, int perDigit) => options.NmnistFolder.Length > 0
            ? Files(Path.Combine(options.NmnistFolder, name), perDigit, context.Stream(name))
            : Draw(Array.ConvertAll(part.Labels, label => (int)label), perDigit, context.Stream(name), index => Filmed.GetOrAdd((name, index), _ => Film(part, index)));
        LabelledRecordings Sounds(IReadOnlyList<LabelledSpikes> part, string name, int perDigit) =>
            Draw([.. part.Select(sample => sample.Label)], perDigit, context.Stream(name), index => LiquidInput.FromSpikes(part[index].Spikes, SoundSteps, unitsPerChannel: sounds.UnitsPerChannel));
        return new DigitRecordings(
            Images(images.Train, "Train", options.ImagesPerDigit),
            Images(images.Test, "Test", options.TestPerDigit),
            Sounds(sounds.Train, "train sounds", options.ClipsPerDigit),
            Sounds(sounds.Test, "test sounds", options.TestPerDigit));
    }

    /// <summary>Brighter pixels in the middle of the field, while an image moves before the camera.</summary>
    internal static CompressedRows Film(LabelledImages images, int index)
    {
        var (pixels, none) = (new float[images.PixelsPerImage], new RandomStream(0, "camera"));
        images.CopyTo(index, pixels);
        return LiquidInput.FromCamera(new SaccadeCamera(Camera, none).Film(pixels, images.Width, none), Side, ImageSteps).Rows;
    }

    // At most so many of each digit, in an order that the seed draws.
    private static LabelledRecordings Draw(int[] digits, int perDigit, RandomStream random, Func<int, CompressedRows> record)
    {
        var order = random.Permutation(digits.Length);
        var chosen = Enumerable.Range(0, DigitSplit.Digits).SelectMany(digit => order.Where(index => digits[index] == digit).Take(perDigit)).ToArray();
        return new LabelledRecordings([.. chosen.Select(record)], Array.ConvertAll(chosen, index => digits[index]));
    }

    private static LabelledRecordings Files(string folder, int perDigit, RandomStream random)
    {
        var files = Enumerable.Range(0, DigitSplit.Digits)
            .SelectMany(digit => Directory.EnumerateFiles(Path.Combine(folder, $"{digit}"), "*.bin").Order(StringComparer.Ordinal).Select(file => (Path: file, Digit: digit))).ToArray();
        return Draw(Array.ConvertAll(files, file => file.Digit), perDigit, random, index =>
            Filmed.GetOrAdd((files[index].Path, 0), _ => LiquidInput.FromCamera(NMnistFile.Read(files[index].Path), Side, ImageSteps).Rows));
    }
}
