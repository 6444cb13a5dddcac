using System.Globalization;
using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.MetaNeuron;

/// <summary>The rules of the claims; thresholds are those of <see cref="Study.Claims"/>, written down before any run of this code.</summary>
internal sealed class NeuronFindings(TrialTable<NeuronArm> trials)
{
    private const string Accuracy = "accuracy";
    private static readonly double[] JudgedTaus = [1.1, 2, 20];

    public IEnumerable<Finding> All() =>
        new[] { RateGain(), BurstGain(), Harm(), Leak(), Strict(), Meta(), Tempotron(), LongBursts(), LongRates(), Readout(), Stdp(), Digits() }.OfType<Finding>();

    private Finding? RateGain()
    {
        var cells = Cells(SpikeTask.Rates).Where(cell => JudgedTaus.Contains(cell.Tau)).ToList();
        if (cells.Count == 0)
        {
            return null;
        }

        var smallest = cells.MinBy(cell => cell.Gain.Mean);
        var holding = cells.Count(cell => Rule.AtLeast(cell.Gain, 0.025) == Verdict.Reproduced);
        return new Finding("C1", $"accuracy, constants learned − weights only, rates, smallest gain ({Tau(smallest.Tau)})", smallest.Gain,
            holding == cells.Count ? Verdict.Reproduced : holding > 0 ? Verdict.Partly : Verdict.NotReproduced)
        {
            PValue = smallest.Gain.PValue,
            Note = Words(Text(Cells(SpikeTask.Rates)), AgainstCounts(SpikeTask.Rates)),
        };
    }

    private Finding? BurstGain()
    {
        if (Gain(NeuronMethod.WeightsAndConstants, NeuronMethod.Weights, SpikeTask.Bursts, 1.1) is not { } gain)
        {
            return null;
        }

        var rivals = Taus(NeuronMethod.Weights, SpikeTask.Bursts).Where(tau => tau != 1.1)
            .Select(tau => (Tau: tau, Gain: trials.Difference(Name(NeuronMethod.WeightsAndConstants, SpikeTask.Bursts, 1.1), Name(NeuronMethod.Weights, SpikeTask.Bursts, tau), Accuracy)!.Value));
        return new Finding("C2", "accuracy, constants learned − weights only, bursts, τ₀=1.1", gain, Rule.AtLeast(gain, 0.08))
        {
            PValue = gain.PValue,
            Note = Words(string.Join("; ", rivals.Select(rival => $"against weights only that start at {Tau(rival.Tau)}: {Number(rival.Gain)}")), AgainstCounts(SpikeTask.Bursts)),
        };
    }

    private Finding? Harm()
    {
        var cells = new[] { SpikeTask.Rates, SpikeTask.Bursts }.SelectMany(task => Cells(task).Select(cell => (Task: task, cell.Tau, cell.Gain))).ToList();
        if (cells.Count == 0)
        {
            return null;
        }

        var worst = cells.MinBy(cell => cell.Gain.Mean);
        var hurt = cells.Where(cell => cell.Gain.Mean < 0).Select(cell => $"{Lower(cell.Task)}, {Tau(cell.Tau)}: {Number(cell.Gain)}").ToList();
        return new Finding("C3", $"accuracy, constants learned − weights only, smallest of {cells.Count} cells ({Lower(worst.Task)}, {Tau(worst.Tau)})", worst.Gain, Rule.Holds(worst.Gain.Mean >= -0.04))
        {
            Note = hurt.Count == 0 ? "learning constants hurts in none of the cells that were run" : "learning constants hurts: " + string.Join("; ", hurt),
        };
    }

    private Finding? Leak()
    {
        var means = Taus(NeuronMethod.WeightsAndConstants, SpikeTask.Rates)
            .Select(tau => (Tau: tau, Mean: trials.Of(Name(NeuronMethod.WeightsAndConstants, SpikeTask.Rates, tau)).Mean(Accuracy)!.Value.Within(0, 1))).ToList();
        if (means.Count == 0)
        {
            return null;
        }

        var (best, mean) = means.MaxBy(cell => cell.Mean.Mean);
        return new Finding("C4", $"accuracy, constants learned, rates, highest ({Tau(best)})", mean, Rule.Holds(mean.Mean <= 0.845));
    }

    private Finding? Strict()
    {
        var gains = new[] { SpikeTask.Rates, SpikeTask.Bursts }.Select(task => (Task: task, Gain: Chosen(task))).Where(row => row.Gain is not null).Select(row => (row.Task, Gain: row.Gain!.Value)).ToList();
        if (gains.Count == 0)
        {
            return null;
        }

        var (where, smallest) = gains.MinBy(row => row.Gain.Mean);
        var holding = gains.Count(row => row.Gain.Lower > 0);
        return new Finding("C5", $"accuracy, constants learned − weights only, both with τ₀ chosen on validation, smaller of {gains.Count} ({Lower(where)})", smallest,
            holding == 2 ? Verdict.Reproduced : holding == 1 ? Verdict.Partly : Verdict.NotReproduced)
        {
            PValue = smallest.PValue,
            Note = string.Join("; ", gains.Select(row => $"{Lower(row.Task)}: {Number(row.Gain)}")),
        };
    }

    private Finding? Meta() => Gain(NeuronMethod.MetaWeightsAndConstants, NeuronMethod.MetaWeights, SpikeTask.Rates, 0) is { } gain
        ? new Finding("C6", "accuracy, meta neuron, constants learned − defaults, rates", gain, Rule.AtLeast(gain, 0.01))
        {
            PValue = gain.PValue,
            Note = $"membranes run beyond ±10 and are held there: {Diverging(NeuronMethod.MetaWeightsAndConstants)} with constants learned, {Diverging(NeuronMethod.MetaWeights)} with defaults",
        }
        : null;

    private string Diverging(NeuronMethod method)
    {
        var rows = trials.Where(arm => arm.Method == method).Rows;
        return $"{rows.Count(row => row.Result.Metrics.GetValueOrDefault("diverges") > 0)} of {rows.Count} networks";
    }

    private Finding? Tempotron()
    {
        var (plain, learned) = (trials.Where(arm => arm is { Method: NeuronMethod.Tempotron, Patterns: 40 }), trials.Where(arm => arm is { Method: NeuronMethod.TempotronAndConstants, Patterns: 40 }));
        if (plain.Mean("epochs") is not { } epochs || learned.Mean("epochs") is not { } longer)
        {
            return null;
        }

        var faultless = plain.Rows.All(row => row["errors"] == 0 && row["epochs"] <= 400);
        var enough = learned.Rows.All(row => row["errors"] == 0) && longer.Mean <= 2 * epochs.Mean;
        return new Finding("C7", "epochs until 40 patterns are without error", epochs, !faultless ? Verdict.NotReproduced : enough ? Verdict.Reproduced : Verdict.Partly)
        {
            Note = Invariant($"with τ and threshold learned {Number(longer)}; seeds with errors left: {plain.Rows.Count(row => row["errors"] > 0)} and {learned.Rows.Count(row => row["errors"] > 0)}"),
        };
    }

    private Finding? LongBursts()
    {
        var rows = trials.Where(arm => arm.Method == NeuronMethod.LongBursts);
        if (rows.Mean("complexity") is not { } complexity || rows.Mean("rate") is not { } rate)
        {
            return null;
        }

        var holding = (complexity.Mean >= 0.99 ? 1 : 0) + (rate.Mean <= 0.6 ? 1 : 0);
        return new Finding("C8", "accuracy by complexity, trains that differ in bursts", complexity.Within(0, 1), holding == 2 ? Verdict.Reproduced : holding == 1 ? Verdict.Partly : Verdict.NotReproduced)
        {
            Note = $"by rate {Number(rate.Within(0, 1))}; {Classes(rows)}",
        };
    }

    private Finding? LongRates()
    {
        var rows = trials.Where(arm => arm.Method == NeuronMethod.LongRates);
        return rows.Mean("complexity") is { } complexity && rows.Mean("rate") is { } rate
            ? new Finding("C9", "accuracy by complexity, trains that differ in rate", complexity.Within(0, 1), Rule.Holds(complexity.Mean >= 0.95))
            {
                Note = $"by rate {Number(rate.Within(0, 1))}: {(rate.Mean >= complexity.Mean ? "the rate decides as well" : "the rate decides less well")}; {Classes(rows)}",
            }
            : null;
    }

    private Finding? Readout()
    {
        var rows = trials.Of(Name(NeuronMethod.WeightsAndConstants, SpikeTask.Bursts, 1.1));
        if (rows.Rows.Count == 0)
        {
            return null;
        }

        var difference = PairedDifference.Between(rows.Values("network complexity"), rows.Values("input complexity")).Estimate;
        var others = new[] { "network complexity", "input complexity", "network rates", Accuracy, "network complexity, one number", "network rate, one number" };
        return new Finding("C10", "accuracy, complexity of the network's trains − of the input's, bursts", difference,
            difference.Mean < -0.01 ? Verdict.NotReproduced : difference.Lower >= -0.01 ? Verdict.Reproduced : Verdict.Partly)
        {
            Note = string.Join("; ", others.Select(name => $"{(name == Accuracy ? "network's own readout" : name)} {Number(rows.Mean(name)!.Value.Within(0, 1))}")),
        };
    }

    private Finding? Stdp()
    {
        var gains = new[] { SpikeTask.Rates, SpikeTask.Bursts }
            .Select(task => (Task: task, Gain: Gain(NeuronMethod.StdpAndConstants, NeuronMethod.Stdp, task, NeuronPlan.MiddleTau))).Where(row => row.Gain is not null).ToList();
        return gains.Count == 0 ? null : new Finding("C11", $"accuracy under STDP, constants learned − weights only, {Lower(gains[0].Task)}", gains[0].Gain, Verdict.NotTested)
        {
            Note = string.Join("; ", gains.Select(row =>
                $"{Lower(row.Task)}: {Number(row.Gain!.Value)}, accuracy {Number(trials.Of(Name(NeuronMethod.StdpAndConstants, row.Task, NeuronPlan.MiddleTau)).Mean(Accuracy)!.Value.Within(0, 1))}")) + "; reported without a threshold",
        };
    }

    private Finding? Digits() => Gain(NeuronMethod.WeightsAndConstants, NeuronMethod.Weights, SpikeTask.Digits, NeuronPlan.MiddleTau) is { } gain
        ? new Finding("C12", "accuracy, constants learned − weights only, digits 3 and 8", gain, Verdict.NotTested)
        {
            Note = Words(AgainstCounts(SpikeTask.Digits), "reported without a threshold"),
        }
        : null;

    private IEnumerable<double> Taus(NeuronMethod method, SpikeTask task) => trials.Arms.Where(arm => arm.Method == method && arm.Task == task).Select(arm => arm.Tau).Order();

    private List<(double Tau, Estimate Gain)> Cells(SpikeTask task) =>
        [.. Taus(NeuronMethod.WeightsAndConstants, task).Select(tau => (tau, Gain: Gain(NeuronMethod.WeightsAndConstants, NeuronMethod.Weights, task, tau))).Where(cell => cell.Gain is not null).Select(cell => (cell.tau, cell.Gain!.Value))];

    // Both sides choose among the same time constants, or the finding is left out.
    private Estimate? Chosen(SpikeTask task)
    {
        var taus = Taus(NeuronMethod.WeightsAndConstants, task).ToList();
        if (taus.Count < 2 || !taus.SequenceEqual(Taus(NeuronMethod.Weights, task)))
        {
            return null;
        }

        List<SeedValue> Best(NeuronMethod method) =>
            [.. trials.Where(arm => arm.Method == method && arm.Task == task).Rows.GroupBy(row => row.Seed).Select(seed => new SeedValue(seed.Key, seed.MaxBy(row => row["validation"])![Accuracy]))];
        var (method, rival) = (Best(NeuronMethod.WeightsAndConstants), Best(NeuronMethod.Weights));
        var shared = method.Select(value => value.Seed).Intersect(rival.Select(value => value.Seed)).ToHashSet();
        return shared.Count == 0 ? null : PairedDifference.Between([.. method.Where(value => shared.Contains(value.Seed))], [.. rival.Where(value => shared.Contains(value.Seed))]).Estimate;
    }

    private Estimate? Gain(NeuronMethod method, NeuronMethod baseline, SpikeTask task, double tau) => trials.Difference(Name(method, task, tau), Name(baseline, task, tau), Accuracy);

    private string AgainstCounts(SpikeTask task) => trials.Of(Name(NeuronMethod.Counts, task, 0)).Mean(Accuracy) is { } counts ? $"logistic regression on counts {Number(counts.Within(0, 1))}" : "";

    private static string Classes(TrialTable<NeuronArm> rows)
    {
        double Mean(string metric) => rows.Mean(metric)!.Value.Mean;
        return Invariant($"complexities {Mean("mean of class 0"):0.000} ± {Mean("deviation of class 0"):0.000} and {Mean("mean of class 1"):0.000} ± {Mean("deviation of class 1"):0.000}");
    }

    private static string Text(IEnumerable<(double Tau, Estimate Gain)> cells) => string.Join("; ", cells.Select(cell => $"{Tau(cell.Tau)}: {Number(cell.Gain)}"));

    private static string Name(NeuronMethod method, SpikeTask task, double tau) => NeuronArm.NameOf(method, task, tau);

    private static string Tau(double tau) => Invariant($"τ₀={tau}");

    private static string Lower(SpikeTask task) => task.ToString().ToLowerInvariant();

    private static string Number(Estimate estimate) => EstimateFormat.Text(estimate);

    private static string Words(params IEnumerable<string> parts) => string.Join("; ", parts.Where(part => part.Length > 0));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
