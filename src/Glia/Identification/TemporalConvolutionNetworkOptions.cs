namespace Glia.Identification;

/// <summary>Sizes of a temporal convolution network.</summary>
public sealed record TemporalConvolutionNetworkOptions
{
    /// <summary>Number of inputs.</summary>
    public required int Inputs { get; init; }

    /// <summary>Number of outputs.</summary>
    public required int Outputs { get; init; }

    /// <summary>Number of convolutions. Default 3.</summary>
    public int Layers { get; init; } = 3;

    /// <summary>Channels of each convolution. Default 32.</summary>
    public int Channels { get; init; } = 32;

    /// <summary>Length of each convolution in steps. Default 35.</summary>
    public int Kernel { get; init; } = 35;

    /// <summary>How many steps an output reads: the present one and those before.</summary>
    public int Reach => (Layers * (Kernel - 1)) + 1;

    internal TemporalConvolutionNetworkOptions Validated()
    {
        foreach (var (name, value) in new[] { (nameof(Inputs), Inputs), (nameof(Outputs), Outputs), (nameof(Layers), Layers), (nameof(Channels), Channels), (nameof(Kernel), Kernel) })
        {
            if (value is <= 0 or > 1_000_000)
            {
                throw new ArgumentOutOfRangeException(name, value, $"TemporalConvolutionNetworkOptions.{name} must be from 1 to 1,000,000; got {value}.");
            }
        }

        return this;
    }
}
