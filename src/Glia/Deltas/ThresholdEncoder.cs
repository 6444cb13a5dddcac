using System.Runtime.Intrinsics;

namespace Glia.Deltas;

/// <summary>Sends the difference to what was sent last where it is larger than Θ.</summary>
internal sealed unsafe class ThresholdEncoder : FrameEncoder
{
    private readonly float _threshold;
    private readonly float[] _sent;

    public ThresholdEncoder(FrameThreshold layer, FramePlane source)
        : base(source, layer.Name)
    {
        _sent = new float[source.Cells];
        _threshold = layer.Threshold >= 0 && float.IsFinite(layer.Threshold)
            ? layer.Threshold
            : throw new ArgumentException($"Layer '{layer.Name}' has the threshold {layer.Threshold}; it must be at least 0, and finite.");
    }

    public override void Reset() => _sent.AsSpan().Clear();

    protected override void Advance(float* activations, int row, float floor, float* differences)
    {
        var (i, length, wide) = (0, Source.RowCells, Vector512.Create(_threshold));
        fixed (float* sent = &_sent[row * length])
        {
            for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                var (value, last) = (Vector512.Max(Vector512.Load(activations + i), Vector512.Create(floor)), Vector512.Load(sent + i));
                var difference = value - last;
                var sends = Vector512.GreaterThan(Vector512.Abs(difference), wide);
                (difference & sends).Store(differences + i);
                Vector512.ConditionalSelect(sends, value, last).Store(sent + i);
            }

            for (; i < length; i++)
            {
                var value = Math.Max(activations[i], floor);
                var sends = Math.Abs(value - sent[i]) > _threshold;
                differences[i] = sends ? value - sent[i] : 0;
                sent[i] = sends ? value : sent[i];
            }
        }
    }

    protected override void CopySent(int row, float* values) => _sent.AsSpan(row * Source.RowCells, Source.RowCells).CopyTo(new Span<float>(values, Source.RowCells));
}
