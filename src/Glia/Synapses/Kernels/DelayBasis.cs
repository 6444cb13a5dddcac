using System.Numerics;

namespace Glia.Synapses.Kernels;

/// <summary>The few directions, among all vectors over K delays, in which wide taps and their derivatives lie, to the last digit.</summary>
/// <remarks>Taps that are wide against a step are smooth in their position: of K = 25 delays ten directions are left at a width of twelve steps. Found by Gram-Schmidt,
/// the largest remainder first, over taps at every sixteenth of a step, until nothing above the rounding error remains.</remarks>
internal static class DelayBasis
{
    private const int SamplesPerStep = 16;

    /// <summary>Returns orthonormal directions [rank][delay], or null where more than the given number are needed.</summary>
    /// <param name="profile">Shape of the taps.</param>
    /// <param name="slots">K.</param>
    /// <param name="from">Least centre q of a tap.</param>
    /// <param name="to">Largest centre.</param>
    /// <param name="tolerance">What may remain of a tap of length 1.</param>
    /// <param name="most">Largest number of directions.</param>
    public static double[][]? Of(TapProfile<double> profile, int slots, double from, double to, double tolerance, int most)
    {
        var rest = Samples(profile, slots, Math.Floor(from), Math.Ceiling(to));
        var basis = new List<double[]>();
        while (rest.Count > 0 && rest.MaxBy(Length) is { } largest && Length(largest) > tolerance)
        {
            if (basis.Count == most)
            {
                return null;
            }

            var direction = (double[])largest.Clone();

            // Twice: what is left of a small remainder is else no longer at right angles.
            basis.ForEach(known => Remove(known, direction));
            Normalize(direction);
            basis.ForEach(known => Remove(known, direction));
            Normalize(direction);
            basis.Add(direction);
            rest.ForEach(sample => Remove(direction, sample));
        }

        return [.. basis];
    }

    private static List<double[]> Samples(TapProfile<double> profile, int slots, double from, double to)
    {
        var samples = new List<double[]>();
        for (var at = 0; at <= (to - from) * SamplesPerStep; at++)
        {
            var q = new Vector<double>(from + ((double)at / SamplesPerStep));
            var (heights, slopes) = (new double[slots], new double[slots]);
            for (var j = 0; j < slots; j++)
            {
                var height = profile.Height(new Vector<double>(j), q);
                (heights[slots - 1 - j], slopes[slots - 1 - j]) = (height[0], profile.Slope(height, new Vector<double>(j), q)[0]);
            }

            Normalize(heights);
            Normalize(slopes);
            samples.Add(heights);
            samples.Add(slopes);
        }

        return samples;
    }

    private static double Length(double[] vector) => Math.Sqrt(vector.Sum(value => value * value));

    private static void Normalize(double[] vector)
    {
        var length = Length(vector);
        for (var i = 0; length > 0 && i < vector.Length; i++)
        {
            vector[i] /= length;
        }
    }

    private static void Remove(double[] direction, double[] from)
    {
        var part = 0.0;
        for (var i = 0; i < from.Length; i++)
        {
            part += direction[i] * from[i];
        }

        for (var i = 0; i < from.Length; i++)
        {
            from[i] -= part * direction[i];
        }
    }
}
