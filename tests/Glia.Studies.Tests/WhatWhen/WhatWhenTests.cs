using System.Text.Json;
using Glia.Lab;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Studies.WhatWhen;
using Study = Glia.Studies.WhatWhen.Study;

namespace Glia.Studies.Tests.WhatWhen;

public sealed class WhatWhenTests
{
    private static readonly Study WhatWhen = new();
    private static readonly WhatWhenOptions Options = new() { OtherProbabilities = [0.8] };

    [Fact]
    public void Rules_give_the_verdicts_that_the_claims_state()
    {
        Assert.Equal(["C5"], Judge([]).Values.Where(finding => finding.Verdict != Verdict.Reproduced).Select(finding => finding.ClaimId));
        Assert.Equal(Verdict.NotReproduced, Of("C1a", LearnerKind.ThreeFactor, "peakError", 30));
        Assert.Equal(Verdict.Partly, Of("C1a", LearnerKind.ShuffledLatencies, "peakError", 20));
        Assert.Equal(Verdict.NotReproduced, Of("C1b", LearnerKind.ThreeFactor, "slope", 0.5));
        Assert.Equal(Verdict.Partly, Of("C1b", LearnerKind.ThreeFactor, "correlation", 0.8));
        Assert.Equal(Verdict.NotReproduced, Of("C2a", LearnerKind.Force, "timingTrials", 8));
        Assert.Equal(Verdict.Partly, Of("C2a", LearnerKind.Force, "timingTrials", 15));
        Assert.Equal(Verdict.Partly, Of("C2a", LearnerKind.ForceReset, "timingTrials", 20));
        Assert.Equal(Verdict.Partly, Of("C2b", LearnerKind.ForceReset, "probabilityTrials", 20));
        Assert.Equal(Verdict.NotReproduced, Of("C2c", LearnerKind.ForceForgetting, "timingTrials", 2));
        Assert.Equal(Verdict.NotReproduced, Of("C3", LearnerKind.ThreeFactor, "cosine", 0.4));
        Assert.Equal(Verdict.Partly, Of("C3", LearnerKind.ThreeFactor, "sameCosineLow", 0.1));
        Assert.Equal(Verdict.NotReproduced, Of("C4", LearnerKind.Consolidated, "slope", 0.7));
        Assert.Equal(Verdict.Partly, Of("C4", LearnerKind.Consolidated, "peakError", 30));
        Assert.Equal(Verdict.Partly, Of("C6", LearnerKind.NoGate, "meanError", 0.3));
        Assert.Equal(Verdict.NotReproduced, Of("C7", LearnerKind.Reward, "meanError", 0.3));
    }

    [Fact]
    public void An_empty_table_is_judged_and_drawn_as_nothing()
    {
        Assert.All(WhatWhen.Judge(new TrialTable([]), Options), finding => Assert.Equal(Verdict.NotTested, finding.Verdict));
        Assert.Empty(WhatWhen.Draw(new TrialTable([]), Options));
    }

    [Fact]
    public void The_derived_angle_is_a_right_one_where_outcomes_are_equally_likely()
    {
        Assert.Equal(0, WhatWhenFindings.Derived(0.5), 1e-12);
        Assert.Equal(0.6 / (2 * Math.Sqrt(0.68)), WhatWhenFindings.Derived(0.8), 1e-12);
        Assert.Equal(WhatWhenFindings.Derived(0.8), WhatWhenFindings.Derived(0.2), 1e-12);
    }

    [Fact]
    public void Learners_of_a_seed_meet_the_same_reservoir_and_trials()
    {
        var options = (WhatWhenOptions)WhatWhen.Preset(PresetName.Smoke).Options;
        var results = WhatWhen.Plan(options, [3]).Where(trial => trial.ArmName is "three-factor" or "FORCE").Select(trial => WhatWhen.Run(trial, options, new TrialContext(3, null, CancellationToken.None))).ToList();
        Assert.Equal(results[0].Metrics["rateHz"], results[1].Metrics["rateHz"]);
        Assert.Equal(results[0].Metrics["reproducibility"], results[1].Metrics["reproducibility"]);
        Assert.Equal(results[0].Arrays["frequencies"].Values, results[1].Arrays["frequencies"].Values);
        Assert.NotEqual(results[0].Metrics["firstError"], results[1].Metrics["firstError"]);
    }

    [Fact]
    public void The_candidates_of_each_learner_hold_the_constant_that_was_chosen()
    {
        Assert.All(Enum.GetValues<LearnerKind>(), kind => Assert.Contains(LearnerArm.Of(kind).Constant, LearnerArm.Candidates(kind)));
        Assert.All(Enum.GetValues<LearnerKind>(), kind => Assert.Equal(5, LearnerArm.Candidates(kind).Count));
        Assert.Equal(5 * Enum.GetValues<LearnerKind>().Length, WhatWhen.Plan(Options with { Tuning = true }, [1]).Count);
    }

    [Fact]
    public void Options_that_cannot_be_are_named()
    {
        Assert.Empty(Options.Problems());
        Assert.Contains(new WhatWhenOptions { NewLatencyMs = 460 }.Problems(), problem => problem.Contains("end of the trial at 450 ms"));
        Assert.Contains(new WhatWhenOptions { NewLatencyMs = 250 }.Problems(), problem => problem.Contains("nothing changes"));
        Assert.Contains(new WhatWhenOptions { LowestBias = 6 }.Problems(), problem => problem.Contains("above highestBias=5"));
    }

    [Fact]
    public void A_silent_reservoir_says_what_to_raise()
    {
        var options = (WhatWhenOptions)WhatWhen.Preset(PresetName.Smoke).Options with { LowestBias = -20, HighestBias = -20 };
        var error = Assert.Throws<InvalidOperationException>(() => WhatWhen.Run(WhatWhen.Plan(options, [1])[0], options, new TrialContext(1, null, CancellationToken.None)));
        Assert.Contains("raise the bias", error.Message);
    }

    private static Verdict Of(string claim, LearnerKind kind, string metric, double value) => Judge(new() { [(kind, metric)] = value })[claim].Verdict;

    private static Dictionary<string, Finding> Judge(Dictionary<(LearnerKind, string), double> changed)
    {
        var rows = WhatWhen.Plan(Options, [1, 2, 3]).Select(trial =>
        {
            var kind = trial.Arm.Deserialize<LearnerArm>(LabJson.Compact)!.Kind;
            var jitter = 1 + (1e-4 * trial.Seed);
            var (follows, good) = (kind is not LearnerKind.Force and not LearnerKind.ForceForgetting, kind is LearnerKind.ThreeFactor or LearnerKind.Consolidated);
            var metrics = new Dictionary<string, double>
            {
                ["rateHz"] = 9,
                ["reproducibility"] = 0.9,
                ["peakError"] = kind == LearnerKind.ShuffledLatencies ? 60 : 5 * jitter,
                ["amplitudeSum"] = 0.9,
                ["slope"] = 0.9 * jitter,
                ["correlation"] = 0.97,
                ["timingTrials"] = kind == LearnerKind.ForceReset ? 6 : (follows ? 10 : 40) * jitter,
                ["probabilityTrials"] = kind == LearnerKind.ForceReset ? 6 : (follows ? 12 : 50) * jitter,
                ["bothTrials"] = 10,
                ["meanError"] = (good ? 0.4 : 0.8) * jitter,
                ["cosine"] = 0.1 * jitter,
                ["sameCosine"] = 0.8,
                ["sameCosineLow"] = 0.7,
                ["cosine p=0.8"] = 0.3,
            };
            foreach (var ((changedKind, metric), value) in changed)
            {
                if (changedKind == kind)
                {
                    metrics[metric] = value * jitter;
                }
            }

            return (trial, new TrialResult { Metrics = metrics });
        });
        return WhatWhen.Judge(new TrialTable([.. rows]), Options).ToDictionary(finding => finding.ClaimId);
    }
}
