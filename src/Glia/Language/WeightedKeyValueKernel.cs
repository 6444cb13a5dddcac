using System.Numerics;

namespace Glia.Language;

/// <summary>The recurrence of RWKV's time mixing, channel by channel over all steps, forward and backward.</summary>
/// <remarks>
/// <para>y_t = (Σ_{s&lt;t} e^(−(t−1−s)w + k_s) v_s + e^(u + k_t) v_t) / (the same without v). Numerator and denominator are kept as a·e^p and b·e^p, so that no power overflows;
/// on the way back their gradients are kept likewise, as x·e^r.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal static class WeightedKeyValueKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Exponent of a state in which nothing was read; its power is 0.</summary>
    public static readonly T Nothing = T.CreateTruncating(-1e30);

    /// <summary>Runs forward.</summary>
    /// <param name="shape">Steps, and columns: batch times channels.</param>
    /// <param name="keys">[T, columns].</param>
    /// <param name="values">[T, columns].</param>
    /// <param name="decay">w of each channel, greater than 0.</param>
    /// <param name="bonus">u of each channel.</param>
    /// <param name="state">a, b, p, [3, columns], in and out.</param>
    /// <param name="output">y, [T, columns], written.</param>
    /// <param name="before">The state before each step, [T, 3, columns], written; may be empty.</param>
    public static void Forward(
        (int Steps, int Columns) shape, ReadOnlySpan<T> keys, ReadOnlySpan<T> values, ReadOnlySpan<T> decay, ReadOnlySpan<T> bonus, Span<T> state, Span<T> output, Span<T> before)
    {
        var (columns, channels) = (shape.Columns, decay.Length);
        for (var t = 0; t < shape.Steps; t++)
        {
            if (!before.IsEmpty)
            {
                state.CopyTo(before[(t * 3 * columns)..]);
            }

            for (var c = 0; c < columns; c++)
            {
                var (key, value, channel) = (keys[(t * columns) + c], values[(t * columns) + c], c % channels);
                ref var a = ref state[c];
                ref var b = ref state[columns + c];
                ref var p = ref state[(2 * columns) + c];
                var present = bonus[channel] + key;
                var top = T.Max(p, present);
                var (past, now) = (T.Exp(p - top), T.Exp(present - top));
                output[(t * columns) + c] = ((past * a) + (now * value)) / ((past * b) + now);
                var faded = p - decay[channel];
                top = T.Max(faded, key);
                (past, now) = (T.Exp(faded - top), T.Exp(key - top));
                (a, b, p) = ((past * a) + (now * value), (past * b) + now, top);
            }
        }
    }

    /// <summary>Runs backward; the gradient of the final state is taken to be 0, and that of the initial state is not computed.</summary>
    /// <param name="shape">Steps and columns.</param>
    /// <param name="keys">[T, columns].</param>
    /// <param name="values">[T, columns].</param>
    /// <param name="decay">w.</param>
    /// <param name="bonus">u.</param>
    /// <param name="before">From <see cref="Forward"/>.</param>
    /// <param name="outputGradient">[T, columns].</param>
    /// <param name="keyGradient">[T, columns], written.</param>
    /// <param name="valueGradient">[T, columns], written.</param>
    /// <returns>Gradients of w and u.</returns>
    public static (double[] Decay, double[] Bonus) Backward(
        (int Steps, int Columns) shape, ReadOnlySpan<T> keys, ReadOnlySpan<T> values, ReadOnlySpan<T> decay, ReadOnlySpan<T> bonus,
        ReadOnlySpan<T> before, ReadOnlySpan<T> outputGradient, Span<T> keyGradient, Span<T> valueGradient)
    {
        var (columns, channels) = (shape.Columns, decay.Length);
        var (decayGradient, bonusGradient) = (new double[channels], new double[channels]);
        for (var c = 0; c < columns; c++)
        {
            var (w, u, channel) = (decay[c % channels], bonus[c % channels], c % channels);

            // Gradients of numerator and denominator after the step, times e^-r.
            var (numerator, denominator, r) = (T.Zero, T.Zero, Nothing);
            for (var t = shape.Steps - 1; t >= 0; t--)
            {
                var at = (t * columns) + c;
                var (key, value, up) = (keys[at], values[at], outputGradient[at]);
                var saved = before.Slice(t * 3 * columns, 3 * columns);
                var (a, b, p) = (saved[c], saved[columns + c], saved[(2 * columns) + c]);
                var (written, faded) = (T.Exp(key + r), T.Exp(p - w + r));
                var keyPart = written * ((value * numerator) + denominator);
                var valuePart = written * numerator;
                decayGradient[channel] -= double.CreateTruncating(faded * ((a * numerator) + (b * denominator)));

                var present = u + key;
                var top = T.Max(p, present);
                var (past, now) = (T.Exp(p - top), T.Exp(present - top));
                var sum = (past * b) + now;
                var output = ((past * a) + (now * value)) / sum;
                var share = up * now / sum;
                valueGradient[at] = valuePart + share;
                keyGradient[at] = keyPart + (share * (value - output));
                bonusGradient[channel] += double.CreateTruncating(share * (value - output));

                // The output's part has the factor e^-top, that from later steps e^(r - w).
                var next = T.Max(-top, r - w);
                var (fresh, kept) = (T.Exp(-top - next) * up / sum, T.Exp(r - w - next));
                (numerator, denominator, r) = ((kept * numerator) + fresh, (kept * denominator) - (fresh * output), next);
            }
        }

        return (decayGradient, bonusGradient);
    }
}
