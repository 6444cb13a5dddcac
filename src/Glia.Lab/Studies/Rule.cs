using Glia.Lab.Statistics;

namespace Glia.Lab.Studies;

/// <summary>The usual rules that turn an estimate into a verdict.</summary>
public static class Rule
{
    /// <summary>
    /// A difference must reach a size and its direction must be beyond doubt: reproduced when the mean is at least
    /// <paramref name="threshold"/> and the interval lies above zero; partly when one of the two holds.
    /// </summary>
    public static Verdict AtLeast(Estimate difference, double threshold) =>
        (difference.Mean >= threshold, difference.IsExact ? difference.Mean > 0 : difference.Lower > 0) switch
        {
            (true, true) => Verdict.Reproduced,
            (false, false) => Verdict.NotReproduced,
            _ => Verdict.Partly,
        };

    /// <summary>A number must lie in a range: reproduced when the whole interval does, partly when the mean does.</summary>
    public static Verdict Within(Estimate value, double lowest, double highest)
    {
        bool Inside(double number) => number >= lowest && number <= highest;
        return !Inside(value.Mean) ? Verdict.NotReproduced
            : value.IsExact || (Inside(value.Lower) && Inside(value.Upper)) ? Verdict.Reproduced
            : Verdict.Partly;
    }

    /// <summary>Two conditions of which the first is the stricter: reproduced when it holds, partly when the second does.</summary>
    public static Verdict Graded(bool reproduced, bool partly) => reproduced ? Verdict.Reproduced : partly ? Verdict.Partly : Verdict.NotReproduced;

    /// <summary>Conditions of equal rank: reproduced when all hold, partly when some do.</summary>
    public static Verdict AllOf(params ReadOnlySpan<bool> conditions) => Graded(!conditions.Contains(false), conditions.Contains(true));

    /// <summary>A verdict that reproduces only where a further condition holds, and partly otherwise.</summary>
    public static Verdict PartlyUnless(Verdict verdict, bool holds) => verdict == Verdict.Reproduced && !holds ? Verdict.Partly : verdict;

    /// <summary>A condition that holds or does not, such as agreement with an exact number.</summary>
    public static Verdict Holds(bool condition) => condition ? Verdict.Reproduced : Verdict.NotReproduced;
}
