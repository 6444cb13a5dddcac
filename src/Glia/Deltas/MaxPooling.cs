using System.Runtime.Intrinsics;
using Glia.Networks;

namespace Glia.Deltas;

/// <summary>Computes a <see cref="FrameMaxPooling"/>, a vector of channels at a time.</summary>
internal sealed unsafe class MaxPooling
{
    private readonly FrameMaxPooling _layer;
    private readonly FramePlane _source;

    public MaxPooling(FrameMaxPooling layer, FramePlane source)
    {
        (_layer, _source) = (layer, source);
        Target = FramePlane.Padded(layer.OutputOf(source.Shape), 0, 0);
        Output = new AlignedBuffer(Target.Length);
    }

    /// <summary>Where the result lies.</summary>
    public FramePlane Target { get; }

    /// <summary>The result.</summary>
    public AlignedBuffer Output { get; }

    /// <summary>Pools a plane.</summary>
    public void Run(float* sums)
    {
        for (var row = 0; row < Target.Shape.Height; row++)
        {
            var (top, bottom) = Window(row, _source.Shape.Height);
            for (var column = 0; column < Target.Shape.Width; column++)
            {
                var (left, right) = Window(column, _source.Shape.Width);
                var target = Output.Pointer + Target.Row(row) + (column * Target.Stride);
                for (var channel = 0; channel < Target.Stride; channel += Vector512<float>.Count)
                {
                    var largest = Vector512.Create(float.NegativeInfinity);
                    for (var y = top; y < bottom; y++)
                    {
                        var from = sums + _source.Row(y) + channel;
                        for (var x = left; x < right; x++)
                        {
                            largest = Vector512.Max(largest, Vector512.Load(from + (x * _source.Stride)));
                        }
                    }

                    largest.Store(target + channel);
                }
            }
        }
    }

    // The rows or columns of a window that lie in the frame.
    private (int First, int End) Window(int output, int length)
    {
        var first = (output * _layer.Stride) - _layer.Padding;
        return (Math.Max(first, 0), Math.Min(first + _layer.Window, length));
    }
}
