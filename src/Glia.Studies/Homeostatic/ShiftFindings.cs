using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.Homeostatic;

/// <summary>The rules of the claims, as <see cref="Study.Claims"/> states them; fixed before any judged run.</summary>
internal sealed class ShiftFindings(TrialTable<ShiftArm> trials, HomeostaticOptions options)
{
    private const string Online = "online";
    private const double LeastGain = 0.05;
    private const double LeastSeasonalGain = 0.02;
    private const double Impairment = 0.005;

    // Guessing gives 0.1: a network below twice that has lost what it knew.
    private const double LostAccuracy = 0.2;

    private readonly double _rate = options.InitialRates[0];
    private readonly int _most = options.Swaps.Max();

    private IEnumerable<int?> Shifting => options.Swaps.Distinct().Where(swaps => swaps > 0).Order().Select(swaps => (int?)swaps);

    public IEnumerable<Finding> All() => new[] { Adaptability(), Greatest(), OverRandom(), Seasons(), NoImpairment(), OtherRates(), BestConstant(), BothTuned(), Clothes() }.OfType<Finding>();

    /// <summary>Online accuracy of homeostasis over the constant rate, both from one η₀.</summary>
    public Estimate? Gain(ImageSet set, int? swaps, double rate) => Difference(set, swaps, (Regulation.Homeostatic, rate), (Regulation.Constant, rate));

    /// <summary>The arm of a regulation with the best mean online accuracy over all learning rates that were run.</summary>
    public ShiftArm? Best(Regulation regulation, int? swaps) => trials.Arms
        .Where(arm => arm.Images == ImageSet.Mnist && arm.Swaps == swaps && arm.Regulation == regulation)
        .MaxBy(arm => trials.Of(arm.Name).Mean(Online)!.Value.Mean);

    private Finding? Adaptability() => Everywhere("C1", "constant rate, both from " + Eta(_rate), swaps => Gain(ImageSet.Mnist, swaps, _rate));

    private Finding? Greatest()
    {
        if (Gain(ImageSet.Mnist, _most, _rate) is not { } gain)
        {
            return null;
        }

        var lower = options.Swaps.Where(swaps => swaps < _most).Distinct().Order().Select(swaps => (Swaps: swaps, Gain: Gain(ImageSet.Mnist, swaps, _rate))).Where(at => at.Gain is not null).ToList();
        return new Finding("C2", $"online accuracy, homeostatic − constant, {_most} swaps per epoch, {Eta(_rate)}", gain, Rule.PartlyUnless(Rule.AtLeast(gain, LeastGain), lower.All(at => at.Gain!.Value.Mean < gain.Mean)))
        {
            PValue = gain.PValue,
            Note = string.Join("; ", lower.Select(at => $"{at.Swaps} swaps: {EstimateFormat.Brief(at.Gain!.Value)}").Append(Rates(_most))),
        };
    }

    private Finding? OverRandom() =>
        Everywhere("C3", "random regulation, both from " + Eta(_rate), swaps => Difference(ImageSet.Mnist, swaps, (Regulation.Homeostatic, _rate), (Regulation.Random, _rate))) is { } finding
            ? finding with { Note = $"{finding.Note}; at the end of the run test accuracy was below {LostAccuracy} in {Lost(Regulation.Random)} with random regulation and {Lost(Regulation.Homeostatic)} with homeostasis" }
            : null;

    private Finding? Seasons()
    {
        if (Gain(ImageSet.Mnist, null, _rate) is not { } gain)
        {
            return null;
        }

        Estimate Season(string metric) => trials.Difference(Name(Regulation.Homeostatic), Name(Regulation.Constant), metric)!.Value;
        string Name(Regulation regulation) => ShiftArm.NameOf(ImageSet.Mnist, null, regulation, _rate);
        var best = Best(Regulation.Constant, null)!;
        return new Finding("C4", $"online accuracy, homeostatic − constant, seasons, {Eta(_rate)}", gain, Rule.AtLeast(gain, LeastSeasonalGain))
        {
            PValue = gain.PValue,
            Note = $"in calm seasons {EstimateFormat.Brief(Season("calm"))}, in stormy ones {EstimateFormat.Brief(Season("stormy"))}; over the best constant rate, {Eta(best.InitialRate)}, "
                + EstimateFormat.Brief(trials.Difference(Name(Regulation.Homeostatic), best.Name, Online)!.Value),
        };
    }

    private Finding? NoImpairment() => Gain(ImageSet.Mnist, 0, _rate) is { } gain
        ? new Finding("C5", $"online accuracy, homeostatic − constant, no swaps, {Eta(_rate)}", gain, Rule.Graded(gain.Lower >= -Impairment, gain.Mean >= -Impairment))
        {
            Note = string.Join("; ", options.InitialRates.Skip(1).Select(rate => (Rate: rate, Gain: Gain(ImageSet.Mnist, 0, rate))).Where(at => at.Gain is not null)
                .Select(at => $"{Eta(at.Rate)}: {EstimateFormat.Brief(at.Gain!.Value)}")),
        }
        : null;

    private Finding? OtherRates() => options.InitialRates.Count < 2 ? null : OverAll(
        "C6", $"online accuracy, homeostatic − constant, both from another η₀",
        options.InitialRates.Skip(1).SelectMany(rate => Shifting.Select(swaps => ($"{Eta(rate)}, {ShiftArm.ShiftName(swaps)}", Gain(ImageSet.Mnist, swaps, rate)))));

    /// <summary>Online accuracy of homeostasis over a constant rate as large as its own was in the mean, from the curve of constant rates; null where that has no such rate.</summary>
    /// <remarks>Tells choosing when to learn fast from learning faster. No claim rests on it.</remarks>
    public Estimate? OverSameMeanRate(int? swaps)
    {
        var curve = trials.Arms.Where(arm => arm.Images == ImageSet.Mnist && arm.Swaps == swaps && arm.Regulation == Regulation.Constant).OrderBy(arm => arm.InitialRate)
            .Select(arm => (Log: Math.Log(arm.InitialRate), Accuracy: trials.Of(arm.Name).Mean(Online)!.Value.Mean)).ToList();
        var rows = trials.Of(ShiftArm.NameOf(ImageSet.Mnist, swaps, Regulation.Homeostatic, _rate)).Rows
            .Select(row => (Accuracy: row[Online], Log: Math.Log(row["meanRate"]))).Where(row => curve.Count > 1 && row.Log >= curve[0].Log && row.Log <= curve[^1].Log).ToList();
        return rows.Count == 0 ? null : Estimate.FromSample([.. rows.Select(row =>
        {
            var above = Math.Max(1, curve.FindIndex(point => point.Log >= row.Log));
            var (from, to) = (curve[above - 1], curve[above]);
            return row.Accuracy - from.Accuracy - ((to.Accuracy - from.Accuracy) * (row.Log - from.Log) / (to.Log - from.Log));
        })]);
    }

    private Finding? BestConstant() => BestConstantEverywhere() is { } finding
        ? finding with
        {
            Note = finding.Note + string.Concat(Shifting.Select(swaps => (Swaps: swaps, Value: OverSameMeanRate(swaps))).Where(at => at.Value is not null)
                .Select(at => $"; {ShiftArm.ShiftName(at.Swaps)}, over a constant rate of the same mean (interpolated): {EstimateFormat.Brief(at.Value!.Value)}")),
        }
        : null;

    private Finding? BestConstantEverywhere() => OverAll("C7", $"online accuracy, homeostatic from {Eta(_rate)} − best constant rate", Shifting.Select(swaps =>
        Best(Regulation.Constant, swaps) is { } best
            ? ($"{ShiftArm.ShiftName(swaps)}, {Eta(best.InitialRate)}", Difference(ImageSet.Mnist, swaps, (Regulation.Homeostatic, _rate), (Regulation.Constant, best.InitialRate)))
            : ("", null)));

    private Finding? BothTuned() => !options.TuneHomeostasis ? null : OverAll("C8", "online accuracy, best homeostatic − best constant", Shifting.Select(swaps =>
        Best(Regulation.Homeostatic, swaps) is { } regulated && Best(Regulation.Constant, swaps) is { } constant
            ? ($"{ShiftArm.ShiftName(swaps)}, {Eta(regulated.InitialRate)} and {Eta(constant.InitialRate)}", trials.Difference(regulated.Name, constant.Name, Online))
            : ("", null)));

    private Finding? Clothes()
    {
        if (Everywhere("C9", "constant rate on clothes, both from " + Eta(_rate), swaps => Gain(ImageSet.FashionMnist, swaps, _rate)) is not { } finding)
        {
            return null;
        }

        var greatest = Gain(ImageSet.FashionMnist, _most, _rate) is { } gain && Rule.AtLeast(gain, LeastGain) == Verdict.Reproduced;
        return finding with { Verdict = Rule.Graded(greatest && finding.Verdict == Verdict.Reproduced, greatest || finding.Verdict != Verdict.NotReproduced) };
    }

    private Finding? Everywhere(string claim, string baseline, Func<int?, Estimate?> difference) =>
        OverAll(claim, $"online accuracy, homeostatic − {baseline}", Shifting.Select(swaps => (ShiftArm.ShiftName(swaps), difference(swaps))));

    // Reproduced where every difference is beyond doubt, partly where some are; the smallest one is shown, and judged by the largest p-value.
    private static Finding? OverAll(string claim, string quantity, IEnumerable<(string Where, Estimate? Value)> differences)
    {
        var all = differences.Where(difference => difference.Value is not null).Select(difference => (difference.Where, Value: difference.Value!.Value)).ToList();
        if (all.Count == 0)
        {
            return null;
        }

        var (where, smallest) = all.MinBy(difference => difference.Value.Mean);
        var holds = all.Select(difference => difference.Value.Lower > 0).ToArray();
        return new Finding(claim, $"{quantity}, smallest of {all.Count} ({where})", smallest, Rule.AllOf(holds))
        {
            PValue = all.All(difference => difference.Value.PValue is not null) ? all.Max(difference => difference.Value.PValue!.Value) : null,
            Note = string.Join("; ", all.Select(difference => $"{difference.Where}: {EstimateFormat.Brief(difference.Value)}")),
        };
    }

    private Estimate? Difference(ImageSet set, int? swaps, (Regulation Regulation, double Rate) first, (Regulation Regulation, double Rate) second) =>
        trials.Difference(ShiftArm.NameOf(set, swaps, first.Regulation, first.Rate), ShiftArm.NameOf(set, swaps, second.Regulation, second.Rate), Online);

    private string Rates(int swaps)
    {
        var table = trials.Of(ShiftArm.NameOf(ImageSet.Mnist, swaps, Regulation.Homeostatic, _rate));
        return $"there the homeostatic rate was {EstimateFormat.Brief(table.Mean("meanRate")!.Value)} in the mean";
    }

    private string Lost(Regulation regulation)
    {
        var rows = trials.Where(arm => arm.Images == ImageSet.Mnist && arm.Swaps > 0 && arm.Regulation == regulation && arm.InitialRate == _rate).Rows;
        return $"{rows.Count(row => row["test"] < LostAccuracy)} of {rows.Count} runs";
    }

    private static string Eta(double rate) => FormattableString.Invariant($"η₀={rate}");
}
