namespace Glia.Dendrites;

/// <content>The inverse questions: which threshold, how many synapses.</content>
public static partial class SdrTheory
{
    /// <summary>The smallest threshold at which a random pattern is mistaken at most that often.</summary>
    /// <param name="cells">Cells of the population, n.</param>
    /// <param name="active">Active cells, a.</param>
    /// <param name="synapses">Synapses, s.</param>
    /// <param name="target">The highest probability of a false match, in (0, 1].</param>
    /// <returns>A threshold from 0 to min(a, s) + 1, where the last never fires.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static int MinimumThreshold(int cells, int active, int synapses, double target)
    {
        CheckPopulation(cells, active, synapses, 0);
        CheckTarget(target);

        // The probability never rises with the threshold: halve the interval.
        var (lowest, highest) = (0, Math.Min(active, synapses) + 1);
        while (lowest < highest)
        {
            var middle = (lowest + highest) / 2;
            (lowest, highest) = FalseMatchProbability(cells, active, synapses, middle) <= target ? (lowest, middle) : (middle + 1, highest);
        }

        return lowest;
    }

    /// <summary>The fewest synapses, with their threshold, that mistake a random pattern and miss their own at most that often.</summary>
    /// <param name="cells">Cells of the population, n.</param>
    /// <param name="active">Active cells of a pattern, a, positive.</param>
    /// <param name="target">The highest probability of either error, in (0, 1].</param>
    /// <param name="noise">Fraction of active cells that move, from 0 to 1.</param>
    /// <returns>The segment's setting, or null where no number of synapses up to a is enough.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static SegmentSetting? MinimumSynapses(int cells, int active, double target, double noise)
    {
        CheckTarget(target);
        Bounds.CheckNotBelow(active, 1);
        Bounds.Check(noise, 0, 1, "a fraction");
        var moved = (int)Math.Round(noise * active);
        for (var synapses = 1; synapses <= active; synapses++)
        {
            var threshold = MinimumThreshold(cells, active, synapses, target);
            if (threshold <= synapses && FalseNegativeProbability(active, synapses, threshold, moved) <= target)
            {
                return new SegmentSetting(cells, active, synapses, threshold);
            }
        }

        return null;
    }

    private static void CheckTarget(double target)
    {
        if (!(target > 0 && target <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(target), target, FormattableString.Invariant($"target must be a probability above 0 and at most 1; got {target}."));
        }
    }
}
