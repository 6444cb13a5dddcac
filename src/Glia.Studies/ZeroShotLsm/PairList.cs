using Glia.Random;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>Pairs of an image and a clip, as rows of the training tables.</summary>
internal sealed record PairList(int[] Images, int[] Sounds, int[] Digits)
{
    public int Count => Digits.Length;

    /// <summary>All clips of each digit with as many images of it, by index.</summary>
    public static PairList Of(int[] imageDigits, int[] soundDigits, IReadOnlyList<int> digits)
    {
        static int[] Rows(int[] all, int digit) => [.. Enumerable.Range(0, all.Length).Where(row => all[row] == digit)];
        var (images, sounds) = (new List<int>(), new List<int>());
        foreach (var digit in digits)
        {
            var (pictures, clips) = (Rows(imageDigits, digit), Rows(soundDigits, digit));
            if (pictures.Length < clips.Length)
            {
                throw new ArgumentException($"Digit {digit} has {pictures.Length} images for {clips.Length} clips; each clip needs an image of its own.");
            }

            images.AddRange(pictures.Take(clips.Length));
            sounds.AddRange(clips);
        }

        return new PairList([.. images], [.. sounds], [.. sounds.Select(row => soundDigits[row])]);
    }

    /// <summary>The same clips, each with an image of any digit.</summary>
    public PairList Shuffled(RandomStream random)
    {
        var images = (int[])Images.Clone();
        random.Shuffle(images.AsSpan());
        return this with { Images = images };
    }
}
