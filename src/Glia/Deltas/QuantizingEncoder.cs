using System.Runtime.Intrinsics;

namespace Glia.Deltas;

/// <summary>Sends changes of whole levels: levels are kept as integers, so that what was sent is exact whatever the number of frames.</summary>
internal sealed unsafe class QuantizingEncoder : FrameEncoder
{
    // More levels than any learned activation has; frames of 0–255 with steps for 0–1 have them.
    private const float MostLevels = 4096;

    private readonly float[] _steps;
    private readonly int[] _levels;

    // Steps repeat from row to row unless every unit has its own.
    private readonly int _stepPitch;

    public QuantizingEncoder(FrameQuantizer layer, FramePlane source)
        : base(source, layer.Name)
    {
        _levels = new int[source.Cells];
        var perUnit = layer.Steps.Length == source.Shape.Units && source.Shape.Units != source.Shape.Channels;
        _stepPitch = perUnit ? source.RowCells : 0;
        _steps = new float[perUnit ? source.Cells : source.RowCells];
        Array.Fill(_steps, 1);
        for (var place = 0; place < _steps.Length / source.Stride; place++)
        {
            for (var channel = 0; channel < source.Shape.Channels; channel++)
            {
                _steps[(place * source.Stride) + channel] = Step(layer, source.Shape, place, channel);
            }
        }
    }

    public override void Reset() => _levels.AsSpan().Clear();

    protected override void Advance(float* activations, int row, float floor, float* differences)
    {
        var (i, length, largest) = (0, Source.RowCells, Vector512<float>.Zero);
        fixed (float* steps = &_steps[row * _stepPitch])
        fixed (int* levels = &_levels[row * length])
        {
            for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                var step = Vector512.Load(steps + i);
                var quotient = Vector512.Round(Vector512.Max(Vector512.Load(activations + i), Vector512.Create(floor)) / step);
                largest = Vector512.Max(largest, Vector512.Abs(quotient));
                var level = Vector512.ConvertToInt32(quotient);
                (Vector512.ConvertToSingle(level - Vector512.Load(levels + i)) * step).Store(differences + i);
                level.Store(levels + i);
            }

            for (; i < length; i++)
            {
                var quotient = MathF.Round(Math.Max(activations[i], floor) / steps[i]);
                Require(Math.Abs(quotient));
                differences[i] = ((int)quotient - levels[i]) * steps[i];
                levels[i] = (int)quotient;
            }
        }

        // A NaN among the numbers is one here: Max passes it on.
        for (var lane = 0; lane < Vector512<float>.Count; lane++)
        {
            Require(largest[lane]);
        }
    }

    protected override void CopySent(int row, float* values)
    {
        var (begin, steps) = (row * Source.RowCells, row * _stepPitch);
        for (var i = 0; i < Source.RowCells; i++)
        {
            values[i] = _levels[begin + i] * _steps[steps + i];
        }
    }

    private void Require(float quotient)
    {
        if (!(quotient <= MostLevels))
        {
            throw new ArgumentException(
                $"Layer '{Name}' got a number that is {quotient} quantisation steps large, at most {MostLevels} are taken. Frames of 0–255 with steps for 0–1? Divide the frames by 255; a frame may not hold NaN. Reset() before the next frame.");
        }
    }

    private static float Step(FrameQuantizer layer, FrameShape shape, int place, int channel)
    {
        var steps = layer.Steps;
        var step = steps.Length == 1 ? steps[0]
            : steps.Length == shape.Channels ? steps[channel]
            : steps.Length == shape.Units ? steps[(channel * shape.Height * shape.Width) + place]
            : throw new ArgumentException($"Layer '{layer.Name}' has {steps.Length} steps; a frame of {shape} takes one, {shape.Channels} (one a channel) or {shape.Units} (one a unit).");
        return step > 0 && float.IsFinite(step) ? step : throw new ArgumentException($"Layer '{layer.Name}' has a step of {step} in channel {channel}; steps must be positive and finite.");
    }
}
