using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using static Glia.Lab.Statistics.EstimateFormat;

namespace Glia.Studies.BalancedReservoir;

/// <summary>The rules of the claims, as <see cref="Study.Claims"/> states them; fixed before any run.</summary>
internal sealed class ReservoirFindings(TrialTable<ReservoirArm> trials, BalancedReservoirOptions options)
{
    private const string Memory = "memory";
    private const string Error = "narma";
    private static readonly double[] JudgedSlopes = [2, 5];
    private readonly bool _hasSeeds = trials.Rows.Select(row => row.Seed).Distinct().Count() > 1;

    public IEnumerable<Finding> All() => !_hasSeeds ? [] : new[] { Balance(), LocalOverGlobal(), LargestGain(), Heterogeneity(), OneStep(), OwnFactors() }.OfType<Finding>();

    private Finding? Balance()
    {
        var slopes = options.Slopes.Intersect(JudgedSlopes).ToList();
        var gains = slopes.Select(slope => Gain(Balances(slope, Study.IsBalanced), Balances(slope, balance => balance == Study.ExcitationDominated), Memory)).OfType<Estimate>().ToList();
        if (gains.Count < JudgedSlopes.Length)
        {
            return null;
        }

        var best = slopes.Select(slope => trials.Rows.Select(row => row.Seed).Distinct().Select(seed => BestBalance(slope, seed)).ToList()).ToList();
        var least = gains.MinBy(gain => gain.Mean);
        return new Finding("C1", "gain in memory capacity, best balance of 0 to 0.5 over −0.4, the smaller of both slopes", least,
            Rule.AllOf(gains.All(gain => gain.Mean >= 0.15), gains.All(gain => gain.Lower > 0), best.SelectMany(balances => balances).All(balance => balance >= 0)))
        {
            PValue = gains.Max(gain => gain.PValue),
            Note = string.Join("; ", slopes.Select((slope, index) => FormattableString.Invariant($"slope {slope}: gain {Brief(gains[index])}, best balance of each seed {string.Join(", ", best[index])}")))
                + $"; NARMA-10: {string.Join(", ", slopes.Select(slope => FormattableString.Invariant($"slope {slope} ") + Brief(Gain(Balances(slope, Study.IsBalanced), Balances(slope, balance => balance == Study.ExcitationDominated), Error))))}",
        };
    }

    private Finding? LocalOverGlobal()
    {
        if (Gain(ReservoirMethod.Local, ReservoirMethod.GlobalBalance, Memory) is not { } memory || ErrorRatio(ReservoirMethod.Local, ReservoirMethod.GlobalBalance) is not { } error)
        {
            return null;
        }

        return new Finding("C2a", "gain in memory capacity, tuned local over tuned global", memory, Rule.AllOf(memory.Mean >= 0.15 && memory.Lower > 0, error.Mean <= 0.9 && error.Upper < 1))
        {
            PValue = memory.PValue,
            Note = $"NARMA-10 error {Brief(error)} times that of the global one; memory capacity of tuned "
                + string.Join(", ", Enum.GetValues<ReservoirMethod>().Select(method => $"{method} {Brief(Tuned(method, Memory))}")) + "; NARMA-10 NRMSE "
                + string.Join(", ", Enum.GetValues<ReservoirMethod>().Select(method => $"{method} {Brief(Tuned(method, Error))}"))
                + $"; share of capacity beyond half of the delays at most {EstimateFormat.Number(trials.Rows.Max(row => row["memory beyond half of the delays"] / Math.Max(1, row[Memory])), 2)}",
        };
    }

    private Finding? LargestGain()
    {
        var tuned = Metrics.Select(metric => (metric, Gain: Gain(ReservoirMethod.Local, ReservoirMethod.GlobalBalance, metric))).ToList();
        if (tuned.All(gain => gain.Gain is null))
        {
            return null;
        }

        var untuned = Metrics.SelectMany(metric => options.Slopes.SelectMany(slope => new[] { 0, Study.ExcitationDominated }.Select(balance =>
            (Text: FormattableString.Invariant($"{metric} over balance {balance} at slope {slope}"), Gain: Gain(Local(slope), Balances(slope, value => value == balance), metric))))).Where(gain => gain.Gain is not null).ToList();
        // A ratio of errors near 0 can be of any size: only gains that are certain to be gains count.
        var (name, largest) = tuned.Where(gain => gain.Gain is not null).OrderByDescending(gain => gain.Gain!.Value.Lower > 0).ThenByDescending(gain => gain.Gain!.Value.Mean).First();
        var far = untuned.OrderByDescending(gain => gain.Gain!.Value.Lower > 0).ThenByDescending(gain => gain.Gain!.Value.Mean).FirstOrDefault();
        return new Finding("C2b", $"largest gain over the tuned global reservoir ({name})", largest, Rule.Graded(IsLarge(largest), IsLarge(far.Gain)))
        {
            Note = string.Join(", ", tuned.Select(gain => $"{gain.metric} {Brief(gain.Gain)}")) + $"; largest over an untuned reservoir: {far.Text} {Brief(far.Gain)}",
        };
    }

    private static bool IsLarge(Estimate? gain) => gain is { Mean: >= 1.3, Lower: > 0 };

    private Finding? Heterogeneity()
    {
        var regrets = new Regret(trials, options);
        if (regrets.Cells < 6 || regrets.Tuned(ReservoirMethod.Local) is not { Count: > 1 } homogeneous || regrets.Tuned(ReservoirMethod.LocalHeterogeneous) is not { Count: > 1 } heterogeneous)
        {
            return Finding.NotTested("C3", "Judged over six settings of slope and input fraction or more.");
        }

        var difference = PairedDifference.Between(homogeneous, heterogeneous).Estimate;
        return new Finding("C3", $"regret over {regrets.Cells} settings, homogeneous − heterogeneous", difference, Rule.Graded(difference.Lower > 0, difference.Mean > 0))
        {
            PValue = difference.PValue,
            Note = "regret of " + string.Join(", ", regrets.ByTarget().Select(target => $"{target.Name} {Brief(target.Regret)}")),
        };
    }

    private Finding? OneStep()
    {
        var pairs = trials.Rows.Where(row => row.Arm.Method == ReservoirMethod.OneStep)
            .Select(row => (row.Seed, One: row, Iterated: trials.Rows.FirstOrDefault(other => other.Seed == row.Seed && other.Arm == row.Arm with { Method = ReservoirMethod.Local }))).Where(pair => pair.Iterated is not null).ToList();
        if (pairs.Count == 0)
        {
            return null;
        }

        Estimate BySeed(Func<(long Seed, TrialRow<ReservoirArm> One, TrialRow<ReservoirArm>? Iterated), double> value) => Estimate.FromSample([.. pairs.GroupBy(pair => pair.Seed).Select(group => group.Average(value))]);
        var deviation = BySeed(pair => pair.One["rate deviation"]);
        var difference = BySeed(pair => Math.Abs(1 - (pair.One[Memory] / pair.Iterated![Memory])));
        return new Finding("C4", "|mean rate − target| after the one-step design", deviation, Rule.AllOf(deviation.Mean <= 0.05, difference.Mean <= 0.1))
        {
            Note = $"after iteration {Brief(BySeed(pair => pair.Iterated!["rate deviation"]))}; |1 − ratio of capacities| {Brief(difference)}; "
                + $"tuned one-step {Brief(Tuned(ReservoirMethod.OneStep, Memory))}, tuned iterated {Brief(Tuned(ReservoirMethod.Local, Memory))}; "
                + string.Join(", ", options.Slopes.Select(slope => FormattableString.Invariant($"slope {slope}: deviation ")
                    + EstimateFormat.Number(pairs.Where(pair => pair.One.Arm.Slope == slope).Average(pair => pair.One["rate deviation"]), 2))),
        };
    }

    private Finding? OwnFactors() => Difference(ReservoirMethod.Local, ReservoirMethod.MeanOfLocal, Memory) is { } difference
        ? new Finding("C5", "memory capacity, tuned local − tuned mean of the local factors", difference, Rule.Graded(difference.Lower > 0, difference.Mean > 0))
        {
            PValue = difference.PValue,
            Note = $"NARMA-10 error {Brief(ErrorRatio(ReservoirMethod.Local, ReservoirMethod.MeanOfLocal))} times; over intrinsic plasticity {Brief(Difference(ReservoirMethod.Local, ReservoirMethod.IntrinsicPlasticity, Memory))}, "
                + $"over the echo-state network {Brief(Difference(ReservoirMethod.Local, ReservoirMethod.EchoState, Memory))}",
        }
        : null;

    /// <summary>The tasks that were measured, of those that every arm has.</summary>
    internal IEnumerable<string> Metrics => new[] { Memory, Error, "mackey-glass", "lorenz" }.Where(metric => trials.Rows.All(row => row.Result.Metrics.ContainsKey(metric)));

    /// <summary>What a method reaches with its setting chosen on the other seeds.</summary>
    internal IReadOnlyList<SeedValue> TunedValues(ReservoirMethod method, string metric) => Tuning.Values(Main(method), metric);

    private TrialTable<ReservoirArm> Main(ReservoirMethod method) => trials.Where(arm => arm.Method == method && arm.InputFraction == options.InputFractions[0]);

    private TrialTable<ReservoirArm> Local(double slope) => Main(ReservoirMethod.Local).Where(arm => arm.Slope == slope && arm.InputScaling == options.InputScalings[0]);

    private TrialTable<ReservoirArm> Balances(double slope, Func<double, bool> isMeant) =>
        Main(ReservoirMethod.GlobalBalance).Where(arm => arm.Slope == slope && arm.InputScaling == options.InputScalings[0] && isMeant(arm.Parameter));

    private double BestBalance(double slope, long seed) => Balances(slope, _ => true).Rows.Where(row => row.Seed == seed).MaxBy(row => row[Memory])!.Arm.Parameter;

    private Estimate? Gain(ReservoirMethod first, ReservoirMethod second, string metric) => Gain(Main(first), Main(second), metric);

    private static Estimate? Gain(TrialTable<ReservoirArm> first, TrialTable<ReservoirArm> second, string metric) => Tuning.Gain(Tuning.Values(first, metric), Tuning.Values(second, metric), metric);

    private Estimate? ErrorRatio(ReservoirMethod first, ReservoirMethod second)
    {
        var (one, other) = (TunedValues(first, Error), TunedValues(second, Error));
        return one.Count == 0 || other.Count == 0 ? null : Estimate.FromSample([.. one.Zip(other, (a, b) => a.Value / b.Value)]);
    }

    private Estimate? Difference(ReservoirMethod first, ReservoirMethod second, string metric)
    {
        var (one, other) = (TunedValues(first, metric), TunedValues(second, metric));
        return one.Count == 0 || other.Count == 0 ? null : PairedDifference.Between(one, other).Estimate;
    }

    private Estimate? Tuned(ReservoirMethod method, string metric) => TunedValues(method, metric) is { Count: > 0 } values ? Estimate.FromSample([.. values.Select(value => value.Value)]) : null;
}
