using Glia.Random;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Studies.DeltaActivation;

/// <summary>Short grey films of one size, with a label each.</summary>
/// <param name="Frames">Frames a film, T.</param>
/// <param name="Canvas">Rows and columns of a frame.</param>
/// <param name="Classes">How many labels there are.</param>
/// <param name="Films">Each [frames, canvas, canvas].</param>
/// <param name="Labels">The class of each film.</param>
internal sealed record VideoClips(int Frames, int Canvas, int Classes, float[][] Films, int[] Labels)
{
    public int Count => Labels.Length;

    public int FrameLength => Canvas * Canvas;

    public ReadOnlySpan<float> Frame(int film, int frame) => Films[film].AsSpan(frame * FrameLength, FrameLength);

    /// <summary>[T, B, 1, H, W] and labels [B].</summary>
    public (Tensor Frames, Tensor Labels) Batch(ReadOnlySpan<int> films)
    {
        var frames = empty([Frames, films.Length, 1, Canvas, Canvas], ScalarType.Float32);
        var values = frames.AsSpan<float>();
        var labels = new long[films.Length];
        for (var i = 0; i < films.Length; i++)
        {
            labels[i] = Labels[films[i]];
            for (var frame = 0; frame < Frames; frame++)
            {
                Frame(films[i], frame).CopyTo(values[(((frame * films.Length) + i) * FrameLength)..]);
            }
        }

        return (frames, tensor(labels));
    }

    /// <summary>The same films with their frames in a random order.</summary>
    public VideoClips Shuffled(RandomStream random) => this with
    {
        Films = Array.ConvertAll(Films, film =>
        {
            var shuffled = new float[film.Length];
            var order = random.Permutation(Frames);
            for (var frame = 0; frame < Frames; frame++)
            {
                film.AsSpan(order[frame] * FrameLength, FrameLength).CopyTo(shuffled.AsSpan(frame * FrameLength));
            }

            return shuffled;
        }),
    };
}
