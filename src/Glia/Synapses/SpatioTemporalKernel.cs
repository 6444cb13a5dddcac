using Glia.Networks;

namespace Glia.Synapses;

/// <summary>The weights of a layer of neurons whose synapses have delays: for each class a kernel over channels, delays, rows and columns, and a bias.</summary>
/// <remarks>
/// <para>Delay 0 is the present step. Rows and columns are those of a cross-correlation: the neuron at (y, x) hears at weight (dy, dx) the input at
/// (y + dy − ⌊height/2⌋, x + dx − ⌊width/2⌋).</para>
/// <para>Grimaldi and Perrinet, 2023: there tap k of 21 is delay 20 − k.</para>
/// </remarks>
public sealed class SpatioTemporalKernel
{
    private readonly AlignedBuffer _weights;

    /// <summary>Makes a kernel of zeros.</summary>
    /// <param name="classes">Neurons at each place.</param>
    /// <param name="channels">Channels of the input.</param>
    /// <param name="delays">Delays, 0 up to this less one.</param>
    /// <param name="height">Rows; odd, so that there is a centre.</param>
    /// <param name="width">Columns; odd.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or rows or columns are even.</exception>
    public SpatioTemporalKernel(int classes, int channels, int delays, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(delays, 1);
        RequireOdd(height, nameof(height));
        RequireOdd(width, nameof(width));
        (Classes, Channels, Delays, Height, Width) = (classes, channels, delays, height, width);
        RowStride = (((width * classes) + Block - 1) / Block) * Block;
        _weights = new AlignedBuffer(checked(channels * delays * height * RowStride));
        Bias = new float[classes];
    }

    /// <summary>Numbers that the kernels of the layer handle at once.</summary>
    internal const int Block = 16;

    /// <summary>Neurons at each place.</summary>
    public int Classes { get; }

    /// <summary>Channels of the input.</summary>
    public int Channels { get; }

    /// <summary>How many delays there are, 0 included.</summary>
    public int Delays { get; }

    /// <summary>Rows of the receptive field.</summary>
    public int Height { get; }

    /// <summary>Columns of the receptive field.</summary>
    public int Width { get; }

    /// <summary>The bias of each class.</summary>
    public float[] Bias { get; }

    /// <summary>How many weights there are, biases not counted.</summary>
    public int WeightCount => Classes * Channels * Delays * Height * Width;

    /// <summary>The weight of a class for a channel, a delay, a row and a column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    public float this[int c, int channel, int delay, int dy, int dx]
    {
        get => _weights.Span[Index(c, channel, delay, dy, dx)];
        set => _weights.Span[Index(c, channel, delay, dy, dx)] = value;
    }

    /// <summary>Distance between rows of <see cref="Storage"/>.</summary>
    internal int RowStride { get; }

    /// <summary>[channel, delay, row, column · class], rows and columns backwards: so an event adds a row of it to a row of the output. Padding has no meaning.</summary>
    internal Span<float> Storage => _weights.Span;

    internal unsafe float* Pointer => _weights.Pointer;

    /// <summary>Calls something with the place of each weight and its value.</summary>
    /// <param name="visit">Class, channel, delay, row, column, weight; what it returns becomes the weight.</param>
    public void Map(Func<int, int, int, int, int, float, float> visit)
    {
        for (var channel = 0; channel < Channels; channel++)
        {
            for (var delay = 0; delay < Delays; delay++)
            {
                for (var dy = 0; dy < Height; dy++)
                {
                    for (var dx = 0; dx < Width; dx++)
                    {
                        for (var c = 0; c < Classes; c++)
                        {
                            ref var weight = ref _weights.Span[Index(c, channel, delay, dy, dx)];
                            weight = visit(c, channel, delay, dy, dx, weight);
                        }
                    }
                }
            }
        }
    }

    /// <summary>All weights, as [channel, delay, row, column, class].</summary>
    public float[] ToArray()
    {
        var (weights, i) = (new float[WeightCount], 0);
        Map((_, _, _, _, _, weight) => weights[i++] = weight);
        return weights;
    }

    /// <summary>A kernel with the same weights that shares nothing with this one.</summary>
    public SpatioTemporalKernel Copy()
    {
        var copy = new SpatioTemporalKernel(Classes, Channels, Delays, Height, Width);
        Storage.CopyTo(copy.Storage);
        Bias.CopyTo(copy.Bias, 0);
        return copy;
    }

    /// <summary>How many weights are not zero.</summary>
    public int NonzeroCount
    {
        get
        {
            var count = 0;
            Map((_, _, _, _, _, weight) =>
            {
                count += weight == 0 ? 0 : 1;
                return weight;
            });
            return count;
        }
    }

    private int Index(int c, int channel, int delay, int dy, int dx) =>
        (uint)c < (uint)Classes && (uint)channel < (uint)Channels && (uint)delay < (uint)Delays && (uint)dy < (uint)Height && (uint)dx < (uint)Width
            ? (((((channel * Delays) + delay) * Height) + (Height - 1 - dy)) * RowStride) + ((Width - 1 - dx) * Classes) + c
            : throw new ArgumentOutOfRangeException(nameof(c), $"There is no weight of class {c}, channel {channel}, delay {delay}, row {dy}, column {dx} in a kernel of {Classes} × {Channels} × {Delays} × {Height} × {Width}.");

    private static void RequireOdd(int side, string name)
    {
        if (side < 1 || side % 2 == 0)
        {
            throw new ArgumentOutOfRangeException(name, side, $"A receptive field must have an odd number of rows and columns, so that it has a centre; got {side}.");
        }
    }
}
