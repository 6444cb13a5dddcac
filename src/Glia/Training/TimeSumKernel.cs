using System.Numerics.Tensors;

namespace Glia.Training;

/// <summary>The passes of <see cref="TimeSumOfSoftmaxLoss"/> over spans.</summary>
internal static class TimeSumKernel
{
    /// <summary>Fills the softmax of each step, [T, B, C], and returns its sum over the steps that count, [B, C].</summary>
    public static float[] Evidence(ReadOnlySpan<float> readout, Span<float> softmax, TimeSumShape shape, ReadOnlySpan<int> steps)
    {
        var sums = new float[shape.Batch * shape.Classes];
        for (var step = 0; step < shape.Steps; step++)
        {
            for (var sample = 0; sample < shape.Batch; sample++)
            {
                if (steps.Length > 0 && step >= steps[sample])
                {
                    continue;
                }

                var at = ((step * shape.Batch) + sample) * shape.Classes;
                var y = softmax.Slice(at, shape.Classes);
                TensorPrimitives.SoftMax(readout.Slice(at, shape.Classes), y);
                var sum = sums.AsSpan(sample * shape.Classes, shape.Classes);
                TensorPrimitives.Add(sum, y, sum);
            }
        }

        return sums;
    }

    /// <summary>Returns the mean loss, and turns the sums into its gradient by them, (softmax(m) − label)/B.</summary>
    public static double Loss(Span<float> sums, ReadOnlySpan<int> labels, TimeSumShape shape)
    {
        double loss = 0;
        for (var sample = 0; sample < shape.Batch; sample++)
        {
            var m = sums.Slice(sample * shape.Classes, shape.Classes);
            TensorPrimitives.SoftMax(m, m);
            loss -= Math.Log(Math.Max(m[labels[sample]], float.Epsilon));
            m[labels[sample]] -= 1;
            TensorPrimitives.Divide(m, shape.Batch, m);
        }

        return loss / Math.Max(1, shape.Batch);
    }

    /// <summary>Fills the gradient by the readout, y ⊙ (∂m − Σ ∂m·y) times the gradient of the loss; 0 in steps that do not count.</summary>
    public static void Backward(ReadOnlySpan<float> softmax, ReadOnlySpan<float> sumGradient, float lossGradient, Span<float> gradient, TimeSumShape shape)
    {
        for (var row = 0; row < shape.Steps * shape.Batch; row++)
        {
            var y = softmax.Slice(row * shape.Classes, shape.Classes);
            var up = sumGradient.Slice(row % shape.Batch * shape.Classes, shape.Classes);
            var to = gradient.Slice(row * shape.Classes, shape.Classes);
            TensorPrimitives.Subtract(up, TensorPrimitives.Dot(up, y), to);
            TensorPrimitives.Multiply(to, y, to);
            TensorPrimitives.Multiply(to, lossGradient, to);
        }
    }
}
