using Glia.Deltas;
using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Studies.DeltaActivation;

/// <summary>Shapes and standard deviations of the activations at the places of a network, from one batch.</summary>
internal sealed record ActivationSizes(IReadOnlyList<double> Deviations, IReadOnlyList<int> Channels, IReadOnlyList<int> Sites)
{
    public static ActivationSizes Of(ClipNetwork network, VideoClips clips, int films)
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        var (deviations, channels, sites) = (new List<double>(), new List<int>(), new List<int>());
        using var plain = new SpatialSparsity();
        network.Forward(clips.Batch([.. Enumerable.Range(0, Math.Min(films, clips.Count))]).Frames, (_, activations) =>
        {
            deviations.Add(Deviation(activations.contiguous().AsReadOnlySpan<float>()));
            channels.Add((int)activations.shape[2]);
            sites.Add(activations.shape.Length == 5 ? (int)(activations.shape[3] * activations.shape[4]) : 1);
            return plain.forward(activations);
        });
        return new ActivationSizes(deviations, channels, sites);
    }

    private static double Deviation(ReadOnlySpan<float> values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            sum += value;
            squares += (double)value * value;
        }

        var mean = sum / values.Length;
        return Math.Sqrt(Math.Max(1e-12, (squares / values.Length) - (mean * mean)));
    }
}
