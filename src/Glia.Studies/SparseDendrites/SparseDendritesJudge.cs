using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.SparseDendrites;

/// <summary>The study's rules, as its claims state them; fixed before any run.</summary>
internal static class SparseDendritesJudge
{
    private const int JudgedPatterns = 40;
    private const double Safe = 1e-9;

    public static IEnumerable<Finding> Judge(TrialTable<DendriteArm> trials)
    {
        if (Row(trials, DendritePart.Headline) is { } headline)
        {
            yield return Exact("C1", "P(false match)", headline["false match, s=30"], p => Rule.Graded(p < Safe, p < 1e-6),
                $"with s=24 it is {Text(headline["false match, s=24"])}, which fits 10⁻¹² better");
            yield return Exact("C2", "P(miss)", headline["miss at 20 % noise"], p => Rule.Graded(p < 1e-7, p < 1e-6));
            yield return Exact("C3", "P(any false match)", headline["any of a million segments"], p => Rule.Graded(p < Safe, p < 1.05 * Safe),
                $"the bound M·p is {Text(headline["bound for a million segments"])}; 1 − (1 − p)^M in plain doubles would say 9.992e-10");
        }

        if (Row(trials, DendritePart.Curves) is { } curves)
        {
            yield return Cells(curves);
            yield return Exact("C5", "R² of log P over s, lowest of three a", curves["straightness over s"], r => Rule.Graded(r >= 0.99, r >= 0.95));
        }

        if (Row(trials, DendritePart.Unions) is { } unions)
        {
            var (meanField, exact) = (unions["ten patterns, mean field"], unions["ten patterns, exact"]);
            yield return Exact("C6", "P(false match), equation 15", meanField,
                p => Rule.Graded(Near(p, 1.7347431e-12, 1e-6) && exact < Safe, p < Safe && exact < Safe), $"exact mixture over the segment's size: {Text(exact)}");
        }

        if (Row(trials, DendritePart.Thresholds) is { } grid)
        {
            yield return Exact("C7", "first θ with a median ≤ 2e-9", grid["first threshold at 2e-9"],
                first => Rule.Graded(first == 9 && grid["first threshold at 1e-9"] == 10 && grid["worst error of the medians"] <= 1e-10, first is >= 8 and <= 20),
                $"with ≤ 1e-9 it is {Text(grid["first threshold at 1e-9"])}; at biology's lowest, 8, the median is {Text(grid["median at 8"])}");
        }

        foreach (var finding in new[] { Simulations(trials), Neurons(trials) }.OfType<Finding>())
        {
            yield return finding;
        }
    }

    private static Finding Cells(TrialRow<DendriteArm> curves)
    {
        var numbers = Near(curves["n=300, a=128"], 0.292, 1e-3) && Near(curves["n=4100, a=128"], 1e-12, 0.01)
            && curves["n=19900, a=256"] < 1e-14 && curves["dense, lowest"] >= 5e-3;
        var accelerating = curves["accelerating steps"];
        return Exact("C4", "P at n=4,100, a=128", curves["n=4100, a=128"], _ => Rule.Graded(numbers && accelerating > 0.5, numbers),
            FormattableString.Invariant($"{accelerating:P0} of the steps fall faster than the step before (a power law n^−θ, slower than exponential); ")
            + $"the paper's dense figures belong to s=25, θ=19 ({Text(curves["dense, s=25, θ=19, n=19900"])} at n=19,900); with s=24, θ=12 a dense code errs more than half of the time");
    }

    private static Finding? Simulations(TrialTable<DendriteArm> trials)
    {
        var simulated = trials.Where(arm => arm.Part is DendritePart.FalseMatches or DendritePart.Misses or DendritePart.SharedSegments);
        if (simulated.Rows.Count == 0 || Row(trials, DendritePart.Tables) is not { } tables)
        {
            return null;
        }

        var worst = simulated.Rows.GroupBy(row => row.Seed).Select(seed => seed.Max(row => row["deviation"])).ToArray();
        var note = $"{simulated.Arms.Count} simulations a seed, worst of all {Text(worst.Max())}; worst relative error of {Text(tables["numbers"])} printed numbers {Text(tables["worst error, in tolerances"])} of what their digits allow";
        if (trials.Where(arm => arm.Part == DendritePart.RealCodes).Mean("measured") is { } codes)
        {
            note += $"; segments on codes of MNIST images fire on other images with frequency {EstimateFormat.Brief(codes)}, where independent cells would give {Text(Row(trials, DendritePart.RealCodes)!["predicted"])}";
        }

        var agrees = worst.Max() <= 5 && tables["worst error, in tolerances"] <= 1;
        return new Finding("C8", "largest deviation of a seed, in standard deviations", Estimate.FromSample(worst), Rule.Holds(agrees)) { Note = note };
    }

    private static Finding? Neurons(TrialTable<DendriteArm> trials)
    {
        var dendritic = trials.Where(arm => arm.Part == DendritePart.DendriticNeuron && arm.Patterns == JudgedPatterns);
        var linear = trials.Where(arm => arm.Part == DendritePart.LinearNeuron && arm.Patterns == JudgedPatterns);
        if (dendritic.Rows.Count == 0 || linear.Rows.Count == 0
            || trials.Difference(linear.Arms[0].Name, dendritic.Arms[0].Name, "false positives") is not { } difference)
        {
            return null;
        }

        var faultless = dendritic.Rows.All(row => row["hits"] == 1 && row["false positives"] == 0);
        var verdict = Rule.AtLeast(difference, 0.03);
        return new Finding("C9", "false positives, linear − dendritic", difference, Rule.PartlyUnless(verdict, faultless))
        {
            PValue = difference.PValue,
            Note = $"linear unit: threshold {Text(linear.Rows.Min(row => row["threshold"]))} to {Text(linear.Rows.Max(row => row["threshold"]))} by seed, "
                + $"predicted false positives {EstimateFormat.Brief(linear.Mean("predicted false positives")!.Value)}; dendritic: hits {Text(dendritic.Rows.Min(row => row["hits"]))}, "
                + $"false positives {Text(dendritic.Rows.Max(row => row["false positives"]))}, predicted {Text(dendritic.Rows[0]["predicted false positives"])}",
        };
    }

    private static Finding Exact(string claim, string quantity, double value, Func<double, Verdict> verdict, string note = "") =>
        double.IsFinite(value) ? new Finding(claim, quantity, Estimate.Exact(value), verdict(value)) { Note = note }
        : new Finding(claim, quantity, null, verdict(value)) { Note = note };

    private static bool Near(double value, double expected, double tolerance) => Math.Abs((value / expected) - 1) <= tolerance;

    private static TrialRow<DendriteArm>? Row(TrialTable<DendriteArm> trials, DendritePart part) => trials.Rows.FirstOrDefault(row => row.Arm.Part == part);

    private static string Text(double value) => EstimateFormat.Number(value);
}
