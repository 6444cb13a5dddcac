namespace Glia.Studies.DeltaActivation;

/// <summary>How much memory delta inference needs between frames in ResNet50 at 224 × 224: one sum for every output of a convolution.</summary>
internal static class ResidualNetworkState
{
    private const int Classes = 1000;

    // Stage by stage: side of the maps, blocks, width of the bottleneck.
    private static readonly (int Side, int Blocks, int Width)[] Stages = [(56, 3, 64), (28, 4, 128), (14, 6, 256), (7, 3, 512)];

    /// <summary>Outputs of all convolutions, projections included.</summary>
    public static long Sums => (64L * 112 * 112) + Stages.Sum(stage => (long)stage.Side * stage.Side * stage.Width * ((6 * stage.Blocks) + 4));

    /// <summary>Weights of convolutions and readout, with the scale and shift of each channel's batch normalisation.</summary>
    public static long Parameters
    {
        get
        {
            var (count, channels) = (Convolution(3, 64, 7), 64L);
            foreach (var (_, blocks, width) in Stages)
            {
                count += Convolution(channels, 4 * width, 1);
                for (var block = 0; block < blocks; block++)
                {
                    count += Convolution(channels, width, 1) + Convolution(width, width, 3) + Convolution(width, 4 * width, 1);
                    channels = 4 * width;
                }
            }

            return count + ((channels + 1) * Classes);
        }
    }

    private static long Convolution(long channels, long filters, long kernel) => (channels * filters * kernel * kernel) + (2 * filters);
}
