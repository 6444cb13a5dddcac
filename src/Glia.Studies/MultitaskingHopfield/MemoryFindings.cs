using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Memories;
using static Glia.Lab.Statistics.EstimateFormat;

namespace Glia.Studies.MultitaskingHopfield;

/// <summary>The rules of the claims, as <see cref="Study.Claims"/> states them; fixed before any judged run.</summary>
internal sealed class MemoryFindings(TrialTable<MemoryArm> trials, MultitaskingHopfieldOptions options)
{
    private const int JudgedRanks = 3;
    private const double BelowBorder = 0.1;

    public IEnumerable<Finding> All() => new[] { Hierarchy(), Beyond(), Parallel(), OneAtATime(), Teacher(), Identity() }.OfType<Finding>();

    private Finding? Hierarchy()
    {
        var rows = trials.Where(arm => arm.Part == MemoryPart.Recall && arm.Dilution > 0 && arm.Dilution <= Dilution.CriticalHierarchy(arm.Patterns) - BelowBorder).Rows;
        if (rows.Count == 0)
        {
            return null;
        }

        double Error(TrialRow<MemoryArm> row) =>
            Enumerable.Range(1, Math.Min(JudgedRanks, row.Arm.Patterns)).Max(rank => Math.Abs(row[$"m{rank}"] - Dilution.HierarchicalMagnetisation(rank, row.Arm.Dilution)));
        double Allowed(MemoryArm arm) => (3 * Math.Sqrt(arm.Patterns / (double)options.Neurons)) + 0.01;
        var within = rows.Count(row => Error(row) <= Allowed(row.Arm));
        return new Finding("C1", "largest distance of an amplitude from (1−d) d^(k−1)", Estimate.FromSample([.. rows.Select(Error)]), Rule.Graded(within == rows.Count, within >= 0.9 * rows.Count))
        {
            Note = FormattableString.Invariant($"{within} of {rows.Count} networks of {options.Neurons} neurons lie within; up to {rows.Max(row => Allowed(row.Arm)):0.000} is allowed"),
        };
    }

    private Finding? Beyond()
    {
        var rows = trials.Of(new MemoryArm(MemoryPart.Recall, 5, Study.BeyondBorder).Name).Rows;
        if (rows.Count == 0)
        {
            return null;
        }

        double Hierarchy(params int[] ranks) => ranks.Sum(rank => Dilution.HierarchicalMagnetisation(rank, Study.BeyondBorder));
        var first = Estimate.FromSample([.. rows.Select(row => Hierarchy(1) - row["m1"])]);
        var later = Estimate.FromSample([.. rows.Select(row => row["m3"] + row["m4"] + row["m5"] - Hierarchy(3, 4, 5))]);
        return new Finding("C2", "amplitudes 3 to 5, above the hierarchy's", later, Rule.AllOf(Rule.AtLeast(first, 0.015) == Verdict.Reproduced, Rule.AtLeast(later, 0.05) == Verdict.Reproduced))
        {
            PValue = later.PValue,
            Note = $"the first is below by {Brief(first)}; the border for 5 patterns is d = {EstimateFormat.Number(Dilution.CriticalHierarchy(5), 4)}",
        };
    }

    private Finding? Parallel()
    {
        var theory = trials.Where(arm => arm.Part == MemoryPart.Theory && arm.Temperature == options.Temperatures[0]).Rows;
        var (strong, weak) = (Ratio(Study.JudgedNoisyStrong), Ratio(Study.JudgedNoisyWeak));
        if (theory.Count == 0 || strong is not { } many || weak is not { } few)
        {
            return null;
        }

        bool Has(TrialRow<MemoryArm> row, RecallPhase phase) => row["phase"] == (double)phase;
        var equations = theory.All(row => row.Arm.Dilution >= 0.7 ? Has(row, RecallPhase.Parallel) : row.Arm.Dilution > 0.6 || Has(row, RecallPhase.One));
        return new Finding("C3", "last amplitude over the first, d=0.8", many, Rule.AllOf(equations, many.Mean >= 0.7, few.Mean <= 0.25))
        {
            Note = $"at d=0.5 {Brief(few)}; of least free energy at T/Tc = {EstimateFormat.Number(options.Temperatures[0])}: "
                + string.Join(", ", theory.Select(row => FormattableString.Invariant($"d={row.Arm.Dilution} {((RecallPhase)(int)row["phase"]).ToString().ToLowerInvariant()}"))),
        };
    }

    private Finding? OneAtATime()
    {
        var rows = trials.Of(new MemoryArm(MemoryPart.Recall, Study.ThreePatterns).Name);
        if (rows.Mean("m2") is not { } second || rows.Mean("m1") is not { } first)
        {
            return null;
        }

        var mixture = trials.Where(arm => arm.Part == MemoryPart.RecallOfMixture);
        return new Finding("C4", "second amplitude without blanks", second, Rule.AllOf(second.Mean < 0.06, first.Mean >= 0.99))
        {
            Note = $"first {Brief(first)}; shown the mixture of all it stays with a mixture: amplitudes {Brief(mixture.Mean("m1"))}, {Brief(mixture.Mean("m2"))}, {Brief(mixture.Mean("m3"))}; largest overlap of random signs {Brief(rows.Mean("random signs"))}",
        };
    }

    private Finding? Teacher()
    {
        var (with, without) = (Curve(HebbianRule.Supervised), Curve(HebbianRule.Unsupervised));
        if (with.Count < 2 || without.Count != with.Count)
        {
            return null;
        }

        var gaps = with.Where(point => point.Examples >= 20).Select(point => (point.Examples, Gap: trials.Difference(Arm(HebbianRule.Supervised, point.Examples).Name, Arm(HebbianRule.Unsupervised, point.Examples).Name, "m1")))
            .Where(pair => pair.Gap is not null).Select(pair => (pair.Examples, Gap: pair.Gap!.Value)).ToList();
        if (gaps.Count == 0)
        {
            return null;
        }

        var largest = gaps.MaxBy(pair => Math.Abs(pair.Gap.Mean));
        var (first, second) = (Reaches(with), Reaches(without));
        var alike = double.Max(first, second) / double.Min(first, second) <= 1.3;
        var digits = trials.Where(arm => arm.Part == MemoryPart.Digits);
        return new Finding("C5", FormattableString.Invariant($"first amplitude, supervised − unsupervised, where they differ most (M={largest.Examples})"), largest.Gap, Rule.AllOf(Math.Abs(largest.Gap.Mean) <= 0.05, alike))
        {
            // No p-value: the claim is that there is no difference, which a large one does not show.
            Note = FormattableString.Invariant($"0.8 (1−d) is reached with {first:0} examples and a teacher, {second:0} without; ")
                + $"prototypes of digits, shares of their pixels: {Brief(digits.Mean("Supervised"))} and {Brief(digits.Mean("Unsupervised"))} (not judged)",
        };
    }

    private Finding? Identity()
    {
        var rows = trials.Where(arm => arm.Part is MemoryPart.Recall or MemoryPart.RecallOfMixture).Rows;
        if (rows.Count == 0)
        {
            return null;
        }

        var (error, rises) = (rows.Max(row => row["identity error"]), rows.Sum(row => row["energy rises"]));
        return new Finding("C6", "largest difference of energy and losses", Estimate.Exact(error), Rule.Holds(error <= 1e-9 && rises == 0))
        {
            Note = FormattableString.Invariant($"{rows.Count} networks; sweeps that raised the energy: {rises}; sweeps until rest, on average {rows.Average(row => row["sweeps"]):0.0}"),
        };
    }

    /// <summary>The first amplitude over the number of examples.</summary>
    internal IReadOnlyList<(int Examples, Estimate Amplitude)> Curve(HebbianRule rule) =>
        [.. options.Examples.Order().Select(examples => (examples, trials.Of(Arm(rule, examples).Name).Mean("m1"))).Where(point => point.Item2 is not null).Select(point => (point.examples, point.Item2!.Value))];

    private MemoryArm Arm(HebbianRule rule, int examples) => new(MemoryPart.Learning, Study.ThreePatterns, options.LearningDilution, 0, examples, rule);

    // Between two numbers of examples the amplitude is taken to be linear in their logarithm; NaN, which fails every comparison, where it is never reached.
    private double Reaches(IReadOnlyList<(int Examples, Estimate Amplitude)> curve)
    {
        var aim = 0.8 * (1 - options.LearningDilution);
        foreach (var ((low, below), (high, above)) in curve.Zip(curve.Skip(1)))
        {
            if (below.Mean < aim && above.Mean >= aim)
            {
                return low * Math.Pow((double)high / low, (aim - below.Mean) / (above.Mean - below.Mean));
            }
        }

        return double.NaN;
    }

    private Estimate? Ratio(double dilution) =>
        trials.Of(new MemoryArm(MemoryPart.Noise, Study.ThreePatterns, dilution, options.SimulatedTemperature).Name).Mean("last over first");
}
