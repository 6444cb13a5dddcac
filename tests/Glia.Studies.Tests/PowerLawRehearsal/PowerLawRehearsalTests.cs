using Glia.Lab.Options;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Studies.PowerLawRehearsal;
using Study = Glia.Studies.PowerLawRehearsal.Study;

namespace Glia.Studies.Tests.PowerLawRehearsal;

public sealed class PowerLawRehearsalTests
{
    private static readonly Study Rehearsal = new();

    [Fact]
    public void A_smoke_run_sees_the_images_that_the_plan_says_and_is_the_same_twice()
    {
        var options = Rehearsal.Preset(PresetName.Smoke).Options;
        var power = Rehearsal.Plan(options, [1]).Single(trial => trial.ArmName == "power law α=1");
        var (first, second) = (Run(power, options), Run(power, options));
        Assert.Equal(first.Metrics, second.Metrics);
        Assert.Equal((3 * 320) + (2 * 64), first.Metrics["imagesSeen"]);
        Assert.Equal([3, 3], first.Arrays["accuracy"].Shape);
        Assert.Equal((3 * 320) + (2 * 64), first.Arrays["exposure"].Values.Sum());
    }

    [Fact]
    public void Arms_of_one_seed_share_network_tasks_and_order_so_that_no_rehearsal_is_naive()
    {
        var options = Rehearsal.Options.With(Rehearsal.Preset(PresetName.Smoke).Options, ["fraction=0"]);
        var trials = Rehearsal.Plan(options, [1]);
        var naive = Run(trials.Single(trial => trial.ArmName == "naive"), options);
        foreach (var name in new[] { "power law α=1", "uniform", "most recent", "naive, more of each task" })
        {
            Assert.Equal(naive.Arrays["accuracy"].Values, Run(trials.Single(trial => trial.ArmName == name), options).Arrays["accuracy"].Values);
        }
    }

    [Fact]
    public void The_desk_plan_has_every_arm_of_the_card()
    {
        var names = Rehearsal.Plan(Rehearsal.Preset(PresetName.Desk).Options, [1]).Select(trial => trial.ArmName).ToList();
        string[] expected =
        [
            "naive", "naive, more of each task", "joint", "power law α=0.5", "power law α=1", "power law α=2", "uniform", "exponential λ=0.5", "exponential λ=1",
            "most recent", "EWC λ=0.3", "EWC λ=1", "EWC λ=3", "EWC λ=10", "online EWC λ=1", "SI c=0.1", "LwF α=1", "power law α=1, interleaved", "uniform, ρ=0.05",
            "power law α=1, ρ=0.02", "power law α=1, ρ=0.05", "power law α=1, ρ=0.1", "power law α=1, ρ=0.4", "power law α=1, 32 hidden", "naive, 512 hidden",
            "uniform, ρ=0.02", "uniform, 32 hidden", "uniform, 512 hidden", "EWC λ=10, 25 tasks", "SI c=0.1, 25 tasks", "power law α=1, rotated digits", "uniform, permuted clothes",
            "power law α=1, lag since last sample", "power law α=1, 50 stored a task", "power law α=1, 25 tasks", "naive, 25 tasks", "power law α=1, split digits",
            "naive, split digits, task given", "online EWC λ=0.3, split digits", "LwF α=0.1, split digits", "EWC λ=3, step 0.2", "power law α=1, step 0.2",
        ];
        Assert.Empty(expected.Except(names));
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void Rules_give_the_verdicts_that_the_claims_state()
    {
        // Accuracies like those of a run, with little noise: what each rule makes of them is known.
        var accuracy = new Dictionary<string, double>
        {
            ["naive"] = .65,
            ["power law α=1"] = .85,
            ["uniform"] = .86,
            ["exponential λ=1"] = .80,
            ["exponential λ=0.5"] = .84,
            ["most recent"] = .70,
            ["joint"] = .86,
            ["EWC λ=1"] = .75,
            ["SI c=0.1"] = .76,
            ["naive, more of each task"] = .64,
            ["LwF α=0.1"] = .66,
            ["online EWC λ=7"] = .75,
        };
        var findings = Judge(accuracy, "fraction=0.2");
        Assert.Equal(Verdict.Reproduced, findings["C1"].Verdict);
        Assert.Equal(.2, findings["C1"].Measured!.Value.Mean, 1e-2);
        Assert.Equal(Verdict.Reproduced, findings["C2"].Verdict);
        Assert.Equal(Verdict.Partly, findings["C3"].Verdict);
        Assert.Equal(Verdict.Reproduced, findings["C4"].Verdict);
        Assert.Equal(Verdict.Reproduced, findings["C5"].Verdict);
        Assert.Equal(Verdict.NotReproduced, findings["C6"].Verdict);
        Assert.Contains("uniform rehearsal is as good or better", findings["C6"].Note, StringComparison.Ordinal);
        Assert.Equal(Verdict.NotTested, findings["C9"].Verdict);

        Assert.Contains("EWC λ (validation, test) 0.03: 0.500, 0.500; 0.1: 0.500, 0.500; 0.3: 0.500, 0.500; 1: 0.750, 0.750", findings["C2"].Note, StringComparison.Ordinal);
        Assert.DoesNotContain("at the end of its grid", findings["C2"].Note, StringComparison.Ordinal);

        accuracy["EWC λ=30"] = .76;
        var atTheEnd = Judge(accuracy, "fraction=0.2")["C2"];
        Assert.Equal(Verdict.Partly, atTheEnd.Verdict);
        Assert.Contains("30 chosen, at the end of its grid", atTheEnd.Note, StringComparison.Ordinal);

        accuracy.Remove("EWC λ=30");
        accuracy["SI c=0.1"] = .86;
        Assert.Equal(Verdict.Partly, Judge(accuracy, "fraction=0.2")["C2"].Verdict);

        accuracy["power law α=1"] = .70;
        var worse = Judge(accuracy, "fraction=0.2");
        Assert.Equal(Verdict.Partly, worse["C1"].Verdict);
        Assert.Equal(Verdict.NotReproduced, worse["C2"].Verdict);
        Assert.Equal(Verdict.NotReproduced, worse["C5"].Verdict);
    }

    [Fact]
    public void A_grid_is_chosen_from_on_validation_images_never_on_test_images()
    {
        var options = Rehearsal.Options.With(Rehearsal.Preset(PresetName.Smoke).Options, ["longTasks=0"]);
        var rows = Rehearsal.Plan(options, [1, 2, 3]).Select(trial => (trial, Row(trial.ArmName switch
        {
            "EWC λ=3" => (.6, .9),
            "EWC λ=10" => (.9, .6),
            _ => (.5, .5),
        }, trial))).ToList();
        var finding = Rehearsal.Judge(new TrialTable(rows), options).Single(finding => finding.ClaimId == "C2");
        Assert.Contains("EWC λ=3", finding.Quantity, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exponent=-1", "older tasks would be favoured")]
    [InlineData("fraction=11", "from 0 to 10")]
    [InlineData("fraction=-0.1", "from 0 to 10")]
    [InlineData("tasks=1", "from 2")]
    [InlineData("testSamples=3000", "2000 test images")]
    [InlineData("validationSamples=10000", "to train on")]
    [InlineData("strategies=EWC,GEM2", "there is no 'GEM2'")]
    public void Options_that_make_no_sense_are_refused_with_what_does(string assignment, string expected) =>
        Assert.Contains(expected, Assert.Throws<OptionException>(() => Rehearsal.Options.With(new PowerLawRehearsalOptions(), [assignment])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_negative_exponent_is_allowed_to_those_who_mean_it() =>
        Rehearsal.Options.With(new PowerLawRehearsalOptions(), ["exponent=-1", "allowInverse=true"]);

    private static TrialResult Run(Trial trial, StudyOptions options) =>
        Rehearsal.Run(trial, options, new TrialContext(trial.Seed, null, CancellationToken.None));

    private static Dictionary<string, Finding> Judge(Dictionary<string, double> accuracy, string assignment)
    {
        var options = Rehearsal.Options.With(Rehearsal.Preset(PresetName.Smoke).Options, [assignment, "longTasks=0"]);
        var rows = Rehearsal.Plan(options, [1, 2, 3, 4]).Select(trial =>
        {
            var value = accuracy.GetValueOrDefault(trial.ArmName, .5);
            return (trial, Row((value + ((trial.Seed % 2 == 0 ? .001 : -.001) * value), value), trial));
        }).ToList();
        return Rehearsal.Judge(new TrialTable(rows), options).ToDictionary(finding => finding.ClaimId);
    }

    private static TrialResult Row((double Test, double Validation) accuracy, Trial trial) => new()
    {
        Metrics = new Dictionary<string, double>
        {
            ["acc"] = accuracy.Test,
            ["validationAcc"] = accuracy.Validation,
            ["imagesSeen"] = 1000,
            ["imageUses"] = 2,
            ["gradientEvaluations"] = 1000,
            ["forwardSamples"] = 0,
            ["stateBytes"] = 0,
            ["samplesTo70"] = trial.ArmName == "naive" ? 600 : 500 + trial.Seed,
        },
    };
}
