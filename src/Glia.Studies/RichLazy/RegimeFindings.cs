using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.RichLazy;

/// <summary>The rules of the claims; the thresholds are those of <see cref="Study.Claims"/>, written down before any judged run.</summary>
internal sealed class RegimeFindings(TrialTable<RegimeArm> all, RichLazyOptions options)
{
    private const string Kernel = "kernelAlignment";
    private const string Representation = "representationAlignment";
    private const string Change = "weightChange";

    private const double LargestLossRatio = 1.2;
    private const double LeastKernelDifference = 0.15;
    private const double LeastRankCorrelation = 0.5;
    private const double LeastExcessChange = 0.05;
    private const double LargestFormulaError = 2e-3;
    private const double LeastAligned = 0.95;
    private const double MostRandom = 0.3;

    private readonly TrialTable<RegimeArm> _trials = Learned(all);

    public IEnumerable<Finding> All() => new[]
    {
        RankAndKernel(), RankAndRepresentation(), RankAndWeights(), OtherTasks(), Digits(), Structures(), Theory(), ClosedForm(), Exception(), GainControl(), NormControl(),
    }.OfType<Finding>();

    private Finding? RankAndKernel() => OfRanks("C1", LearningTask.PerceptualDecision, ranks =>
    {
        var difference = Difference(ranks, Kernel);
        var correlation = Correlation(ranks, row => row.Arm.Rank);
        return new Finding("C1", "KA, highest − lowest rank, 2AF", difference, Rule.PartlyUnless(Rule.AtLeast(difference, LeastKernelDifference), correlation >= LeastRankCorrelation))
        {
            PValue = difference.PValue,
            Note = $"KA by rank {Course(ranks, Kernel)}; centred {Course(ranks, "centredKernelAlignment")}; Spearman of rank and KA over {ranks.Rows.Count} runs {EstimateFormat.Number(correlation, 2)}; {Losses(ranks)}; {Unlearned()}",
        };
    });

    private Finding? RankAndRepresentation() => OfRanks("C2", LearningTask.PerceptualDecision, ranks =>
    {
        var difference = Difference(ranks, Representation);
        return new Finding("C2", "RA, highest − lowest rank, 2AF", difference, Rule.AtLeast(difference, 0))
        {
            PValue = difference.PValue,
            Note = $"RA by rank {Course(ranks, Representation)}; units that kept their sign {Course(ranks, "signAgreement")}",
        };
    });

    private Finding? RankAndWeights() => OfRanks("C3", LearningTask.PerceptualDecision, ranks =>
    {
        var excess = Excess(ranks);
        return new Finding("C3", "‖ΔW‖, lowest over highest rank, − 1, 2AF", excess, Rule.AtLeast(excess, LeastExcessChange)) { PValue = excess.PValue, Note = $"‖ΔW‖ by rank {Course(ranks, Change)}" };
    });

    private Finding? OtherTasks()
    {
        var tasks = new[] { LearningTask.DelayMatchToSample, LearningTask.ContextDecision }.Select(task => (Task: task, Ranks: Ranks(task))).Where(pair => HasBothEnds(pair.Ranks)).ToList();
        if (tasks.Count == 0)
        {
            return null;
        }

        var judged = tasks.Where(pair => AreComparable(pair.Ranks)).Select(pair => (pair.Task, pair.Ranks, Difference: Difference(pair.Ranks, Kernel))).ToList();
        if (judged.Count == 0)
        {
            return Finding.NotTested("C4", $"Void: {string.Join("; ", tasks.Select(pair => $"{RegimeArm.ShortName(pair.Task)}: {Losses(pair.Ranks)}"))}.");
        }

        var smallest = judged.MinBy(pair => pair.Difference.Mean);
        bool[] holds = [.. judged.SelectMany(pair => new[] { Rule.AtLeast(pair.Difference, LeastKernelDifference) == Verdict.Reproduced, Difference(pair.Ranks, Representation).Lower > 0, Excess(pair.Ranks).Lower > 0 })];
        return new Finding("C4", $"KA, highest − lowest rank, smallest of {judged.Count} tasks ({RegimeArm.ShortName(smallest.Task)})", smallest.Difference, Rule.PartlyUnless(Rule.AllOf(holds), judged.Count == 2))
        {
            PValue = smallest.Difference.PValue,
            Note = string.Join("; ", tasks.Select(pair => $"{RegimeArm.ShortName(pair.Task)}: KA {Course(pair.Ranks, Kernel)}, RA {Course(pair.Ranks, Representation)}, ‖ΔW‖ {Course(pair.Ranks, Change)}, {Losses(pair.Ranks)}")),
        };
    }

    private Finding? Digits() => OfRanks("C5", LearningTask.SequentialMnist, ranks =>
    {
        var difference = Difference(ranks, Kernel);
        return new Finding("C5", "KA, highest − lowest rank, sMNIST", difference, Rule.AllOf(difference.Lower > 0, Difference(ranks, Representation).Lower > 0, Excess(ranks).Lower > 0))
        {
            PValue = difference.PValue,
            Note = $"KA by rank {Course(ranks, Kernel)}; RA {Course(ranks, Representation)}; ‖ΔW‖ {Course(ranks, Change)}; accuracy {Course(ranks, "accuracy")}; {Losses(ranks)}",
        };
    });

    private Finding? Structures()
    {
        var ranks = Ranks(LearningTask.PerceptualDecision);
        var structures = _trials.Where(arm => options.Structures.Contains(arm.Connectivity));
        if (structures.Rows.Count == 0 || !HasBothEnds(ranks))
        {
            return null;
        }

        var lowest = structures.Arms.MinBy(arm => structures.Of(arm.Name).Mean("effectiveRank")!.Value.Mean)!;
        var full = ranks.Arms.MaxBy(arm => arm.Rank)!;
        var difference = _trials.Difference(full.Name, lowest.Name, Kernel);
        var correlation = Correlation(new TrialTable<RegimeArm>([.. ranks.Rows, .. structures.Rows]), row => row["effectiveRank"]);
        return difference is not { } known ? null : new Finding("C6", $"KA, full rank − {lowest.Name}", known, Rule.AllOf(known.Lower > 0, correlation >= LeastRankCorrelation))
        {
            PValue = known.PValue,
            Note = $"effective rank (Σσ)²/Σσ² and KA: {string.Join(", ", structures.Arms.Append(full).Select(arm => $"{arm.Connectivity} {Mean(_trials.Of(arm.Name), "effectiveRank")}, {Mean(_trials.Of(arm.Name), Kernel)}"))}; "
                + $"Spearman of effective rank and KA with all ranks {EstimateFormat.Number(correlation, 2)}",
        };
    }

    private Finding? Theory()
    {
        var ranks = Ranks(LearningTask.LinearFunction);
        if (!HasBothEnds(ranks))
        {
            return null;
        }

        var difference = Difference(ranks, Kernel);
        var (alignments, changes) = (Means(ranks, Kernel), Means(ranks, Change));
        var rises = alignments.Zip(alignments.Skip(1)).All(pair => pair.Second > pair.First);
        var falls = changes.Zip(changes.Skip(1)).All(pair => pair.Second < pair.First);
        return new Finding("C7", "KA, highest − lowest rank, linear network", difference, Rule.AllOf(rises, falls))
        {
            PValue = difference.PValue,
            Note = $"KA by rank {Course(ranks, Kernel)}; ‖ΔW‖ {Course(ranks, Change)}; effective rank (Σσ)²/Σσ² {Course(ranks, "effectiveRank")}; with rounding noise across the span of the weights KA {Course(ranks, "kernelAlignmentWithRounding")}",
        };
    }

    private Finding? ClosedForm()
    {
        var rows = _trials.Where(arm => arm.Task == LearningTask.LinearFunction && arm.ConditionNumber == 1 && (arm.Connectivity != Connectivity.LowRank || arm.Rank == 1)).Rows;
        if (rows.Count == 0)
        {
            return null;
        }

        var (alignment, change) = (rows.Max(row => row["alignmentError"]), rows.Max(row => row["changeError"]));
        return new Finding("C8", "largest distance of simulated KA from the closed form", Estimate.Exact(alignment), Rule.Holds(alignment <= LargestFormulaError && change <= LargestFormulaError))
        {
            Note = $"of ‖ΔW‖ {EstimateFormat.Number(change, 2)}; {rows.Count * options.Targets} simulations from orthogonal, aligned and random rank-one weights; WWᵀ − wwᵀ drifts by {EstimateFormat.Number(rows.Max(row => row["drift"]), 2)} at most",
        };
    }

    private Finding? Exception()
    {
        var aligned = _trials.Where(arm => arm.Connectivity == Connectivity.Aligned && arm.ConditionNumber == 1);
        var random = _trials.Where(arm => arm is { Task: LearningTask.LinearFunction, Connectivity: Connectivity.LowRank, Rank: 1 });
        if (aligned.Mean(Kernel) is not { } lazy || random.Mean(Kernel) is not { } rich)
        {
            return null;
        }

        return new Finding("C9", "KA of aligned rank-one weights", lazy, Rule.AllOf(lazy.Mean >= LeastAligned, rich.Mean <= MostRandom))
        {
            Note = $"random rank one {EstimateFormat.Brief(rich)}, {Mean(random, "kernelAlignmentWithRounding")} with rounding noise; features of condition number {string.Join(", ", _trials.Where(arm => arm.Connectivity == Connectivity.Aligned && arm.ConditionNumber > 1).Arms.Select(arm =>
                FormattableString.Invariant($"{arm.ConditionNumber}: {Mean(_trials.Of(arm.Name), Kernel)}")))}",
        };
    }

    private Finding? GainControl()
    {
        var gains = _trials.Where(arm => arm is { Task: LearningTask.PerceptualDecision, Connectivity: Connectivity.LowRank } && arm.Rank == options.Units);
        var arms = gains.Arms.OrderBy(arm => arm.Gain).ToList();
        if (arms.Count < 2 || gains.Difference(arms[^1].Name, arms[0].Name, Kernel) is not { } kernel)
        {
            return null;
        }

        var (representation, change) = (gains.Difference(arms[^1].Name, arms[0].Name, Representation)!.Value, gains.Difference(arms[^1].Name, arms[0].Name, Change)!.Value);
        string ByGain(string metric) => string.Join(", ", arms.Select(arm => FormattableString.Invariant($"{arm.Gain}: {Mean(gains.Of(arm.Name), metric)}")));
        return new Finding("C10", FormattableString.Invariant($"KA at full rank, g = {arms[^1].Gain} − g = {arms[0].Gain}"), kernel, Rule.AllOf(kernel.Lower > 0, representation.Lower > 0, change.Upper < 0))
        {
            PValue = kernel.PValue,
            Note = $"by g: KA {ByGain(Kernel)}; RA {ByGain(Representation)}; ‖ΔW‖ {ByGain(Change)}",
        };
    }

    private Finding? NormControl()
    {
        if (_trials.Where(arm => arm.Connectivity == Connectivity.NotRescaled).Arms.MinBy(arm => arm.Rank) is not { } small)
        {
            return null;
        }

        var rescaled = small with { Connectivity = Connectivity.LowRank };
        return _trials.Difference(rescaled.Name, small.Name, Kernel) is not { } difference ? null
            : new Finding("C11", $"KA at rank {small.Rank}, rescaled − not rescaled", difference, Rule.Holds(!difference.Interval.Contains(0) && difference.HasInterval))
            {
                PValue = difference.PValue,
                Note = $"norms {Mean(_trials.Of(rescaled.Name), "norm")} and {Mean(_trials.Of(small.Name), "norm")}: rank and size are confounded in the second",
            };
    }

    /// <summary>The trials whose network learned; the others say nothing of how it would have.</summary>
    internal static TrialTable<RegimeArm> Learned(TrialTable<RegimeArm> trials) => new([.. trials.Rows.Where(row => row.Arm.Task == LearningTask.LinearFunction || row["learned"] == 1)]);

    internal static TrialTable<RegimeArm> Ranks(TrialTable<RegimeArm> trials, LearningTask task, RichLazyOptions options) =>
        trials.Where(arm => arm.Task == task && arm.Connectivity == Connectivity.LowRank && (task == LearningTask.LinearFunction || arm.Gain == options.Gain));

    private TrialTable<RegimeArm> Ranks(LearningTask task) => Ranks(_trials, task, options);

    private Finding? OfRanks(string claim, LearningTask task, Func<TrialTable<RegimeArm>, Finding> judge)
    {
        var ranks = Ranks(task);
        return !HasBothEnds(ranks) ? null : AreComparable(ranks) ? judge(ranks) : Finding.NotTested(claim, $"Void: {Losses(ranks)}.");
    }

    private static bool HasBothEnds(TrialTable<RegimeArm> ranks)
    {
        var arms = ranks.Arms.OrderBy(arm => arm.Rank).ToList();
        return arms.Count > 1 && ranks.Difference(arms[^1].Name, arms[0].Name, Kernel) is not null;
    }

    private static bool AreComparable(TrialTable<RegimeArm> ranks) => LossRatio(ranks) <= LargestLossRatio;

    private static double LossRatio(TrialTable<RegimeArm> ranks)
    {
        var losses = Means(ranks, "finalLoss");
        return losses.Max() / losses.Min();
    }

    private static string Losses(TrialTable<RegimeArm> ranks) =>
        $"final losses of ranks differ by a factor of {EstimateFormat.Number(LossRatio(ranks), 3)} (at most {EstimateFormat.Number(LargestLossRatio)} is comparable)";

    private string Unlearned() => $"{all.Rows.Count - _trials.Rows.Count} of {all.Rows.Count} runs did not learn and are left out{(all.Rows.Count == _trials.Rows.Count ? "" : $" ({string.Join(", ", all.Rows.Except(_trials.Rows).Select(row => row.Arm.Name).Distinct())})")}";

    // Highest rank − lowest rank, in pairs of a seed.
    private static Estimate Difference(TrialTable<RegimeArm> ranks, string metric) =>
        ranks.Difference(ranks.Arms.MaxBy(arm => arm.Rank)!.Name, ranks.Arms.MinBy(arm => arm.Rank)!.Name, metric)!.Value;

    // ‖ΔW‖ of the lowest rank over that of the highest, − 1, in pairs of a seed.
    private static Estimate Excess(TrialTable<RegimeArm> ranks)
    {
        var (lowest, highest) = (ranks.Of(ranks.Arms.MinBy(arm => arm.Rank)!.Name), ranks.Of(ranks.Arms.MaxBy(arm => arm.Rank)!.Name));
        return Estimate.FromSample([.. lowest.Rows.Join(highest.Rows, row => row.Seed, row => row.Seed, (low, high) => (low[Change] / high[Change]) - 1)]);
    }

    private static double Correlation(TrialTable<RegimeArm> trials, Func<TrialRow<RegimeArm>, double> order) =>
        RankCorrelation.Spearman([.. trials.Rows.Select(order)], [.. trials.Rows.Select(row => row[Kernel])]).Coefficient;

    private static List<double> Means(TrialTable<RegimeArm> ranks, string metric) => [.. ranks.Arms.OrderBy(arm => arm.Rank).Select(arm => ranks.Of(arm.Name).Mean(metric)!.Value.Mean)];

    private static string Course(TrialTable<RegimeArm> ranks, string metric) =>
        string.Join(", ", ranks.Arms.OrderBy(arm => arm.Rank).Select(arm => FormattableString.Invariant($"{arm.Rank}: {Mean(ranks.Of(arm.Name), metric)}")));

    private static string Mean(TrialTable<RegimeArm> trials, string metric) => trials.Mean(metric) is { } known ? EstimateFormat.Number(known.Mean, 3) : "unknown";
}
