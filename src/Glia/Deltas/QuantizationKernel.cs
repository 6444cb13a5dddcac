using System.Numerics;

namespace Glia.Deltas;

/// <summary>Quantisation of sequences [T, B, units] and its derivatives, a row of units at a time.</summary>
internal static class QuantizationKernel
{
    /// <summary>Writes Q = round(x/q)·q; returns Σ|Q_t − Q_(t−1)| over t ≥ 1 and how many of the changes are not zero.</summary>
    public static (double Sum, long NonZero) Forward(ReadOnlySpan<float> x, ReadOnlySpan<float> steps, Span<float> output, ActivationSequence sequence)
    {
        var (units, sum, nonZero) = (steps.Length, 0.0, 0L);
        for (var row = 0; row < x.Length; row += units)
        {
            var quantized = output.Slice(row, units);
            Quantize(x.Slice(row, units), steps, quantized);
            if (row >= sequence.StepLength)
            {
                sum += Changes(quantized, output.Slice(row - sequence.StepLength, units), ref nonZero);
            }
        }

        return (sum, nonZero);
    }

    /// <summary>Adds the derivative of share · Σ|Q_t − Q_(t−1)| by Q.</summary>
    public static void AddPenalty(ReadOnlySpan<float> output, Span<float> gradient, float share, ActivationSequence sequence)
    {
        if (share == 0)
        {
            return;
        }

        // The change between a frame and the one before pulls both.
        for (var first = sequence.StepLength; first < output.Length; first += sequence.StepLength)
        {
            AddSigns(
                output.Slice(first, sequence.StepLength), output.Slice(first - sequence.StepLength, sequence.StepLength),
                gradient.Slice(first, sequence.StepLength), gradient.Slice(first - sequence.StepLength, sequence.StepLength), share);
        }
    }

    /// <summary>Adds factor · Σ over frames of gradient · round(x/q) to each unit.</summary>
    public static void AddLevels(ReadOnlySpan<float> output, ReadOnlySpan<float> steps, ReadOnlySpan<float> gradient, Span<float> unitGradient, float factor)
    {
        var units = steps.Length;
        var whole = units - (units % Vector<float>.Count);
        var wide = new Vector<float>(factor);
        for (var row = 0; row < output.Length; row += units)
        {
            var values = output.Slice(row, units);
            var errors = gradient.Slice(row, units);
            for (var i = 0; i < whole; i += Vector<float>.Count)
            {
                // Q/q is a whole number up to its last bits.
                var level = Vector.Round(new Vector<float>(values[i..]) / new Vector<float>(steps[i..]));
                (new Vector<float>(unitGradient[i..]) + (wide * level * new Vector<float>(errors[i..]))).CopyTo(unitGradient[i..]);
            }

            for (var i = whole; i < units; i++)
            {
                unitGradient[i] += factor * MathF.Round(values[i] / steps[i]) * errors[i];
            }
        }
    }

    /// <summary>Subtracts Σ over frames of gradient · x/q from each unit.</summary>
    public static void SubtractQuotients(ReadOnlySpan<float> x, ReadOnlySpan<float> steps, ReadOnlySpan<float> gradient, Span<float> unitGradient)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var unit = i % steps.Length;
            unitGradient[unit] -= gradient[i] * x[i] / steps[unit];
        }
    }

    private static void Quantize(ReadOnlySpan<float> x, ReadOnlySpan<float> steps, Span<float> output)
    {
        var whole = x.Length - (x.Length % Vector<float>.Count);
        for (var i = 0; i < whole; i += Vector<float>.Count)
        {
            var step = new Vector<float>(steps[i..]);
            (Vector.Round(new Vector<float>(x[i..]) / step) * step).CopyTo(output[i..]);
        }

        for (var i = whole; i < x.Length; i++)
        {
            output[i] = MathF.Round(x[i] / steps[i]) * steps[i];
        }
    }

    private static double Changes(ReadOnlySpan<float> now, ReadOnlySpan<float> before, ref long nonZero)
    {
        var whole = now.Length - (now.Length % Vector<float>.Count);
        var (sums, equal) = (Vector<float>.Zero, Vector<int>.Zero);
        for (var i = 0; i < whole; i += Vector<float>.Count)
        {
            var change = new Vector<float>(now[i..]) - new Vector<float>(before[i..]);
            sums += Vector.Abs(change);
            equal -= Vector.Equals(change, Vector<float>.Zero);
        }

        double sum = Vector.Sum(sums);
        nonZero += whole - Vector.Sum(equal);
        for (var i = whole; i < now.Length; i++)
        {
            var change = now[i] - before[i];
            sum += Math.Abs(change);
            nonZero += change == 0 ? 0 : 1;
        }

        return sum;
    }

    private static void AddSigns(ReadOnlySpan<float> now, ReadOnlySpan<float> before, Span<float> gradientNow, Span<float> gradientBefore, float share)
    {
        var whole = now.Length - (now.Length % Vector<float>.Count);
        var wide = new Vector<float>(share);
        for (var i = 0; i < whole; i += Vector<float>.Count)
        {
            var change = new Vector<float>(now[i..]) - new Vector<float>(before[i..]);
            var pull = Vector.ConditionalSelect(Vector.Equals(change, Vector<float>.Zero), Vector<float>.Zero, Vector.CopySign(wide, change));
            (new Vector<float>(gradientNow[i..]) + pull).CopyTo(gradientNow[i..]);
            (new Vector<float>(gradientBefore[i..]) - pull).CopyTo(gradientBefore[i..]);
        }

        for (var i = whole; i < now.Length; i++)
        {
            var pull = share * MathF.Sign(now[i] - before[i]);
            gradientNow[i] += pull;
            gradientBefore[i] -= pull;
        }
    }
}
