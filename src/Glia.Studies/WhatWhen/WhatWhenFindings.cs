using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using static Glia.Lab.Statistics.EstimateFormat;

namespace Glia.Studies.WhatWhen;

/// <summary>The rules of the claims; the thresholds are those of <see cref="Study.Claims"/>, written down before any judged run.</summary>
internal sealed class WhatWhenFindings(TrialTable<LearnerArm> trials, WhatWhenOptions options)
{
    private const double Tolerance = WhatWhenTrial.ToleranceMs;
    private const double Halved = 1;
    private const double WorseError = 0.05;

    private static readonly LearnerKind[] Parts = [LearnerKind.UnsignedError, LearnerKind.NoGate, LearnerKind.LongTraces, LearnerKind.NoNormalisation];

    public IEnumerable<Finding> All()
    {
        if (Enum.GetValues<LearnerKind>().Any(kind => Of(kind).Rows.Count == 0))
        {
            yield break;
        }

        yield return Timing();
        yield return Relearning("C2a", "timingTrials", "trials until the peak has moved");
        yield return Relearning("C2b", "probabilityTrials", "trials until the share of B has moved");
        yield return Forgetting();
        yield return Angles();
        yield return Finding.NotTested("C5", "A statement about brains.");
        yield return NeededParts();
        yield return OneReward();
        if (options.OtherProbabilities.Count > 0)
        {
            yield return Proportions();
            yield return Consolidation();
        }
    }

    private Finding Timing()
    {
        var distance = Mean(LearnerKind.ThreeFactor, "peakError").Within(0, double.PositiveInfinity);
        var chance = Mean(LearnerKind.ShuffledLatencies, "peakError");
        return new Finding("C1a", "distance of the peak from the latency, ms", distance, Rule.PartlyUnless(Rule.Within(distance, 0, Tolerance), chance.Mean > Tolerance))
        {
            Note = $"shuffled latencies {Brief(chance)}, FORCE {Brief(Mean(LearnerKind.Force, "peakError"))}, neurons of 2007 {Brief(Mean(LearnerKind.Neurons2007, "peakError"))}; "
                + $"state before the latency repeats with r = {Brief(Mean(LearnerKind.ThreeFactor, "reproducibility"))} at {Brief(Mean(LearnerKind.ThreeFactor, "rateHz"))} spikes/s",
        };
    }

    private Finding Proportions()
    {
        var (slope, correlation) = (Mean(LearnerKind.ThreeFactor, "slope"), Mean(LearnerKind.ThreeFactor, "correlation"));
        return new Finding("C1b", "slope of amplitude on delivered frequency", slope, Rule.PartlyUnless(Rule.Within(slope, 0.7, 1.2), correlation.Mean >= 0.9))
        {
            Note = $"r = {Brief(correlation)}; both amplitudes together {Brief(Mean(LearnerKind.ThreeFactor, "amplitudeSum"))} at equal probabilities, shuffled latencies {Brief(Mean(LearnerKind.ShuffledLatencies, "amplitudeSum"))}"
                + $"; slope of FORCE {Brief(Mean(LearnerKind.Force, "slope"))}, r = {Brief(Mean(LearnerKind.Force, "correlation"))}; of neurons of 2007 {Brief(Mean(LearnerKind.Neurons2007, "slope"))}{AtPrototype("slope")}",
        };
    }

    private Finding Relearning(string claim, string metric, string quantity)
    {
        var ratio = LogRatio(LearnerKind.Force, metric);
        var (rule, reset) = (Mean(LearnerKind.ThreeFactor, metric), Mean(LearnerKind.ForceReset, metric));
        return new Finding(claim, $"log₂ of {quantity}, FORCE over three-factor", ratio, Rule.PartlyUnless(Rule.AtLeast(ratio, Halved), reset.Mean <= rule.Mean))
        {
            PValue = ratio.PValue,
            Note = $"three-factor {Brief(rule)}, FORCE {Brief(Mean(LearnerKind.Force, metric))} of {options.SwitchTrials}, with a reset {Brief(reset)}, with forgetting {Brief(Mean(LearnerKind.ForceForgetting, metric))}; "
                + FormattableString.Invariant($"{options.SwitchTrials + 1} stands for never") + AtPrototype(metric),
        };
    }

    private Finding Forgetting()
    {
        var ratio = Paired(LearnerKind.ForceForgetting, LearnerKind.ThreeFactor, (other, rule) =>
            (Math.Log2(other["timingTrials"] / rule["timingTrials"]) + Math.Log2(other["probabilityTrials"] / rule["probabilityTrials"])) / 2);
        return new Finding("C2c", "log₂ of trials after a change, FORCE with forgetting over three-factor", ratio, Rule.AtLeast(ratio, Halved))
        {
            PValue = ratio.PValue,
            Note = $"mean probe error three-factor {Brief(Mean(LearnerKind.ThreeFactor, "meanError"))}, FORCE {Brief(Mean(LearnerKind.Force, "meanError"))}, with forgetting {Brief(Mean(LearnerKind.ForceForgetting, "meanError"))}, "
                + $"with a reset {Brief(Mean(LearnerKind.ForceReset, "meanError"))}{AtPrototype("meanError")}",
        };
    }

    private Finding Angles()
    {
        var cosine = Mean(LearnerKind.ThreeFactor, "cosine").Within(0, 1);
        var (same, low) = (Mean(LearnerKind.ThreeFactor, "sameCosine"), Mean(LearnerKind.ThreeFactor, "sameCosineLow"));
        var unequal = options.OtherProbabilities.Select(probability => (probability, Mean(LearnerKind.ThreeFactor, FormattableString.Invariant($"cosine p={probability}"))));
        return new Finding("C3", "|cosine| between the changes of weights", cosine, Rule.PartlyUnless(Rule.Within(cosine, 0, 0.3), cosine.Mean < low.Mean))
        {
            Note = $"two changes of one kind {Brief(same)}, their 5th percentile {Brief(low)}; FORCE {Brief(Mean(LearnerKind.Force, "cosine"))}"
                + string.Concat(unequal.Select(point => FormattableString.Invariant($"; from p={point.probability}: {point.Item2.Mean:0.00}, by derivation {Derived(point.probability):0.00}"))),
        };
    }

    /// <summary>The cosine that follows where readouts are probability times bump, and the weights of two latencies are orthogonal and equally large.</summary>
    internal static double Derived(double probability) => Math.Abs((2 * probability) - 1) / (2 * Math.Sqrt((probability * probability) + ((1 - probability) * (1 - probability))));

    private Finding Consolidation()
    {
        var difference = Paired(LearnerKind.Consolidated, LearnerKind.ThreeFactor, (offline, joint) => offline["slope"] - joint["slope"]);
        var peak = Mean(LearnerKind.Consolidated, "peakError");
        return new Finding("C4", "slope with consolidation − without", difference, Rule.PartlyUnless(Rule.Within(difference, -0.1, 0.1), peak.Mean <= Tolerance))
        {
            Note = $"with consolidation: slope {Brief(Mean(LearnerKind.Consolidated, "slope"))}, peak {Brief(peak)} ms away, {Brief(Mean(LearnerKind.Consolidated, "timingTrials"))} and "
                + $"{Brief(Mean(LearnerKind.Consolidated, "probabilityTrials"))} trials after changes of timing and probability",
        };
    }

    private Finding NeededParts()
    {
        var costs = Parts.Select(part => (Part: part, Cost: Worse(part))).OrderBy(cost => cost.Cost.Mean).ToList();
        return new Finding("C6", $"mean probe error without − with, {LearnerArm.Of(costs[0].Part).Label}", costs[0].Cost, Rule.AllOf([.. costs.Select(cost => Rule.AtLeast(cost.Cost, WorseError) == Verdict.Reproduced)]))
        {
            PValue = costs[0].Cost.PValue,
            Note = string.Join("; ", costs.Skip(1).Select(cost => $"{LearnerArm.Of(cost.Part).Label} {Brief(cost.Cost)}")),
        };
    }

    private Finding OneReward()
    {
        var cost = Worse(LearnerKind.Reward);
        return new Finding("C7", "mean probe error, one reward − errors", cost, Rule.AtLeast(cost, WorseError))
        {
            PValue = cost.PValue,
            Note = $"peak {Brief(Mean(LearnerKind.Reward, "peakError"))} ms away; {Brief(Mean(LearnerKind.Reward, "timingTrials"))} trials after a change of timing",
        };
    }

    private Estimate Worse(LearnerKind kind) => Paired(kind, LearnerKind.ThreeFactor, (other, rule) => other["meanError"] - rule["meanError"]);

    private Estimate LogRatio(LearnerKind kind, string metric) => Paired(kind, LearnerKind.ThreeFactor, (other, rule) => Math.Log2(other[metric] / rule[metric]));

    private Estimate Paired(LearnerKind kind, LearnerKind reference, Func<TrialRow<LearnerArm>, TrialRow<LearnerArm>, double> value)
    {
        var references = Of(reference).Rows.ToDictionary(row => row.Seed);
        return Estimate.FromSample([.. Of(kind).Rows.Where(row => references.ContainsKey(row.Seed)).Select(row => value(row, references[row.Seed]))]);
    }

    private string AtPrototype(string metric) => trials.Of(LearnerArm.Prototype.Name).Mean(metric) is { } value ? FormattableString.Invariant($"; three-factor at η={LearnerArm.Prototype.Constant} {Brief(value)}") : "";

    private Estimate Mean(LearnerKind kind, string metric) => Of(kind).Mean(metric)!.Value;

    private TrialTable<LearnerArm> Of(LearnerKind kind) => trials.Of(LearnerArm.Of(kind).Name);
}
