using Glia.Networks;

namespace Glia.Deltas;

/// <summary>Frames as they come, [channels, height, width], and results as they go, in the order of memory of the stages and back.</summary>
internal sealed class FrameReader(FrameShape input, FramePlane output)
{
    private readonly AlignedBuffer _frame = new(input.Units);
    private readonly float[] _result = new float[output.Shape.Units];

    /// <summary>The last frame, channel last.</summary>
    public AlignedBuffer Frame => _frame;

    /// <summary>Takes a frame.</summary>
    /// <exception cref="ArgumentException">It has another size.</exception>
    public void Read(ReadOnlySpan<float> frame)
    {
        if (frame.Length != input.Units)
        {
            throw new ArgumentException($"A frame of this network is {input}, {input.Units} numbers; got {frame.Length}. Another size needs a network of its own.", nameof(frame));
        }

        var places = input.Height * input.Width;
        var target = _frame.Span;
        for (var channel = 0; channel < input.Channels; channel++)
        {
            var from = frame.Slice(channel * places, places);
            for (var place = 0; place < places; place++)
            {
                target[(place * input.Channels) + channel] = from[place];
            }
        }
    }

    /// <summary>Returns what the last stage has summed, [channels, height, width]; the memory is used again.</summary>
    public ReadOnlySpan<float> Result(ReadOnlySpan<float> sums, float floor)
    {
        var (shape, places) = (output.Shape, output.Shape.Height * output.Shape.Width);
        for (var place = 0; place < places; place++)
        {
            var from = output.Row(place / shape.Width) + (place % shape.Width * output.Stride);
            for (var channel = 0; channel < shape.Channels; channel++)
            {
                _result[(channel * places) + place] = Math.Max(sums[from + channel], floor);
            }
        }

        return _result;
    }
}
