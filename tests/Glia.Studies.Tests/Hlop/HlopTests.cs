using Glia.Lab.Options;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Studies.Hlop;
using Study = Glia.Studies.Hlop.Study;

namespace Glia.Studies.Tests.Hlop;

public sealed class HlopTests
{
    private static readonly Study Projection = new();

    [Fact]
    public void A_smoke_trial_measures_what_the_claims_need_and_is_the_same_twice()
    {
        var options = Projection.Preset(PresetName.Smoke).Options;
        var main = Projection.Plan(options, [1]).Single(trial => trial.ArmName == "HLOP");
        var (first, second) = (Run(main, options), Run(main, options));
        Assert.Equal(first.Metrics, second.Metrics);
        Assert.Equal(3 * 320, first.Metrics["imagesSeen"]);
        Assert.Equal([3, 3], first.Arrays["accuracy"].Shape);
        string[] expected = ["acc", "bwt", "learningAccuracy", "validationAcc", "answerChange2", "orthonormalityError0", "meanAngle0", "learnedShare1", "principalShare2"];
        Assert.Subset(first.Metrics.Keys.ToHashSet(), expected.ToHashSet());
        Assert.InRange(first.Metrics["learnedShare0"] / first.Metrics["principalShare0"], 0, 1 + 1e-9);
    }

    [Fact]
    public void Arms_of_one_seed_share_network_tasks_and_order_so_that_no_rows_are_sequential()
    {
        var options = Projection.Options.With(Projection.Preset(PresetName.Smoke).Options, ["firstRows=0,0,0", "laterRows=0,0,0"]);
        var trials = Projection.Plan(options, [1]);
        var sequential = Run(trials.Single(trial => trial.ArmName == "sequential"), options);
        foreach (var name in new[] { "HLOP", "random subspace" })
        {
            Assert.Equal(sequential.Arrays["accuracy"].Values, Run(trials.Single(trial => trial.ArmName == name), options).Arrays["accuracy"].Values);
        }
    }

    [Fact]
    public void The_desk_plan_has_every_arm_of_the_card()
    {
        var names = Projection.Plan(Projection.Preset(PresetName.Desk).Options, [1]).Select(trial => trial.ArmName).ToList();
        string[] expected =
        [
            "sequential", "HLOP", "random subspace", "joint", "EWC λ=1", "HLOP, 1000 lateral spikes", "HLOP, 40 lateral spikes", "sequential, BPTT", "HLOP, BPTT", "sequential, OTTT", "HLOP, OTTT",
            "HLOP, rate network", "sequential, feedback alignment", "HLOP, feedback alignment", "HLOP, sign-symmetric",
        ];
        Assert.Empty(expected.Except(names));
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void Rules_give_the_verdicts_that_the_claims_state()
    {
        var good = Judge(hlop: .90, hlopBwt: -.03, sequential: .62, sequentialBwt: -.33);
        Assert.Equal(Verdict.Reproduced, good["C1"].Verdict);
        Assert.Equal(Verdict.Reproduced, good["C2"].Verdict);
        Assert.Equal(Verdict.Reproduced, good["C3"].Verdict);
        Assert.Equal(Verdict.Reproduced, good["C4"].Verdict);
        Assert.Equal(Verdict.Reproduced, good["C6"].Verdict);
        Assert.Equal(Verdict.Reproduced, good["C9"].Verdict);
        Assert.Equal(Verdict.Reproduced, good["C10"].Verdict);
        Assert.Equal(Verdict.NotTested, good["C12"].Verdict);

        // Better than sequential, but it forgets.
        var forgetful = Judge(hlop: .80, hlopBwt: -.15, sequential: .62, sequentialBwt: -.33);
        Assert.Equal(Verdict.Partly, forgetful["C1"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(hlop: .60, hlopBwt: -.3, sequential: .62, sequentialBwt: -.33)["C1"].Verdict);
    }

    [Theory]
    [InlineData("tasks=30", "Layer 2 has only 200 directions; firstRows and laterRows ask for 504 over 30 tasks")]
    [InlineData("firstRows=10,10", "three numbers each")]
    [InlineData("testSamples=3000", "2000 test images")]
    [InlineData("validationSamples=10000", "to train on")]
    [InlineData("learningRate=-1", "learningRate")]
    public void Options_that_make_no_sense_are_refused_with_what_does(string assignment, string expected) =>
        Assert.Contains(expected, Assert.Throws<OptionException>(() => Projection.Options.With(new HlopStudyOptions(), [assignment])).Message, StringComparison.Ordinal);

    private static TrialResult Run(Trial trial, StudyOptions options) =>
        Projection.Run(trial, options, new TrialContext(trial.Seed, null, CancellationToken.None));

    private static Dictionary<string, Finding> Judge(double hlop, double hlopBwt, double sequential, double sequentialBwt)
    {
        var options = new HlopStudyOptions();
        var rows = Projection.Plan(options, [1, 2, 3]).Select(trial =>
        {
            var projected = trial.ArmName.StartsWith("HLOP", StringComparison.Ordinal);
            var noise = trial.Seed * .001;
            var metrics = new Dictionary<string, double>
            {
                ["acc"] = (projected ? hlop : sequential) + noise,
                ["bwt"] = projected ? hlopBwt : sequentialBwt + noise,
                ["learningAccuracy"] = .93 + noise,
                ["validationAcc"] = .9,
                ["imageUses"] = 13,
            };
            for (var layer = 0; layer < 3; layer++)
            {
                (metrics[$"answerChange{layer}"], metrics[$"orthonormalityError{layer}"]) = (projected ? .1 : .5, .05);
                (metrics[$"learnedShare{layer}"], metrics[$"principalShare{layer}"], metrics[$"meanAngle{layer}"]) = (.97, .98, 10);
            }

            return (trial, new TrialResult { Metrics = metrics });
        }).ToList();
        return Projection.Judge(new TrialTable(rows), options).ToDictionary(finding => finding.ClaimId);
    }
}
