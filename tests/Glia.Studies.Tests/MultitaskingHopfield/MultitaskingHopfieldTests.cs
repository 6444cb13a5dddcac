using System.Text.Json;
using Glia.Lab;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Memories;
using Glia.Studies.MultitaskingHopfield;
using Study = Glia.Studies.MultitaskingHopfield.Study;

namespace Glia.Studies.Tests.MultitaskingHopfield;

public sealed class MultitaskingHopfieldTests
{
    private static readonly Study Memories = new();
    private static readonly MultitaskingHopfieldOptions Options = new() { MapSteps = 4, Examples = [11, 41, 161] };

    [Fact]
    public void Rules_give_the_verdicts_that_the_claims_state()
    {
        Assert.All(Judge().Values, finding => Assert.Equal(Verdict.Reproduced, finding.Verdict));
        Assert.Equal(Verdict.Partly, Judge((arm, seed, metrics) => Change(metrics, arm is { Part: MemoryPart.Recall, Patterns: 5, Dilution: 0.1 } && seed == 1, "m3", 0.3))["C1"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge((arm, _, metrics) => Change(metrics, arm is { Part: MemoryPart.Recall, Dilution: 0.3 }, "m2", 0.5))["C1"].Verdict);
        Assert.Equal(Verdict.Partly, Judge((arm, _, metrics) => Change(metrics, arm is { Part: MemoryPart.Recall, Patterns: 5, Dilution: 0.65 }, "m1", 0.35))["C2"].Verdict);
        Assert.Equal(Verdict.Partly, Judge((arm, _, metrics) => Change(metrics, arm is { Part: MemoryPart.Theory, Dilution: 0.7 }, "phase", (double)RecallPhase.One))["C3"].Verdict);
        Assert.Equal(Verdict.Partly, Judge((arm, _, metrics) => Change(metrics, arm is { Part: MemoryPart.Noise, Dilution: 0.8 }, "last over first", 0.5))["C3"].Verdict);
        Assert.Equal(Verdict.Partly, Judge((arm, _, metrics) => Change(metrics, arm is { Part: MemoryPart.Recall, Dilution: 0 }, "m2", 0.2))["C4"].Verdict);
        Assert.Equal(Verdict.Partly, Judge((arm, _, metrics) => Change(metrics, arm is { Part: MemoryPart.Learning, Rule: HebbianRule.Unsupervised, Examples: 41 }, "m1", 0.5))["C5"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge((arm, _, metrics) => Change(metrics, arm is { Part: MemoryPart.Learning, Rule: HebbianRule.Unsupervised }, "m1", 0.3))["C5"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge((arm, _, metrics) => Change(metrics, arm.Part == MemoryPart.RecallOfMixture, "energy rises", 1))["C6"].Verdict);
    }

    [Fact]
    public void An_empty_table_is_judged_and_drawn_as_nothing()
    {
        Assert.All(Memories.Judge(new TrialTable([]), Options), finding => Assert.Equal(Verdict.NotTested, finding.Verdict));
        Assert.Empty(Memories.Draw(new TrialTable([]), Options));
    }

    [Fact]
    public void Digits_are_patterns_with_blanks_that_both_rules_learn()
    {
        var options = Options with { Quality = 0.6, Examples = [41] };
        var trial = Memories.Plan(options, [1]).Single(trial => trial.ArmName.StartsWith("digits", StringComparison.Ordinal));
        var metrics = Memories.Run(trial, options, new TrialContext(1, null, CancellationToken.None)).Metrics;
        Assert.InRange(metrics["blank"], 0.3, 0.9);
        Assert.InRange(metrics["Supervised"], 0.6, 1);
        Assert.InRange(metrics["Unsupervised"], 0.6, 1);
    }

    [Fact]
    public void Values_named_twice_are_refused() =>
        Assert.Contains(new MultitaskingHopfieldOptions { Examples = [5, 5] }.Problems(), problem => problem.Contains("examples"));

    private static void Change(Dictionary<string, double> metrics, bool where, string name, double value)
    {
        if (where)
        {
            metrics[name] = value;
        }
    }

    private static Dictionary<string, Finding> Judge(Action<MemoryArm, long, Dictionary<string, double>>? change = null)
    {
        var rows = Memories.Plan(Options, [1, 2, 3]).Select(trial =>
        {
            var arm = trial.Arm.Deserialize<MemoryArm>(LabJson.Compact)!;
            var jitter = 1e-4 * trial.Seed;
            var metrics = new Dictionary<string, double> { ["energy rises"] = 0, ["identity error"] = 0, ["sweeps"] = 3, ["random signs"] = 0.02, ["Supervised"] = 0.9, ["Unsupervised"] = 0.9 };
            for (var rank = 1; rank <= 5; rank++)
            {
                metrics[$"m{rank}"] = jitter + (arm.Part == MemoryPart.Learning ? Math.Min(0.75, 0.15 * Math.Log(arm.Examples)) : Dilution.HierarchicalMagnetisation(rank, arm.Dilution));
            }

            if (arm is { Part: MemoryPart.Recall, Dilution: 0.65 })
            {
                (metrics["m1"], metrics["m3"], metrics["m4"], metrics["m5"]) = (0.32 + jitter, 0.193, 0.137, 0.084 + jitter);
            }

            metrics["last over first"] = arm.Dilution == 0.8 ? 0.8 + jitter : 0.1 + jitter;
            metrics["phase"] = (double)(arm.Dilution >= 0.7 ? RecallPhase.Parallel : RecallPhase.One);
            change?.Invoke(arm, trial.Seed, metrics);
            return (trial, new TrialResult { Metrics = metrics });
        });
        return Memories.Judge(new TrialTable([.. rows]), Options).ToDictionary(finding => finding.ClaimId);
    }
}
