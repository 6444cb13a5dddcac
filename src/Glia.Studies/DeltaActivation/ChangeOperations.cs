using Glia.Tensors;
using static TorchSharp.torch;

namespace Glia.Studies.DeltaActivation;

/// <summary>The multiply-accumulates that inference by changes must make, counted on tensors: for each output of a layer the inputs in reach that have changed.</summary>
internal static class ChangeOperations
{
    /// <summary>Multiply-accumulates a frame, first frames excluded.</summary>
    public static double PerFrame(ClipNetwork network, PlacedActivations activations, VideoClips clips, int batch)
    {
        using var none = no_grad();
        var (operations, all) = (0.0, Enumerable.Range(0, clips.Count).ToArray());
        for (var first = 0; first < clips.Count; first += batch)
        {
            using var scope = NewDisposeScope();
            network.Forward(clips.Batch(all.AsSpan(first, Math.Min(batch, clips.Count - first))).Frames, (place, values) =>
            {
                var result = activations.Measuring(place).forward(values);
                operations += Count(result.Output, network.Reader(place));
                return result;
            });
        }

        return operations / ((double)clips.Count * (clips.Frames - 1));
    }

    private static double Count(Tensor sent, PlaceReader reader)
    {
        var steps = sent.shape[0];
        var changed = (sent.narrow(0, 1, steps - 1) - sent.narrow(0, 0, steps - 1)).ne(KeptScalar.Of(0.0)).to_type(ScalarType.Float32);
        if (reader.Stride == 0)
        {
            return reader.Outputs * changed.sum().to_type(ScalarType.Float64).item<double>();
        }

        var channels = changed.shape[2];
        var reached = Convolution.TwoDimensional(changed.flatten(0, 1), ones([1, channels, reader.Kernel, reader.Kernel]), null, new ConvolutionOptions { Stride = (reader.Stride, reader.Stride), Padding = (1, 1) });
        return reader.Outputs * reached.to_type(ScalarType.Float64).sum().item<double>();
    }
}
