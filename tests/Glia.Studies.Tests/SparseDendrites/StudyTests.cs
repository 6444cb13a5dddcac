using Glia.Lab.Options;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Studies.SparseDendrites;
using DendriteStudy = Glia.Studies.SparseDendrites.Study;

namespace Glia.Studies.Tests.SparseDendrites;

/// <summary>The rules of the study on its exact numbers and on tables made up to fail.</summary>
public sealed class StudyTests
{
    private static readonly DendriteStudy Study = new();
    private static readonly StudyOptions Quick = Study.Preset(PresetName.Quick).Options;
    private static readonly Lazy<IReadOnlyList<(Trial Trial, TrialResult Result)>> Formulas = new(() =>
        [.. Study.Plan(Quick, [1]).Where(trial => trial.ArmAs<DendriteArm>().Part <= DendritePart.Unions).Select(trial => (trial, Study.Run(trial, Quick, Context())))]);

    [Fact]
    public void Formulas_need_one_seed_and_simulations_all()
    {
        var seeds = Study.Plan(Quick, [1, 2, 3]).ToLookup(trial => trial.ArmAs<DendriteArm>().Part <= DendritePart.Unions, trial => trial.Seed);
        Assert.All(seeds[true], seed => Assert.Equal(1, seed));
        Assert.Equal([1, 2, 3], seeds[false].Distinct());
    }

    [Theory]
    [InlineData("C1", Verdict.Reproduced, 2.27907942026515e-11)]
    [InlineData("C2", Verdict.Reproduced, 3.947436e-8)]
    [InlineData("C3", Verdict.Partly, 1.0491918e-9)]
    [InlineData("C4", Verdict.Partly, 1.006492390718e-12)]
    [InlineData("C5", Verdict.Reproduced, 0.99934)]
    [InlineData("C6", Verdict.Reproduced, 1.7347431e-12)]
    [InlineData("C7", Verdict.Reproduced, 9)]
    [InlineData("C8", Verdict.NotTested, double.NaN)]
    [InlineData("C9", Verdict.NotTested, double.NaN)]
    public void Formulas_alone_judge_what_they_can(string claim, Verdict verdict, double measured)
    {
        var finding = Study.Judge(new TrialTable(Formulas.Value), Quick).Single(finding => finding.ClaimId == claim);
        Assert.Equal(verdict, finding.Verdict);
        Assert.Equal(double.IsNaN(measured), finding.Measured is null);
        Assert.True(finding.Measured is not { } number || (number.IsExact && Math.Abs((number.Mean / measured) - 1) < 1e-6 + (claim == "C5" ? 1e-5 : 0)));
    }

    [Theory]
    [InlineData(4.9, 3, Verdict.Reproduced)]
    [InlineData(5.1, 3, Verdict.NotReproduced)]
    [InlineData(1, 2, Verdict.Partly)]
    public void One_simulation_beyond_five_deviations_or_too_few_seeds_do_not_reproduce(double deviation, int seeds, Verdict verdict)
    {
        var simulated = Study.Plan(Quick, [.. Enumerable.Range(1, seeds).Select(seed => (long)seed)]).Where(trial => trial.ArmAs<DendriteArm>().Part == DendritePart.FalseMatches)
            .Select((trial, i) => (trial, Metrics(("deviation", i == 0 ? deviation : 0.5), ("observed", 0.1), ("predicted", 0.1))));
        Assert.Equal(verdict, Of("C8", [.. Formulas.Value, .. simulated]).Verdict);
    }

    [Theory]
    [InlineData(0, 0.08, Verdict.Reproduced)]
    [InlineData(1e-6, 0.08, Verdict.Partly)]
    [InlineData(0, 0.02, Verdict.Partly)]
    [InlineData(0, 0, Verdict.NotReproduced)]
    public void The_linear_unit_must_lose_and_the_dendritic_neuron_be_faultless(double dendritic, double linear, Verdict verdict)
    {
        var neurons = Study.Plan(Quick, [1, 2, 3]).Where(trial => trial.ArmAs<DendriteArm>() is { Part: DendritePart.DendriticNeuron or DendritePart.LinearNeuron, Patterns: 40 })
            .Select(trial => (trial, Metrics(
                ("false positives", trial.ArmAs<DendriteArm>().Part == DendritePart.LinearNeuron ? linear * (1 + (trial.Seed * 0.01)) : dendritic),
                ("hits", 1), ("predicted false positives", 0), ("threshold", 17), ("synapses", 662))));
        Assert.Equal(verdict, Of("C9", [.. neurons]).Verdict);
    }

    [Fact]
    public void A_percentage_is_asked_back()
    {
        var refused = Assert.Throws<OptionException>(() => Study.Options.With(Quick, ["gridSparsities=0.01,2"]));
        Assert.Contains("Was a count of 2 active cells meant, or 2 % (0.02)?", refused.Message, StringComparison.Ordinal);
        Assert.Contains("at least as many cells", Assert.Throws<OptionException>(() => Study.Options.With(Quick, ["gridCells=30"])).Message, StringComparison.Ordinal);
    }

    private static Finding Of(string claim, IReadOnlyList<(Trial Trial, TrialResult Result)> rows) =>
        Study.Judge(new TrialTable(rows), Quick).Single(finding => finding.ClaimId == claim);

    private static TrialResult Metrics(params (string Name, double Value)[] metrics) => new() { Metrics = metrics.ToDictionary(metric => metric.Name, metric => metric.Value) };

    private static TrialContext Context() => new(1, report: null, CancellationToken.None);
}
