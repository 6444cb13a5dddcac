using System.Text.Json;
using Glia.Lab;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Studies.RichLazy;
using Study = Glia.Studies.RichLazy.Study;

namespace Glia.Studies.Tests.RichLazy;

public sealed class RichLazyTests
{
    private static readonly Study Regimes = new();
    private static readonly RichLazyOptions Options = new()
    {
        Tasks = [LearningTask.PerceptualDecision, LearningTask.DelayMatchToSample, LearningTask.ContextDecision],
    };

    [Fact]
    public void Rules_give_the_verdicts_that_the_claims_state()
    {
        Assert.All(Judge([]).Values, finding => Assert.Equal((finding.ClaimId, Verdict.Reproduced), (finding.ClaimId, finding.Verdict)));
        Assert.Equal(Verdict.Partly, Judge(new() { ["kernelAlignment"] = (arm, _) => Recurrent(arm) ? 0.5 + (0.0001 * arm.Rank) : null })["C1"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["kernelAlignment"] = (arm, _) => Recurrent(arm) ? 0.5 - (0.001 * arm.Rank) : null })["C1"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["kernelAlignment"] = (arm, _) => Recurrent(arm) ? arm.Rank is 10 or 30 ? 0.1 : 0.5 + (0.003 * arm.Rank) : null })["C1"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["representationAlignment"] = (arm, _) => 1 - (0.001 * arm.Rank) })["C2"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["weightChange"] = (arm, _) => Recurrent(arm) ? 1 - (0.0003 * arm.Rank) : null })["C3"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["kernelAlignment"] = (arm, _) => arm.Task == LearningTask.ContextDecision ? 0.5 : null })["C4"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["kernelAlignment"] = (arm, _) => arm.Task == LearningTask.SequentialMnist ? 0.5 : null })["C5"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["kernelAlignment"] = (arm, _) => arm.Connectivity is Connectivity.CellTypes or Connectivity.Sparse ? 0.05 : null })["C6"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["kernelAlignment"] = (arm, _) => arm.Task == LearningTask.LinearFunction && arm.Rank == 5 ? 0.001 : null })["C7"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["changeError"] = (_, _) => 0.003 })["C8"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["kernelAlignment"] = (arm, _) => arm.Connectivity == Connectivity.Aligned ? 0.9 : null })["C9"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["kernelAlignment"] = (arm, seed) => Recurrent(arm) && arm.Rank == 100 ? 1 - (0.1 * arm.Gain) - (0.001 * seed) : null })["C10"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["kernelAlignment"] = (arm, seed) => Recurrent(arm) && arm.Rank == 1 ? 0.3 + (arm.Connectivity == Connectivity.NotRescaled ? 0.01 * (seed - 2) : 0) : null })["C11"].Verdict);
    }

    [Fact]
    public void Unequal_losses_make_the_comparison_void()
    {
        var findings = Judge(new() { ["finalLoss"] = (arm, _) => arm.Rank == 1 && arm.Task == LearningTask.PerceptualDecision ? 0.05 : null });
        Assert.All(["C1", "C2", "C3"], claim => Assert.Equal(Verdict.NotTested, findings[claim].Verdict));
        Assert.Contains("factor of 1.39", findings["C1"].Note);
        Assert.Equal(Verdict.Reproduced, findings["C4"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["finalLoss"] = (arm, _) => arm.Rank == 1 && arm.Task == LearningTask.ContextDecision ? 0.05 : null })["C4"].Verdict);
    }

    [Fact]
    public void Networks_that_did_not_learn_are_left_out_and_named()
    {
        var finding = Judge(new() { ["learned"] = (arm, seed) => arm.Connectivity == Connectivity.Dale && seed == 1 ? 0 : null, ["kernelAlignment"] = (arm, seed) => arm.Connectivity == Connectivity.Dale && seed == 1 ? 0 : null })["C1"];
        Assert.Contains("1 of ", finding.Note);
        Assert.Contains("(2AF, Dale, g=1.25)", finding.Note);
    }

    [Fact]
    public void An_empty_table_is_judged_and_drawn_as_nothing()
    {
        Assert.All(Regimes.Judge(new TrialTable([]), Options), finding => Assert.Equal(Verdict.NotTested, finding.Verdict));
        Assert.Empty(Regimes.Draw(new TrialTable([]), Options));
    }

    [Fact]
    public void Options_that_cannot_be_are_named()
    {
        Assert.Empty(new RichLazyOptions().Problems());
        Assert.Contains("ranks has 101", Assert.Single(new RichLazyOptions { Ranks = [1, 101] }.Problems()));
        Assert.Contains("from 1 to 20", Assert.Single(new RichLazyOptions { LinearRanks = [1, 21] }.Problems()));
        Assert.Contains(new RichLazyOptions { LinearUnits = 10, LinearRanks = [1] }.Problems(), problem => problem.Contains("at least features=20"));
        Assert.Contains("tasks can be", Assert.Single(new RichLazyOptions { Tasks = [LearningTask.LinearFunction] }.Problems()));
        Assert.Contains("structures can be", Assert.Single(new RichLazyOptions { Structures = [Connectivity.LowRank] }.Problems()));
        Assert.Contains("kernelProbes=300", Assert.Single(new RichLazyOptions { KernelProbes = 300 }.Problems()));
    }

    private static bool Recurrent(RegimeArm arm) => arm.Task != LearningTask.LinearFunction;

    // Made-up trials of which every claim is true, with some measures changed.
    private static Dictionary<string, Finding> Judge(Dictionary<string, Func<RegimeArm, long, double?>> changed)
    {
        var rows = Regimes.Plan(Options, [1, 2, 3]).Select(trial =>
        {
            var arm = trial.Arm.Deserialize<RegimeArm>(LabJson.Compact)!;
            var effective = arm.Connectivity switch { Connectivity.Dale => 24, Connectivity.CellTypes => 38, Connectivity.Sparse => 68, _ => arm.Rank };
            var most = Recurrent(arm) ? 100.0 : 20.0;
            var alignment = arm.Connectivity is Connectivity.Aligned ? 0.999 : 0.1 + (0.4 * Math.Log(effective) / Math.Log(most)) + (Recurrent(arm) ? 0.1 * arm.Gain : 0);
            var metrics = new Dictionary<string, double>
            {
                ["kernelAlignment"] = alignment + (arm.Connectivity == Connectivity.NotRescaled ? 0.1 : 0),
                ["kernelAlignmentWithRounding"] = alignment,
                ["centredKernelAlignment"] = alignment,
                ["representationAlignment"] = 0.85 + (0.05 * effective / most) + (0.02 * arm.Gain),
                ["signAgreement"] = 0.9,
                ["weightChange"] = 2 - (effective / most) - (0.1 * arm.Gain),
                ["effectiveRank"] = effective,
                ["norm"] = 12.5,
                ["finalLoss"] = 0.036,
                ["learned"] = 1,
                ["accuracy"] = 0.87,
                ["alignmentError"] = 1e-5,
                ["changeError"] = 5e-4,
                ["drift"] = 1e-3,
            };
            foreach (var (name, change) in changed)
            {
                metrics[name] = change(arm, trial.Seed) ?? metrics[name];
            }

            foreach (var name in new[] { "kernelAlignment", "representationAlignment", "weightChange" })
            {
                metrics[name] *= 1 + (1e-5 * trial.Seed * (1 + arm.Rank));
            }

            return (trial, new TrialResult { Metrics = metrics, Arrays = new Dictionary<string, NumericArray> { ["losses"] = NumericArray.Of([1, 0.1]) } });
        });
        return Regimes.Judge(new TrialTable([.. rows]), Options).ToDictionary(finding => finding.ClaimId);
    }
}
