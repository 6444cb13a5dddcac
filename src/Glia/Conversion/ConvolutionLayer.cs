using System.Buffers;
using Glia.Random;

namespace Glia.Conversion;

/// <summary>A 3 × 3 convolution with stride 1 and a border of zeros, so that images keep their size; pixels that are zero cost nothing.</summary>
/// <remarks>
/// <para>y[r, c, o] = b[o] + Σ_{i,j,k} w[k, i, j, o]·x[r + i − 1, c + j − 1, k]. Every input value is added to the nine places that it
/// reaches, three neighbours in a row at once; the order of summation is that of the pixels, whatever else is computed.</para>
/// <para>Parameters: weights as [input channel, row i, column j from the right to the left, output channel], then biases. Initial weights
/// are normal with variance 2/(9·channels) (He et al. 2015), biases zero.</para>
/// </remarks>
public sealed class ConvolutionLayer : IFeedforwardLayer
{
    private const int Size = 3;
    private readonly float[] _parameters;

    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <param name="channels">Channels that go in.</param>
    /// <param name="filters">Channels that come out.</param>
    /// <param name="random">Source of the initial weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public ConvolutionLayer(string name, int height, int width, int channels, int filters, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(filters);
        (Name, Height, Width, Channels, Filters) = (name, height, width, channels, filters);
        _parameters = new float[Weights + filters];
        random.FillGaussian(_parameters.AsSpan(0, Weights), 0, MathF.Sqrt(2f / (Size * Size * channels)));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Rows of an image.</summary>
    public int Height { get; }

    /// <summary>Columns of an image.</summary>
    public int Width { get; }

    /// <summary>Channels that go in.</summary>
    public int Channels { get; }

    /// <summary>Channels that come out.</summary>
    public int Filters { get; }

    /// <inheritdoc/>
    public int Inputs => Height * Width * Channels;

    /// <inheritdoc/>
    public int Outputs => Height * Width * Filters;

    /// <inheritdoc/>
    public Span<float> Parameters => _parameters;

    /// <inheritdoc/>
    public int Weights => Size * Size * Channels * Filters;

    private int PaddedRow => (Width + Size - 1) * Filters;

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        using var padded = new Border(this);
        var values = padded.Values;
        var bias = _parameters.AsSpan(Weights);
        for (var place = 0; place < values.Length; place += Filters)
        {
            bias.CopyTo(values[place..]);
        }

        var (reach, row) = (Size * Filters, PaddedRow);
        for (var pixel = 0; pixel < Height * Width; pixel++)
        {
            var place = padded.Place(pixel);
            var channels = input.Slice(pixel * Channels, Channels);
            for (var channel = 0; channel < channels.Length; channel++)
            {
                var value = channels[channel];
                if (value != 0)
                {
                    var weights = _parameters.AsSpan(channel * Size * reach, Size * reach);
                    ScaledSum.Add(value, weights[..reach], values.Slice(place + (2 * row), reach));
                    ScaledSum.Add(value, weights.Slice(reach, reach), values.Slice(place + row, reach));
                    ScaledSum.Add(value, weights[(2 * reach)..], values.Slice(place, reach));
                }
            }
        }

        for (var line = 0; line < Height; line++)
        {
            padded.Inner(line).CopyTo(output[(line * Width * Filters)..]);
        }
    }

    /// <inheritdoc/>
    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputError, Span<float> inputError, Span<float> gradient)
    {
        using var padded = new Border(this);
        padded.Values.Clear();
        for (var row = 0; row < Height; row++)
        {
            outputError.Slice(row * Width * Filters, Width * Filters).CopyTo(padded.Inner(row));
        }

        for (var place = 0; place < outputError.Length; place += Filters)
        {
            ScaledSum.Add(1, outputError.Slice(place, Filters), gradient[Weights..]);
        }

        ReadOnlySpan<float> errors = padded.Values;
        var (reach, stride) = (Size * Filters, PaddedRow);
        for (var pixel = 0; pixel < Height * Width; pixel++)
        {
            var place = padded.Place(pixel);
            var lower = errors.Slice(place + (2 * stride), reach);
            var middle = errors.Slice(place + stride, reach);
            var upper = errors.Slice(place, reach);
            for (var channel = 0; channel < Channels; channel++)
            {
                var (index, first) = ((pixel * Channels) + channel, channel * Size * reach);
                var value = input[index];
                if (value != 0)
                {
                    var target = gradient.Slice(first, Size * reach);
                    ScaledSum.Add(value, lower, target[..reach]);
                    ScaledSum.Add(value, middle, target.Slice(reach, reach));
                    ScaledSum.Add(value, upper, target[(2 * reach)..]);
                }

                if (!inputError.IsEmpty)
                {
                    ReadOnlySpan<float> weights = _parameters.AsSpan(first, Size * reach);
                    inputError[index] = ScaledSum.Dot(lower, weights[..reach]) + ScaledSum.Dot(middle, weights.Slice(reach, reach)) + ScaledSum.Dot(upper, weights[(2 * reach)..]);
                }
            }
        }
    }

    // The output with a border one wide, into which pixels at the edge also write; thrown away at the end.
    private readonly ref struct Border(ConvolutionLayer layer) : IDisposable
    {
        private readonly float[] _rented = ArrayPool<float>.Shared.Rent((layer.Height + Size - 1) * layer.PaddedRow);

        public Span<float> Values => _rented.AsSpan(0, (layer.Height + Size - 1) * layer.PaddedRow);

        public int Place(int pixel) => (pixel / layer.Width * layer.PaddedRow) + (pixel % layer.Width * layer.Filters);

        public Span<float> Inner(int row) => Values.Slice(((row + 1) * layer.PaddedRow) + layer.Filters, layer.Width * layer.Filters);

        public void Dispose() => ArrayPool<float>.Shared.Return(_rented);
    }
}
