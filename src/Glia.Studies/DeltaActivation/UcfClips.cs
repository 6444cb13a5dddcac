using Glia.Data;
using Glia.Formats;
using Glia.Lab.Trials;
using SkiaSharp;

namespace Glia.Studies.DeltaActivation;

/// <summary>Films of UCF101, split 1: consecutive frames from the middle, grey, the largest centred square scaled down to the canvas.</summary>
internal static class UcfClips
{
    private static readonly string[] Endings = [".png", ".jpg", ".jpeg"];

    public static ClipSplit Load(DeltaActivationOptions options, TrialContext context)
    {
        var folder = Ucf101Folder.Open(options.UcfFolder);
        var order = context.Stream("ucf training").Permutation(folder.Train.Count);
        var test = context.Stream("ucf test").Permutation(folder.Test.Count);
        VideoClips Films(IReadOnlyList<Ucf101Clip> clips, IEnumerable<int> which)
        {
            var chosen = which.Select(index => clips[index]).ToArray();
            return new VideoClips(options.Frames, options.Canvas, folder.Classes.Count, Array.ConvertAll(chosen, clip => Film(clip.Path, options)), Array.ConvertAll(chosen, clip => Enumerable.Repeat(clip.Label, options.Frames).ToArray()));
        }

        return order.Length > options.ValidationClips
            ? new ClipSplit(
                Films(folder.Train, order.Skip(options.ValidationClips).Take(options.TrainingClips)),
                Films(folder.Train, order.Take(options.ValidationClips)),
                Films(folder.Test, test.Take(options.TestClips)))
            : throw new DataException($"{options.UcfFolder} lists {order.Length} training clips; validationClips={options.ValidationClips} leaves none to train on.");
    }

    private static float[] Film(string path, DeltaActivationOptions options)
    {
        var frames = Directory.Exists(path) ? Images(path) : Y4mFrames(path);
        if (frames.Count < options.Frames)
        {
            throw new DataException($"{path} has {frames.Count} frames; frames={options.Frames} needs as many. A delta needs at least two.");
        }

        var first = (frames.Count - options.Frames) / 2;
        return [.. Enumerable.Range(first, options.Frames).SelectMany(frame => Square(frames[frame](), options.Canvas, path))];
    }

    private static IReadOnlyList<Func<GreyFrame>> Y4mFrames(string path)
    {
        var film = Y4mFile.Read(path);
        return [.. film.Frames.Select(luma => (Func<GreyFrame>)(() => new GreyFrame(film.Height, film.Width, luma)))];
    }

    private static IReadOnlyList<Func<GreyFrame>> Images(string folder) =>
        [.. Directory.GetFiles(folder).Where(file => Endings.Contains(Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal).Select(file => (Func<GreyFrame>)(() => Decode(file)))];

    private static GreyFrame Decode(string file)
    {
        using var bitmap = SKBitmap.Decode(file) ?? throw new DataException($"{file} is no PNG or JPEG image that can be read.");
        return new GreyFrame(bitmap.Height, bitmap.Width, Array.ConvertAll(bitmap.Pixels, pixel => (byte)Math.Round((0.299 * pixel.Red) + (0.587 * pixel.Green) + (0.114 * pixel.Blue))));
    }

    // Every pixel of the canvas is the mean of the pixels whose centres it covers.
    private static float[] Square(GreyFrame frame, int canvas, string path)
    {
        var side = Math.Min(frame.Height, frame.Width);
        if (side < canvas)
        {
            throw new DataException($"{path} has frames of {frame.Width} × {frame.Height} pixels; canvas={canvas} needs as many each way.");
        }

        var (top, left) = ((frame.Height - side) / 2, (frame.Width - side) / 2);
        var (sums, counts) = (new float[canvas * canvas], new int[canvas * canvas]);
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var to = (y * canvas / side * canvas) + (x * canvas / side);
                sums[to] += frame.Luma[((top + y) * frame.Width) + left + x] / 255f;
                counts[to]++;
            }
        }

        return [.. sums.Zip(counts, (sum, count) => sum / count)];
    }

    private sealed record GreyFrame(int Height, int Width, byte[] Luma);
}
