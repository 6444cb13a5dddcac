using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.Feast;

/// <summary>The rules of the claims; the thresholds are those of <see cref="Study.Claims"/>, written down before any judged run.</summary>
internal sealed class FeastFindings(TrialTable<FeastArm> trials)
{
    private const string Linear = "linear";
    private const string MissesFollow = "missesFollowWeights";
    private const string ThresholdsFollow = "thresholdsFollowWeights";
    private const int ManyFeatures = 16;
    private static readonly FeastMethod[] Rivals = [FeastMethod.FixedThresholds, FeastMethod.OnlineKMeans, FeastMethod.BatchKMeans, FeastMethod.RandomPatches];

    public IEnumerable<Finding> All() => new[] { Homeostasis(), Convergence(), NetworkSize(), Prediction(), Stages(), BesideRivals(), Shuffled() }.OfType<Finding>();

    private Finding? Homeostasis()
    {
        var square = trials.Where(arm => arm.Part == FeastPart.Square && arm.Method == FeastMethod.Feast);
        var control = trials.Where(arm => arm.Part == FeastPart.Square && arm.Method == FeastMethod.FixedThresholds && arm.Features == ManyFeatures);
        var many = square.Where(arm => arm.Features == ManyFeatures);
        if (many.Rows.Count == 0 || control.Rows.Count == 0)
        {
            return null;
        }

        var ratio = many.Mean("winRatio")!.Value;
        var law = square.Arms.All(arm => FollowsLaw(square.Of(arm.Name)));
        return new Finding("C1", "wins of the most to the least active of 16 features", ratio, Rule.AllOf(law, ratio.Mean <= 1.35, control.Mean("winRatio")!.Value.Mean > 5))
        {
            Note = $"miss rate over law: {string.Join(", ", square.Arms.Select(arm => $"N={arm.Features}: {EstimateFormat.Brief(LawRatio(square.Of(arm.Name)))}"))}; "
                + $"fixed thresholds: {EstimateFormat.Brief(control.Mean("unusedFeatures")!.Value)} of 16 features never win, most over least {EstimateFormat.Number(control.Mean("winRatio")!.Value.Mean)}"
                + (Feast.Mean("missRate") is { } misses ? $"; on digits {EstimateFormat.Percent(misses)} are missed, by the law {EstimateFormat.Number(100 * Feast.Rows[0]["law"], 3)}%" : ""),
        };
    }

    private Finding? Convergence()
    {
        var square = trials.Where(arm => arm.Part == FeastPart.Square && arm.Method == FeastMethod.Feast && arm.Features == ManyFeatures);
        if (Feast.Mean(MissesFollow) is not { } digits || square.Mean(MissesFollow) is not { } simple)
        {
            return null;
        }

        return new Finding("C2", "rank correlation of miss rate and weight change over parts of learning, digits", digits,
            Rule.AllOf(Rule.AtLeast(digits, 0.8) == Verdict.Reproduced, Rule.AtLeast(simple, 0.8) == Verdict.Reproduced))
        {
            Note = $"on the square with 16 features {EstimateFormat.Brief(simple)}; of threshold change and weight change {EstimateFormat.Brief(Feast.Mean(ThresholdsFollow)!.Value)} on digits, "
                + $"{EstimateFormat.Brief(square.Mean(ThresholdsFollow)!.Value)} on the square",
        };
    }

    private Finding? NetworkSize()
    {
        var course = RingCourse("entropy");
        if (course.Count < 3)
        {
            return null;
        }

        var knees = trials.Where(arm => arm.Part == FeastPart.Ring).Rows.GroupBy(row => row.Seed)
            .Select(rows => Knee([.. rows.OrderBy(row => row.Arm.Features).Select(row => ((double)row.Arm.Features, row["signalFeatures"]))])).ToArray();
        return new Finding("C3", "features of a polarity at the knee of those that go to the ring", Estimate.FromSample(knees), Verdict.NotTested)
        {
            Note = $"reported, without a rule; entropy of use in bits: {Text(course)}; features that go to the ring: {Text(RingCourse("signalFeatures"))}; to noise: {Text(RingCourse("noiseFeatures"))}",
        };
    }

    private Finding? Prediction()
    {
        var settings = trials.Where(arm => arm.Part == FeastPart.Settings);
        if (settings.Arms.Count < 6)
        {
            return null;
        }

        var bySeed = settings.Rows.GroupBy(row => row.Seed).Select(rows => Rank([.. rows])).ToArray();
        var correlation = Estimate.FromSample(bySeed);
        var means = settings.Arms.Select(arm => (Arm: arm, Threshold: settings.Of(arm.Name).Mean("meanThreshold")!.Value.Mean, Accuracy: settings.Of(arm.Name).Mean(Linear)!.Value.Mean)).ToList();
        var whole = RankCorrelation.Spearman([.. means.Select(mean => mean.Threshold)], [.. means.Select(mean => mean.Accuracy)], Alternative.Greater);
        var within = means.GroupBy(mean => mean.Arm.Features).Where(group => group.Count() > 2)
            .Select(group => $"N={group.Key}: {EstimateFormat.Number(RankCorrelation.Spearman([.. group.Select(mean => mean.Threshold)], [.. group.Select(mean => mean.Accuracy)]).Coefficient, 2)}");
        return new Finding("C4", $"rank correlation of mean threshold and linear accuracy over {means.Count} settings", correlation,
            Rule.AllOf(correlation.Lower > 0, whole.PValue < 0.05))
        {
            PValue = whole.PValue,
            Note = $"of the means over seeds {EstimateFormat.Number(whole.Coefficient, 3)}, one-sided {EstimateFormat.PValue(whole.PValue)}; with one number of features: {string.Join(", ", within)}; "
                + $"accuracy from {EstimateFormat.Number(means.Min(mean => mean.Accuracy), 3)} to {EstimateFormat.Number(means.Max(mean => mean.Accuracy), 3)}",
        };
    }

    private Finding? Stages()
    {
        if (Over(FeastMethod.Feast, FeastMethod.RandomFeatures) is not { } learned || Over(FeastMethod.RandomFeatures, FeastMethod.PixelCounts) is not { } features)
        {
            return null;
        }

        return new Finding("C5", "linear accuracy, FEAST − random features", learned,
            Rule.AllOf(InEverySeed(FeastMethod.Feast, FeastMethod.RandomFeatures), InEverySeed(FeastMethod.RandomFeatures, FeastMethod.PixelCounts)))
        {
            PValue = learned.PValue,
            Note = $"random features − counts of pixels {EstimateFormat.Brief(features)}; linear and extreme learning machine: "
                + string.Join(", ", Digits.Arms.Select(arm => $"{FeastArm.NameOf(arm.Method)} {Percent(arm, Linear)} and {Percent(arm, "elm")}")),
        };
    }

    private Finding? BesideRivals()
    {
        var differences = Rivals.Select(rival => (Rival: rival, Difference: Over(FeastMethod.Feast, rival))).Where(pair => pair.Difference is not null).Select(pair => (pair.Rival, Difference: pair.Difference!.Value)).ToList();
        if (differences.Count < Rivals.Length)
        {
            return null;
        }

        var closest = differences.MinBy(pair => pair.Difference.Mean);
        return new Finding("C6", $"linear accuracy, FEAST − {FeastArm.NameOf(closest.Rival)}, the best rival", closest.Difference, Rule.AllOf([.. differences.Select(pair => pair.Difference.Lower > 0)]))
        {
            PValue = closest.Difference.PValue,
            Note = string.Join(", ", differences.Select(pair => $"over {FeastArm.NameOf(pair.Rival)} {EstimateFormat.Brief(pair.Difference)}")),
        };
    }

    private Finding? Shuffled() => Feast.Mean("shuffledLinear") is { } accuracy
        ? new Finding("C7", "linear accuracy with shuffled labels, FEAST", accuracy, Rule.Holds(accuracy.Mean is >= 0.05 and <= 0.15))
        {
            Note = string.Join(", ", Digits.Arms.Where(arm => arm.Method != FeastMethod.Feast).Select(arm => $"{FeastArm.NameOf(arm.Method)} {Percent(arm, "shuffledLinear")}")),
        }
        : null;

    internal IReadOnlyList<(double Features, Estimate Value)> RingCourse(string metric)
    {
        var ring = trials.Where(arm => arm.Part == FeastPart.Ring);
        return [.. ring.Arms.OrderBy(arm => arm.Features).Select(arm => ((double)arm.Features, ring.Of(arm.Name).Mean(metric)!.Value))];
    }

    /// <summary>Where a curve is farthest above the line from its first to its last point, both axes scaled to 1 and the first logarithmic.</summary>
    internal static double Knee(IReadOnlyList<(double X, double Y)> course)
    {
        var (first, last) = (course[0], course[^1]);
        double Above((double X, double Y) point)
        {
            var along = Math.Log(point.X / first.X) / Math.Log(last.X / first.X);
            return last.Y == first.Y ? 0 : ((point.Y - first.Y) / (last.Y - first.Y)) - along;
        }

        return course.MaxBy(Above).X;
    }

    private TrialTable<FeastArm> Digits => trials.Where(arm => arm.Part == FeastPart.Digits);

    private TrialTable<FeastArm> Feast => trials.Where(arm => arm.Part == FeastPart.Digits && arm.Method == FeastMethod.Feast);

    // 3 %, and 6 % for 16 features, besides two standard deviations of a share of so many steps.
    private static bool FollowsLaw(TrialTable<FeastArm> arm)
    {
        var (law, steps) = (arm.Rows[0]["law"], arm.Rows.Sum(row => row["measuredSteps"]));
        var sampling = 2 * Math.Sqrt((1 - law) / (law * steps));
        return Math.Abs(LawRatio(arm).Mean - 1) <= (arm.Rows[0].Arm.Features >= ManyFeatures ? 0.06 : 0.03) + sampling;
    }

    private static Estimate LawRatio(TrialTable<FeastArm> arm) => Estimate.FromSample([.. arm.Rows.Select(row => row["missRate"] / row["law"])]);

    private static double Rank(IReadOnlyList<TrialRow<FeastArm>> rows)
    {
        var rho = RankCorrelation.Spearman([.. rows.Select(row => row["meanThreshold"])], [.. rows.Select(row => row[Linear])]).Coefficient;
        return double.IsFinite(rho) ? rho : 0;
    }

    private string NameOf(FeastMethod method) => Digits.Arms.First(arm => arm.Method == method).Name;

    private Estimate? Over(FeastMethod method, FeastMethod rival) =>
        Digits.Arms.Any(arm => arm.Method == method) && Digits.Arms.Any(arm => arm.Method == rival) ? Digits.Difference(NameOf(method), NameOf(rival), Linear) : null;

    private bool InEverySeed(FeastMethod method, FeastMethod rival)
    {
        var others = Digits.Of(NameOf(rival)).Rows.ToDictionary(row => row.Seed, row => row[Linear]);
        return Digits.Of(NameOf(method)).Rows.All(row => others.TryGetValue(row.Seed, out var other) && row[Linear] > other);
    }

    private string Percent(FeastArm arm, string metric) => EstimateFormat.Number(100 * Digits.Of(arm.Name).Mean(metric)!.Value.Mean, 3) + " %";

    private static string Text(IReadOnlyList<(double Features, Estimate Value)> course) =>
        string.Join(", ", course.Select(point => FormattableString.Invariant($"N={point.Features}: {point.Value.Mean:0.0}")));
}
