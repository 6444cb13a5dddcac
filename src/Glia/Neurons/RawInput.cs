using System.Numerics;

namespace Glia.Neurons;

/// <summary>Refuses inputs that no neuron should get: what is no number, and raw counts.</summary>
internal static class RawInput
{
    private const int GreatestCount = 50;

    /// <summary>Requires finite numbers, and no whole numbers beyond ±50.</summary>
    /// <param name="values">[T, B, channels].</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="batch">Number of sequences B.</param>
    /// <exception cref="ArgumentException">A number is not so.</exception>
    public static void Require<T>(ReadOnlySpan<T> values, long channels, long batch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (FirstBad(values) is var place and >= 0)
        {
            var row = place / channels;
            var where = FormattableString.Invariant($"The input of channel {place % channels} in step {row / batch} of sequence {row % batch} is {values[place]}");
            throw new ArgumentException(
                T.IsFinite(values[place]) ? $"{where}: are these raw counts? Take shorter bins, or clip or scale them to at most {GreatestCount}." : $"{where}; it must be a finite number.");
        }
    }

    /// <summary>The place of the first number that is not finite, or a whole number beyond ±50; −1 where there is none.</summary>
    public static int FirstBad<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var greatest = T.CreateChecked(GreatestCount);
        var limit = Vector.Create(greatest);
        for (var i = 0; i < values.Length; i++)
        {
            // Not "greater than", which what is no number would pass.
            while (i <= values.Length - Vector<T>.Count && Vector.LessThanOrEqualAll(Vector.Abs(new Vector<T>(values[i..])), limit))
            {
                i += Vector<T>.Count;
            }

            if (i < values.Length && !(T.Abs(values[i]) <= greatest) && (!T.IsFinite(values[i]) || T.IsInteger(values[i])))
            {
                return i;
            }
        }

        return -1;
    }
}
