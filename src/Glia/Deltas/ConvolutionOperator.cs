using Glia.Networks;

namespace Glia.Deltas;

/// <summary>A convolution that scatters events: each reaches the outputs of a few rows, and in a row those of neighbouring places, which lie together.</summary>
/// <remarks>
/// With stride s a row y is read by the kernel rows i ≡ y + p (mod s) only, so that rows and columns fall into s phases. The weights of a phase lie as
/// [output row, input channel, output column, filter]: one call of <see cref="ColumnKernel"/> an output row adds all events of a place.
/// </remarks>
internal sealed unsafe class ConvolutionOperator : EventOperator
{
    private readonly FrameConvolution _layer;
    private readonly int _width;
    private readonly ConvolutionAxis _rows;
    private readonly ConvolutionAxis _columns;
    private readonly AlignedBuffer _weights;
    private readonly int[] _phaseStart;
    private readonly int _filters;

    private ConvolutionOperator(FrameConvolution layer, FramePlane source, ConvolutionAxis rows, ConvolutionAxis columns)
        : base(FramePlane.Padded(new FrameShape(layer.Filters, rows.Outputs, columns.Outputs), Math.Max(rows.Before, columns.Before), Math.Max(rows.After, columns.After)))
    {
        (_layer, _width, _rows, _columns, _filters) = (layer, source.Shape.Width, rows, columns, Target.Stride);
        _phaseStart = new int[layer.Stride * layer.Stride];
        _weights = new AlignedBuffer(layer.Kernel * layer.Kernel * layer.Channels * _filters);
        PlaceWeights();
    }

    public override long DenseOperations => _rows.AllTaps * _columns.AllTaps * _layer.Channels * _layer.Filters;

    public override long ParameterBytes => sizeof(float) * (long)(_layer.Weight.Length + _layer.Bias.Length);

    public static ConvolutionOperator Of(FrameConvolution layer, FramePlane source)
    {
        layer.Validated(source.Shape);
        return new ConvolutionOperator(layer, source, new ConvolutionAxis(source.Shape.Height, layer), new ConvolutionAxis(source.Shape.Width, layer));
    }

    public override void AddBias(float* output) => AddEverywhere(_layer.Bias, output);

    public override long Add(FrameEvents events, float* output)
    {
        var operations = 0L;
        fixed (int* channels = events.Channels)
        {
            for (var group = 0; group < events.Groups; group++)
            {
                var (pixel, first, count) = events.Group(group);
                var (row, column) = (pixel / _width, pixel % _width);
                var (rowPhase, columnPhase) = (_rows.Phase[row], _columns.Phase[column]);
                var length = _columns.Taps[columnPhase] * _filters;
                var weights = _weights.Pointer + _phaseStart[(rowPhase * _layer.Stride) + columnPhase];
                var target = output + Target.Origin + (_rows.First[row] * Target.RowPitch) + (_columns.First[column] * Target.Stride);
                for (var tap = 0; tap < _rows.Taps[rowPhase]; tap++)
                {
                    ColumnKernel.Add(events.Values + first, channels + first, count, weights + (tap * _layer.Channels * length), length, target + (tap * Target.RowPitch), length);
                }

                operations += (long)count * _rows.Inside[row] * _columns.Inside[column];
            }
        }

        return operations * _layer.Filters;
    }

    private void PlaceWeights()
    {
        var (kernel, stride, at) = (_layer.Kernel, _layer.Stride, 0);
        for (var rowPhase = 0; rowPhase < stride; rowPhase++)
        {
            for (var columnPhase = 0; columnPhase < stride; columnPhase++)
            {
                _phaseStart[(rowPhase * stride) + columnPhase] = at;
                for (var rowTap = 0; rowTap < _rows.Taps[rowPhase]; rowTap++)
                {
                    for (var channel = 0; channel < _layer.Channels; channel++)
                    {
                        for (var columnTap = 0; columnTap < _columns.Taps[columnPhase]; columnTap++, at += _filters)
                        {
                            var place = (_rows.KernelIndex(rowPhase, rowTap) * kernel) + _columns.KernelIndex(columnPhase, columnTap);
                            for (var filter = 0; filter < _layer.Filters; filter++)
                            {
                                _weights.Pointer[at + filter] = _layer.Weight[(((filter * _layer.Channels) + channel) * kernel * kernel) + place];
                            }
                        }
                    }
                }
            }
        }
    }
}
