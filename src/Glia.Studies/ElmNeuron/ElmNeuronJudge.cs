using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.ElmNeuron;

/// <summary>The rules of the claims, as <see cref="ElmNeuronClaims"/> states them.</summary>
internal sealed class ElmNeuronJudge(TrialTable<ElmArm> trials, ElmNeuronOptions options)
{
    private const string Auc = "AUC";
    private const string Variance = "explained variance";
    private const string Accuracy = "accuracy";

    // Where a preset runs only some, the claim is not wholly tested.
    private static readonly int[] ClaimedDelays = [100, 1000];

    private readonly ElmArm _judged = new(ElmPart.NeuronIo, ElmModel.Elm, options.Memories.Max());

    public IEnumerable<Finding> All() => new[] { Spikes(), Voltage(), Sizes(), AgainstLstm(), Sums(), Bins(), Recall(), Shuffled(), Slow(), Wiring(), Nonlinearity(), Spread(), Scale(), Heidelberg(), AgainstTcn() }
        .OfType<Finding>();

    private Finding? Spikes()
    {
        var glm = new ElmArm(ElmPart.NeuronIo, ElmModel.Glm, 0);
        if (Mean(_judged, Auc) is not { } auc || Difference(_judged, glm, Auc) is not { } difference)
        {
            return null;
        }

        var over = Rule.AtLeast(difference, .01) == Verdict.Reproduced;
        return new Finding("C1", $"AUC, ELM {_judged.Size}", auc, Rule.AllOf(auc.Mean >= .95, over))
        {
            PValue = difference.PValue,
            Note = Words(
                $"over the GLM {Text(difference)}", $"{Mean(_judged, "parameters")!.Value.Mean:0} parameters",
                $"TPR at FPR 0.0025 {Brief(_judged, "TPR at FPR 0.0025")}, GLM {Brief(glm, "TPR at FPR 0.0025")}"),
        };
    }

    private Finding? Voltage() => Mean(_judged, Variance) is not { } variance ? null
        : new Finding("C2", $"explained variance of the soma, ELM {_judged.Size}", variance,
            variance.Mean >= .9 ? Verdict.Reproduced : variance.Upper >= .9 ? Verdict.Partly : Verdict.NotReproduced)
        {
            Note = Words($"RMSE {Brief(_judged, "RMSE (mV)")} mV", $"GLM {Brief(new(ElmPart.NeuronIo, ElmModel.Glm, 0), Variance)}"),
        };

    private Finding? Sizes()
    {
        var sizes = options.Memories.Order().Select(memories => _judged with { Size = memories }).Where(arm => Mean(arm, Auc) is not null).ToList();
        if (sizes.Count < 2 || Difference(sizes[^1], sizes[0], Auc) is not { } difference)
        {
            return null;
        }

        var means = sizes.ConvertAll(arm => Mean(arm, Auc)!.Value.Mean);
        var rising = means.Zip(means.Skip(1)).All(step => step.Second >= step.First - .005);
        return new Finding("C3", $"AUC, ELM {sizes[^1].Size} − ELM {sizes[0].Size}", difference, Rule.PartlyUnless(Rule.AtLeast(difference, .02), rising))
        {
            PValue = difference.PValue,
            Note = Words(
                string.Join("; ", sizes.Select(arm => $"d_m {arm.Size}: {Brief(arm, Auc)}")),
                "explained variance of the voltage: " + string.Join("; ", sizes.Select(arm => $"d_m {arm.Size}: {Brief(arm, Variance)}"))),
        };
    }

    private Finding? AgainstLstm()
    {
        var (equal, large) = (BestLstm(ElmPart.NeuronIo, 1, options.LstmUnits[0]), BestLstm(ElmPart.NeuronIo, 1, options.LstmUnits[^1]));
        if (equal is null || large is null || Difference(_judged, equal, Auc) is not { } spikes || Difference(_judged, equal, Variance) is not { } voltage
            || Difference(_judged, large, Auc) is not { } largest)
        {
            return null;
        }

        var holds = new[] { spikes.Lower > 0, voltage.Lower > 0, largest.Mean >= -.005 }.Count(one => one);
        return new Finding("C4", $"AUC, ELM {_judged.Size} − {equal.Name}", spikes, holds == 3 ? Verdict.Reproduced : holds > 0 ? Verdict.Partly : Verdict.NotReproduced)
        {
            PValue = spikes.PValue,
            Note = Words(
                $"explained variance {Text(voltage)}", $"AUC over {large.Name} {Text(largest)}",
                $"parameters: ELM {Mean(_judged, "parameters")!.Value.Mean:0}, LSTM {Mean(equal, "parameters")!.Value.Mean:0} and {Mean(large, "parameters")!.Value.Mean:0}"),
        };
    }

    private Finding? AgainstTcn()
    {
        var tcn = new ElmArm(ElmPart.NeuronIo, ElmModel.Tcn, options.TcnChannels);
        if (Difference(_judged, tcn, Auc) is not { } spikes || Difference(_judged, tcn, Variance) is not { } voltage || Mean(_judged, "parameters") is not { } few || Mean(tcn, "parameters") is not { } many)
        {
            return null;
        }

        var verdict = few.Mean <= many.Mean / 10 ? Rule.AllOf(spikes.Mean >= -.005, voltage.Mean >= -.01) : Verdict.NotReproduced;
        return new Finding("C16", $"AUC, ELM {_judged.Size} − {tcn.Name}", spikes, verdict)
        {
            PValue = spikes.PValue,
            Note = Words($"explained variance {Text(voltage)}", $"parameters: ELM {few.Mean:0}, TCN {many.Mean:0}"),
        };
    }

    private Finding? Sums()
    {
        if (options.BinsMs.Count == 0)
        {
            return null;
        }

        var bin = options.BinsMs.Min();
        var elm = Sum(bin);
        return BestLstm(ElmPart.SpokenSum, bin, options.SumUnits) is { } lstm && Difference(elm, lstm, Accuracy) is { } difference
            ? new Finding("C5", $"accuracy, {elm.Name} − {lstm.Name}", difference, Rule.AtLeast(difference, .05))
            {
                PValue = difference.PValue,
                Note = $"ELM {Brief(elm, Accuracy)}, LSTM {Brief(lstm, Accuracy)}; chance 0.1 for the commonest sum",
            }
            : null;
    }

    private Finding? Bins()
    {
        if (options.BinsMs.Count < 2)
        {
            return null;
        }

        var (fine, coarse) = (options.BinsMs.Min(), options.BinsMs.Max());
        if (Difference(Sum(coarse), Sum(fine), Accuracy) is not { } elm || BestLstm(ElmPart.SpokenSum, fine, options.SumUnits) is not { } fineLstm
            || BestLstm(ElmPart.SpokenSum, coarse, options.SumUnits) is not { } coarseLstm || Difference(coarseLstm, fineLstm, Accuracy) is not { } lstm)
        {
            return null;
        }

        var losses = PairedDifference.Between(Losses(coarseLstm, fineLstm), Losses(Sum(coarse), Sum(fine))).Estimate;
        return new Finding("C6", $"accuracy lost from {coarse} to {fine} ms, LSTM − ELM", losses, Rule.AllOf(elm.Mean < .05, losses.Lower > 0))
        {
            PValue = losses.PValue,
            Note = $"ELM loses {Text(elm)}, LSTM {Text(lstm)}",
        };
    }

    private Finding? Recall()
    {
        var delays = options.Delays.Order().Select(delay => new ElmArm(ElmPart.Recall, ElmModel.Elm, ElmNeuronPlan.RecallMemories, delay)).ToList();
        if (delays.Count == 0 || delays.Any(arm => Mean(arm, Accuracy) is null || Mean(Short(arm), Accuracy) is null))
        {
            return null;
        }

        var solved = delays.All(arm => Mean(arm, Accuracy)!.Value.Mean > .95);
        var chance = delays.All(arm => Math.Abs(Mean(Short(arm), Accuracy)!.Value.Mean - .125) <= .05);
        var whole = ClaimedDelays.All(delay => delays.Any(arm => arm.Setting == delay));
        return new Finding("C7", $"accuracy, {delays[^1].Name}", Mean(delays[^1], Accuracy), whole || !(solved && chance) ? Rule.AllOf(solved, chance) : Verdict.Partly)
        {
            Note = (whole ? "" : "not all of the claim's delays were run; ") + string.Join("; ", delays.Select(arm => $"T = {arm.Setting}: {Brief(arm, Accuracy)}, with τ ≤ T/50 {Brief(Short(arm), Accuracy)}")),
        };
    }

    private Finding? Shuffled()
    {
        var rows = trials.Of(_judged.Name).Rows;
        if (rows.Count == 0)
        {
            return null;
        }

        var loss = Estimate.FromSample([.. rows.Select(row => row[Auc] - row["AUC, shuffled"])]);
        return new Finding("C8", "AUC, in order − shuffled", loss, Rule.AtLeast(loss, .1)) { PValue = loss.PValue, Note = $"shuffled: {Brief(_judged, "AUC, shuffled")}" };
    }

    private Finding? Slow() => Against("C9", ElmVariant.Tau1, .01);

    private Finding? Wiring() => Against("C10", ElmVariant.DrawnRouting, 0);

    private Finding? Nonlinearity() => Against("C11", ElmVariant.Linear, 0);

    private Finding? Spread()
    {
        if (Against("C12", ElmVariant.Tau5, 0) is not { } fast || Difference(_judged, _judged with { Variant = ElmVariant.Tau150 }, Auc) is not { } slow)
        {
            return null;
        }

        return fast with
        {
            Verdict = Rule.AllOf(fast.Measured!.Value.Lower > 0, slow.Lower > 0),
            PValue = Math.Max(fast.PValue ?? 1, slow.PValue ?? 1),
            Note = Words($"over all τ = 150 ms {Text(slow)}", fast.Note),
        };
    }

    private Finding? Scale() => Against("C13", ElmVariant.Lambda1, 0) is { } finding
        ? finding with { Verdict = Verdict.NotTested, PValue = null, Note = Words("reported without a threshold", finding.Note) }
        : null;

    private Finding? Heidelberg() => trials.Where(arm => arm.Part == ElmPart.Heidelberg).Mean(Accuracy) is { } accuracy
        ? new Finding("C14", "test accuracy on SHD", accuracy, accuracy.Mean >= .84 ? Verdict.Reproduced : accuracy.Mean >= .8 ? Verdict.Partly : Verdict.NotReproduced)
        : null;

    private Finding? Against(string claim, ElmVariant variant, double threshold) => Difference(_judged, _judged with { Variant = variant }, Auc) is { } difference
        ? new Finding(claim, $"AUC, ELM {_judged.Size} − {(_judged with { Variant = variant }).Name}", difference, Rule.AtLeast(difference, threshold))
        {
            PValue = difference.PValue,
            Note = Difference(_judged, _judged with { Variant = variant }, Variance) is { } voltage ? $"explained variance of the voltage {Text(voltage)}" : "",
        }
        : null;

    /// <summary>Plain or chrono, whichever is better on validation data; test data choose nothing.</summary>
    private ElmArm? BestLstm(ElmPart part, int setting, int units) => new[] { ElmModel.Lstm, ElmModel.ChronoLstm }
        .Select(model => new ElmArm(part, model, units, setting))
        .Where(arm => Mean(arm, "validation") is not null)
        .MaxBy(arm => Mean(arm, "validation")!.Value.Mean);

    private ElmArm Sum(int bin) => new(ElmPart.SpokenSum, ElmModel.Elm, options.SumUnits, bin);

    private List<SeedValue> Losses(ElmArm coarse, ElmArm fine)
    {
        var fineValues = trials.Of(fine.Name).Values(Accuracy).ToDictionary(value => value.Seed, value => value.Value);
        return [.. trials.Of(coarse.Name).Values(Accuracy).Where(value => fineValues.ContainsKey(value.Seed)).Select(value => new SeedValue(value.Seed, value.Value - fineValues[value.Seed]))];
    }

    private static ElmArm Short(ElmArm arm) => arm with { Variant = ElmVariant.ShortTau };

    private Estimate? Mean(ElmArm arm, string metric) => trials.Of(arm.Name).Mean(metric);

    private Estimate? Difference(ElmArm arm, ElmArm baseline, string metric) => trials.Difference(arm.Name, baseline.Name, metric);

    private string Brief(ElmArm arm, string metric) => Mean(arm, metric) is { } mean ? EstimateFormat.Brief(mean) : "not run";

    private static string Text(Estimate estimate) => EstimateFormat.Text(estimate);

    private static string Words(params IEnumerable<string> parts) => string.Join("; ", parts);
}
