using System.Runtime.InteropServices;

namespace Glia.Language;

/// <summary>n-gram counts with interpolated Kneser-Ney smoothing, for alphabets of up to 256 tokens.</summary>
/// <remarks>
/// p(w | h) = max(c(h w) − D, 0)/c(h) + D·n(h)/c(h) · p(w | h'), with n(h) the number of different tokens after h and h' the context without its
/// first token; below the highest order c counts the different tokens before. D = n₁/(n₁ + 2 n₂) for each order; at the end 1/V.
/// Kneser and Ney 1995; Chen and Goodman 1999.
/// </remarks>
public sealed class KneserNeyModel
{
    private readonly int _vocabulary;
    private readonly int _order;
    private readonly Dictionary<ulong, int>[] _counts;
    private readonly Dictionary<ulong, (int Total, int Kinds)>[] _contexts;
    private readonly double[] _discounts;

    /// <summary>Counts a text.</summary>
    /// <param name="tokens">Tokens from 0 to V − 1.</param>
    /// <param name="vocabulary">V, at most 256.</param>
    /// <param name="order">n, from 1 to 7. Default 5.</param>
    /// <exception cref="ArgumentOutOfRangeException">V, n or a token is out of range.</exception>
    public KneserNeyModel(IReadOnlyList<int> tokens, int vocabulary, int order = 5)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabulary, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(vocabulary, 256);
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 7);
        (_vocabulary, _order) = (vocabulary, order);
        _counts = [.. Enumerable.Range(0, order).Select(_ => new Dictionary<ulong, int>())];
        _contexts = [.. Enumerable.Range(0, order).Select(_ => new Dictionary<ulong, (int, int)>())];
        Count(tokens);
        for (var n = order - 1; n > 0; n--)
        {
            // Every kind of n+1-gram is one token before the n-gram that it ends in.
            foreach (var gram in _counts[n].Keys)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_counts[n - 1], gram & Mask(n), out _)++;
            }
        }

        for (var n = 0; n < order; n++)
        {
            foreach (var (gram, count) in _counts[n])
            {
                ref var context = ref CollectionsMarshal.GetValueRefOrAddDefault(_contexts[n], gram >> 8, out _);
                context = (context.Total + count, context.Kinds + 1);
            }
        }

        _discounts = [.. _counts.Select(Discount)];
    }

    /// <summary>Returns the surprise of each token of a text in bits, −log₂ p, given those before it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A token is not from 0 to V − 1.</exception>
    public double[] Bits(IReadOnlyList<int> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var bits = new double[tokens.Count];
        var history = 0UL;
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = -Math.Log2(Probability(history, Checked(tokens[i]), Math.Min(i, _order - 1)));
            history = ((history << 8) | (uint)tokens[i]) & Mask(_order - 1);
        }

        return bits;
    }

    // At the start of a text, orders whose context does not exist are left out.
    private double Probability(ulong history, int token, int available)
    {
        var probability = 1.0 / _vocabulary;
        for (var n = 0; n <= available; n++)
        {
            var context = history & Mask(n);
            if (!_contexts[n].TryGetValue(context, out var seen))
            {
                break;
            }

            var count = _counts[n].GetValueOrDefault((context << 8) | (uint)token);
            probability = (Math.Max(count - _discounts[n], 0) / seen.Total) + (_discounts[n] * seen.Kinds / seen.Total * probability);
        }

        return probability;
    }

    private void Count(IReadOnlyList<int> tokens)
    {
        var gram = 0UL;
        for (var i = 0; i < tokens.Count; i++)
        {
            gram = ((gram << 8) | (uint)Checked(tokens[i])) & Mask(_order);
            if (i >= _order - 1)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_counts[_order - 1], gram, out _)++;
            }
        }
    }

    private int Checked(int token)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)token, (uint)_vocabulary, nameof(token));
        return token;
    }

    private static double Discount(Dictionary<ulong, int> counts)
    {
        double once = counts.Values.Count(count => count == 1), twice = counts.Values.Count(count => count == 2);
        return once == 0 ? 0.5 : once / (once + (2 * twice));
    }

    private static ulong Mask(int tokens) => tokens == 0 ? 0 : ulong.MaxValue >> (64 - (8 * tokens));
}
