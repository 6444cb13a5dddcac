using Glia.Networks;

namespace Glia.Deltas;

/// <summary>A fully connected layer of which only the columns of events are added.</summary>
internal sealed unsafe class DenseOperator : EventOperator
{
    private readonly FrameDense _layer;
    private readonly AlignedBuffer _weights;
    private readonly int _channels;

    private DenseOperator(FrameDense layer, FramePlane source)
        : base(FramePlane.Padded(new FrameShape(layer.Outputs, 1, 1), 0, 0))
    {
        (_layer, _channels) = (layer, source.Shape.Channels);
        var pixels = source.Shape.Height * source.Shape.Width;
        _weights = new AlignedBuffer(layer.Inputs * Target.Stride);
        for (var input = 0; input < layer.Inputs; input++)
        {
            // Weights come in the order [channel, place]; events of a place stand together.
            var column = _weights.Pointer + ((((nint)(input % pixels) * _channels) + (input / pixels)) * Target.Stride);
            for (var output = 0; output < layer.Outputs; output++)
            {
                column[output] = layer.Weight[(output * layer.Inputs) + input];
            }
        }
    }

    public override long DenseOperations => (long)_layer.Inputs * _layer.Outputs;

    public override long ParameterBytes => sizeof(float) * (long)(_layer.Weight.Length + _layer.Bias.Length);

    public static DenseOperator Of(FrameDense layer, FramePlane source) => new(layer.Validated(source.Shape), source);

    public override void AddBias(float* output) => AddEverywhere(_layer.Bias, output);

    public override long Add(FrameEvents events, float* output)
    {
        fixed (int* channels = events.Channels)
        {
            for (var group = 0; group < events.Groups; group++)
            {
                var (pixel, first, count) = events.Group(group);
                ColumnKernel.Add(events.Values + first, channels + first, count, _weights.Pointer + ((nint)pixel * _channels * Target.Stride), Target.Stride, output, Target.Stride);
            }
        }

        return (long)events.Count * _layer.Outputs;
    }
}
