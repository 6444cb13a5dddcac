namespace Glia.Deltas;

/// <summary>The mean over windows, event by event: one multiply-accumulate each.</summary>
internal sealed unsafe class PoolingOperator : EventOperator
{
    private readonly FramePlane _source;
    private readonly int _rows;
    private readonly int _columns;

    private PoolingOperator(FramePlane source, int rows, int columns)
        : base(FramePlane.Padded(source.Shape with { Height = source.Shape.Height / rows, Width = source.Shape.Width / columns }, 0, 0)) =>
        (_source, _rows, _columns) = (source, rows, columns);

    public override long DenseOperations => _source.Shape.Units;

    public override long ParameterBytes => 0;

    public static PoolingOperator Of(FrameAveragePooling layer, FramePlane source)
    {
        var (rows, columns) = layer.WindowIn(source.Shape);
        return new PoolingOperator(source, rows, columns);
    }

    public override void AddBias(float* output)
    {
    }

    public override long Add(FrameEvents events, float* output)
    {
        var share = 1f / (_rows * _columns);
        var width = _source.Shape.Width;
        for (var group = 0; group < events.Groups; group++)
        {
            var (pixel, first, count) = events.Group(group);
            var target = output + Target.Row(pixel / width / _rows) + (pixel % width / _columns * Target.Stride);
            for (var e = first; e < first + count; e++)
            {
                target[events.Channels[e]] += share * events.Values[e];
            }
        }

        return events.Count;
    }
}
