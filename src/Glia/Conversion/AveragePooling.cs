namespace Glia.Conversion;

/// <summary>The mean over squares of 2 × 2 pixels, which do not overlap.</summary>
public sealed class AveragePooling : IFeedforwardLayer
{
    private const float Share = 0.25f;

    /// <summary>Makes a layer.</summary>
    /// <exception cref="ArgumentException">Height or width is odd or not positive, or there is no channel.</exception>
    public AveragePooling(string name, int height, int width, int channels)
    {
        if (height <= 0 || width <= 0 || height % 2 != 0 || width % 2 != 0 || channels <= 0)
        {
            throw new ArgumentException($"{name}: pooling by 2 needs even, positive heights and widths and a channel; got {height} × {width} × {channels}.", nameof(height));
        }

        (Name, Height, Width, Channels) = (name, height, width, channels);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Rows of an image that goes in.</summary>
    public int Height { get; }

    /// <summary>Columns of an image that goes in.</summary>
    public int Width { get; }

    /// <summary>Channels.</summary>
    public int Channels { get; }

    /// <inheritdoc/>
    public int Inputs => Height * Width * Channels;

    /// <inheritdoc/>
    public int Outputs => Inputs / 4;

    /// <inheritdoc/>
    public Span<float> Parameters => [];

    /// <inheritdoc/>
    public int Weights => 0;

    /// <summary>The output that an input goes to.</summary>
    internal int Target(int input)
    {
        var (pixel, channel) = (input / Channels, input % Channels);
        return ((((pixel / Width / 2) * (Width / 2)) + (pixel % Width / 2)) * Channels) + channel;
    }

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        for (var row = 0; row < Height / 2; row++)
        {
            for (var column = 0; column < Width / 2; column++)
            {
                var upper = input.Slice(((2 * row * Width) + (2 * column)) * Channels, 2 * Channels);
                var lower = input.Slice((((2 * row + 1) * Width) + (2 * column)) * Channels, 2 * Channels);
                var target = output.Slice(((row * (Width / 2)) + column) * Channels, Channels);
                for (var channel = 0; channel < target.Length; channel++)
                {
                    target[channel] = (upper[channel] + upper[channel + Channels] + (lower[channel] + lower[channel + Channels])) * Share;
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputError, Span<float> inputError, Span<float> gradient)
    {
        for (var i = 0; i < inputError.Length; i++)
        {
            inputError[i] = outputError[Target(i)] * Share;
        }
    }
}
