using System.Runtime.Intrinsics;

namespace Glia.Networks;

/// <summary>Softmax with cross-entropy: loss and its derivative by the logits.</summary>
internal static class SoftmaxCrossEntropy
{
    /// <summary>errors[r] = (softmax(logits[r]) − one-hot(label)) · scale; returns the mean of −ln softmax(logits)[label].</summary>
    /// <remarks><paramref name="stride"/>: Distance between rows, a multiple of 16; padding of the errors is set to zero.</remarks>
    public static double Errors(Span<float> logits, Span<float> errors, int stride, int classes, ReadOnlySpan<int> labels, float scale)
    {
        var loss = 0.0;
        for (var row = 0; row < labels.Length; row++)
        {
            var label = labels[row];
            if ((uint)label >= (uint)classes)
            {
                throw new ArgumentOutOfRangeException(nameof(labels), label, $"Labels must be from 0 to {classes - 1}.");
            }

            var error = errors.Slice(row * stride, stride);
            var (largest, sum) = Exponentials(logits.Slice(row * stride, stride), error, classes);
            loss += Math.Log(sum) + largest - logits[(row * stride) + label];
            Scale(error, scale / sum);
            error[label] -= scale;
        }

        return loss / labels.Length;
    }

    /// <summary>Writes e^(logit − largest) to the first <paramref name="classes"/> numbers and zeros behind; returns the largest logit and the sum.</summary>
    public static (float Largest, float Sum) Exponentials(ReadOnlySpan<float> logits, Span<float> result, int classes)
    {
        var largest = logits[0];
        for (var i = 1; i < classes; i++)
        {
            largest = Math.Max(largest, logits[i]);
        }

        for (var i = 0; i < result.Length; i += Vector512<float>.Count)
        {
            Vector512.Exp(Vector512.Create(logits[i..]) - Vector512.Create(largest)).CopyTo(result[i..]);
        }

        result[classes..].Clear();
        var sum = 0f;
        for (var i = 0; i < classes; i++)
        {
            sum += result[i];
        }

        return (largest, sum);
    }

    private static void Scale(Span<float> values, float factor)
    {
        for (var i = 0; i < values.Length; i += Vector512<float>.Count)
        {
            (Vector512.Create((ReadOnlySpan<float>)values[i..]) * factor).CopyTo(values[i..]);
        }
    }
}
