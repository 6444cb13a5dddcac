using System.Text.Json;
using Glia.Lab;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Studies.Homeostatic;
using Study = Glia.Studies.Homeostatic.Study;

namespace Glia.Studies.Tests.Homeostatic;

public sealed class HomeostaticTests
{
    private const double First = 0.0058;
    private static readonly Study Shifts = new();
    private static readonly HomeostaticOptions Options = new() { RateFactors = [1, 4] };
    private static readonly HomeostaticOptions Short = new() { Epochs = 2, BatchesPerEpoch = 60, Swaps = [0, 300], SeasonEpochs = 1, RateFactors = [], Fashion = ImageSource.None };

    [Fact]
    public void Where_homeostasis_gains_everywhere_all_claims_are_reproduced() =>
        Assert.All(Judge(_ => null).Values, finding => Assert.Equal(Verdict.Reproduced, finding.Verdict));

    [Fact]
    public void Rules_give_the_verdicts_that_the_claims_state()
    {
        Assert.Equal(Verdict.Partly, Judge(arm => Is(arm, 10) ? 0.1 : null)["C1"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(arm => Is(arm, arm.Swaps) && arm.Swaps > 0 ? 0.1 : null)["C1"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(arm => Is(arm, 60) ? 0.95 : null)["C2"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(arm => Is(arm, 300) ? 0.33 : null)["C2"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(arm => Is(arm, 300) ? 0.2 : null)["C2"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(arm => arm is { Regulation: Regulation.Random, Swaps: 300, InitialRate: First } ? 0.9 : null)["C3"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(arm => Is(arm, null) ? 0.2 : null)["C4"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(arm => Is(arm, null) ? 0.31 : null)["C4"].Verdict);
        Assert.Equal(Verdict.Reproduced, Judge(arm => Is(arm, 0) ? 0.297 : null)["C5"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(arm => Is(arm, 0) ? 0.29 : null)["C5"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(arm => arm is { Regulation: Regulation.Homeostatic, Swaps: 2, InitialRate: 0.001 } ? 0.1 : null)["C6"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(arm => arm is { Regulation: Regulation.Constant, Swaps: 300, InitialRate: 0.0232 } ? 0.99 : null)["C7"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(arm => arm is { Regulation: Regulation.Constant, Swaps: 300, InitialRate: 0.0232 } ? 0.99 : null)["C8"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(arm => arm is { Regulation: Regulation.Homeostatic, Images: ImageSet.FashionMnist, Swaps: 2 } ? 0.1 : null)["C9"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(arm => arm is { Regulation: Regulation.Homeostatic, Images: ImageSet.FashionMnist } ? 0.1 : null)["C9"].Verdict);
    }

    [Fact]
    public void Runs_that_lost_what_they_knew_are_counted() =>
        Assert.Contains("below 0.2 in 3 of 12 runs with random regulation and 0 of 12 runs with homeostasis", Judge(_ => null)["C3"].Note);

    [Fact]
    public void Homeostasis_is_also_compared_with_a_constant_rate_of_the_same_mean()
    {
        // Constant rates of 0.004 to 0.0232 that are equally good: the mean of 0.0102 lies between two of them.
        Assert.Contains("300 swaps, over a constant rate of the same mean (interpolated): 0.41", Judge(_ => null)["C7"].Note);
        Assert.Contains("300 swaps, over a constant rate of the same mean (interpolated): 0.0", Judge(arm => arm is { Swaps: 300 } ? 0.5 : null)["C7"].Note);
    }

    [Fact]
    public void An_empty_table_is_judged_and_drawn_as_nothing()
    {
        Assert.All(Shifts.Judge(new TrialTable([]), Options), finding => Assert.Equal(Verdict.NotTested, finding.Verdict));
        Assert.Empty(Shifts.Draw(new TrialTable([]), Options));
    }

    [Fact]
    public void Steps_of_zero_make_the_homeostatic_trial_the_constant_one_bit_for_bit()
    {
        var options = Short with { StepShare = 0 };
        var (regulated, constant) = (Run(options, "digits, 300 swaps, homeostatic η₀=0.0058"), Run(options, "digits, 300 swaps, constant η₀=0.0058"));
        foreach (var name in new[] { "online", "test", "meanRate", "swaps" })
        {
            Assert.Equal(constant.Metrics[name], regulated.Metrics[name]);
        }

        Assert.Equal(constant.Arrays["online"].Values, regulated.Arrays["online"].Values);
        // After 200, 400 and 600 samples; the one at the end of the last epoch has no effect any more.
        Assert.Equal(5, constant.Metrics["swaps"]);
    }

    [Fact]
    public void A_network_that_overflows_is_reported_and_keeps_its_trace()
    {
        var result = Run(Short with { InitialRates = [1e30], BatchesPerEpoch = 600 }, "digits, 300 swaps, constant η₀=1E+30");
        Assert.Equal(1, result.Metrics["overflowed"]);
        Assert.InRange(result.Metrics["online"], 0.05, 0.2);
        Assert.Equal(2, result.Arrays["online"].Values.Count);
        Assert.All(result.Arrays["rates"].Values, rate => Assert.Equal(1, rate / 1e30, 1e-9));
    }

    [Fact]
    public void Options_that_cannot_be_are_named()
    {
        Assert.Contains(new HomeostaticOptions { Mnist = ImageSource.None, Fashion = ImageSource.None }.Problems(), problem => problem.Contains("nothing to classify"));
        Assert.Contains(new HomeostaticOptions { InitialRates = [] }.Problems(), problem => problem.Contains("initialRates is empty"));
        Assert.Contains(new HomeostaticOptions { Swaps = [] }.Problems(), problem => problem.Contains("swaps is empty"));
        Assert.Contains(new HomeostaticOptions { Interval = 15 }.Problems(), problem => problem.Contains("no multiple of the 10 samples"));
        Assert.Empty(new HomeostaticOptions().Problems());
    }

    [Fact]
    public void The_grid_has_each_learning_rate_once_and_fewer_seeds()
    {
        var arms = Shifts.Plan(new HomeostaticOptions { Fashion = ImageSource.None, Swaps = [300], SeasonEpochs = 0 }, [1, 2, 3, 4, 5]).GroupBy(trial => trial.ArmName).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(14 + 14 + 2, arms.Count);
        Assert.Equal(5, arms["digits, 300 swaps, constant η₀=0.0058"]);
        Assert.Equal(5, arms["digits, 300 swaps, homeostatic η₀=0.001"]);
        Assert.Equal(3, arms["digits, 300 swaps, constant η₀=0.0928"]);
        Assert.Equal(3, arms["digits, 300 swaps, homeostatic η₀=0.00025"]);
    }

    private static bool Is(ShiftArm arm, int? swaps) =>
        arm is { Regulation: Regulation.Homeostatic, Images: ImageSet.Mnist, InitialRate: First } && arm.Swaps == swaps;

    private static TrialResult Run(HomeostaticOptions options, string arm) =>
        Shifts.Run(Shifts.Plan(options, [7]).Single(trial => trial.ArmName == arm), options, new TrialContext(7, null, CancellationToken.None));

    // A world in which homeostasis gains 0.1, more with more swaps and from the first η₀, and constant rates are alike.
    private static Dictionary<string, Finding> Judge(Func<ShiftArm, double?> online)
    {
        var rows = Shifts.Plan(Options, [1, 2, 3]).Select(trial =>
        {
            var arm = trial.Arm.Deserialize<ShiftArm>(LabJson.Compact)!;
            var isRegulated = arm.Regulation == Regulation.Homeostatic;
            var gain = isRegulated ? 0.1 + ((arm.Swaps ?? 100) * 0.001) + (arm.InitialRate == First ? 0.01 : 0) : 0;
            var metrics = new Dictionary<string, double>
            {
                ["online"] = (online(arm) ?? (0.3 + gain)) + (isRegulated ? 1e-4 * trial.Seed : 0),
                ["test"] = arm is { Regulation: Regulation.Random, Swaps: 300 } ? 0.1 : 0.9,
                ["meanRate"] = 0.01 + (1e-4 * trial.Seed),
                ["calm"] = 0.5 + (1e-4 * trial.Seed),
                ["stormy"] = 0.4 + (1e-4 * trial.Seed),
            };
            return (trial, new TrialResult { Metrics = metrics });
        });
        return Shifts.Judge(new TrialTable([.. rows]), Options).ToDictionary(finding => finding.ClaimId);
    }
}
