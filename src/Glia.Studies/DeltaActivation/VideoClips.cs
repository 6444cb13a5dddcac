using System.Numerics.Tensors;
using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Studies.DeltaActivation;

/// <summary>Short grey films of one size and with as many shots. The frames of a film that show the same class are a shot, which gets one answer: the softmax averaged over its frames.</summary>
/// <param name="Frames">Frames a film, T.</param>
/// <param name="Canvas">Rows and columns of a frame.</param>
/// <param name="Classes">How many classes there are.</param>
/// <param name="Films">Each [frames, canvas, canvas].</param>
/// <param name="Labels">The class of each frame of each film.</param>
internal sealed record VideoClips(int Frames, int Canvas, int Classes, float[][] Films, int[][] Labels)
{
    public int Count => Films.Length;

    public int FrameLength => Canvas * Canvas;

    /// <summary>Shots of a film, the same for all.</summary>
    public int ShotsPerFilm => Shots(0).Length;

    public ReadOnlySpan<float> Frame(int film, int frame) => Films[film].AsSpan(frame * FrameLength, FrameLength);

    /// <summary>The classes that a film shows, in order.</summary>
    public int[] Shots(int film) => [.. Labels[film].Distinct()];

    /// <summary>The answer for each shot of a film.</summary>
    /// <param name="film">The film.</param>
    /// <param name="logits">[frames, classes].</param>
    public int[] Answers(int film, ReadOnlySpan<float> logits)
    {
        var shots = Shots(film);
        var sums = Array.ConvertAll(shots, _ => new float[Classes]);
        var probabilities = new float[Classes];
        for (var frame = 0; frame < Frames; frame++)
        {
            var sum = sums[Array.IndexOf(shots, Labels[film][frame])];
            TensorPrimitives.SoftMax(logits.Slice(frame * Classes, Classes), probabilities);
            TensorPrimitives.Add(sum, probabilities, sum);
        }

        return Array.ConvertAll(sums, sum => TensorPrimitives.IndexOfMax<float>(sum));
    }

    /// <summary>How many shots of a film are told right by such answers.</summary>
    public int Right(int film, int[] answers) => Shots(film).Zip(answers, (shot, answer) => shot == answer ? 1 : 0).Sum();

    /// <summary>Some films as tensors.</summary>
    public ClipBatch Batch(ReadOnlySpan<int> films)
    {
        var frames = empty([Frames, films.Length, 1, Canvas, Canvas], ScalarType.Float32);
        var values = frames.AsSpan<float>();
        var (labels, shares) = (new long[Frames * films.Length], new float[ShotsPerFilm * Frames * films.Length]);
        for (var i = 0; i < films.Length; i++)
        {
            var (shown, shots) = (Labels[films[i]], Shots(films[i]));
            for (var frame = 0; frame < Frames; frame++)
            {
                var at = (frame * films.Length) + i;
                Frame(films[i], frame).CopyTo(values[(at * FrameLength)..]);
                labels[at] = shown[frame];
                shares[(Array.IndexOf(shots, shown[frame]) * Frames * films.Length) + at] = 1f / shown.Count(label => label == shown[frame]);
            }
        }

        return new ClipBatch(frames, tensor(labels, [Frames, films.Length]), tensor(shares, [ShotsPerFilm, Frames, films.Length]));
    }

    /// <summary>The same films with their frames in a random order.</summary>
    public VideoClips Shuffled(RandomStream random) => OfFrames(_ => random.Permutation(Frames));

    /// <summary>Films of one frame of each shot, drawn at random.</summary>
    public VideoClips Stills(RandomStream random) => OfFrames(labels =>
        [.. labels.Distinct().Select(shot => Enumerable.Range(0, Frames).Where(frame => labels[frame] == shot).ToArray()).Select(frames => frames[random.NextInt(frames.Length)])]);

    private VideoClips OfFrames(Converter<int[], int[]> choose)
    {
        var chosen = Array.ConvertAll(Labels, choose);
        return this with
        {
            Frames = chosen[0].Length,
            Films = [.. Films.Zip(chosen, (film, frames) => frames.SelectMany(frame => film.AsSpan(frame * FrameLength, FrameLength).ToArray()).ToArray())],
            Labels = [.. Labels.Zip(chosen, (labels, frames) => Array.ConvertAll(frames, frame => labels[frame]))],
        };
    }
}
