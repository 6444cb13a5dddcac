using Glia.Lab.Figures;
using Glia.Lab.Options;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Studies.DynamicConfidence;
using Study = Glia.Studies.DynamicConfidence.Study;

namespace Glia.Studies.Tests.DynamicConfidence;

public sealed class DynamicConfidenceTests
{
    private static readonly Study Confidence = new();

    [Fact]
    public void A_smoke_run_keeps_what_must_hold_of_any_run()
    {
        var options = Confidence.Preset(PresetName.Smoke).Options;
        var result = Confidence.Run(Confidence.Plan(options, [1]).Single(), options, new TrialContext(1, null, CancellationToken.None));
        var metrics = result.Metrics;
        Assert.InRange(metrics["fixedAccuracy"], 0.2, 1);
        Assert.True(metrics["oracleAccuracy"] >= result.Arrays["fixedCurve"].Values.Max());
        Assert.True(metrics["oracleLatencyMissesFirst"] <= metrics["oracleLatency"]);
        Assert.Equal(1, result.Arrays["histogram"].Values.Sum(), 1e-9);
        Assert.Equal(metrics["latency"], result.Arrays["running"].Values[^1], 1e-9);
        var running = result.Arrays["running"].Values.Prepend(0).ToArray();
        var shares = running.Skip(1).Zip(running, (after, before) => after - before).ToArray();
        Assert.All(shares.Skip(1).Zip(shares), pair => Assert.True(pair.First <= pair.Second + 1e-12));
        Assert.Equal(metrics["fixedAccuracy"], result.Arrays["fixedCurve"].Values[^1]);
    }

    [Fact]
    public void Rules_give_the_verdicts_that_the_claims_state()
    {
        Assert.All(Judge([]).Values, finding => Assert.Equal(Verdict.Reproduced, finding.Verdict));
        Assert.Equal(0.5, Judge([])["C1"].Measured!.Value.Mean, 1e-9);
        Assert.Equal(Verdict.Partly, Judge(new() { ["latency"] = 15 })["C1"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["latency"] = 15, ["accuracy"] = .85 })["C1"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["sameLatencyAccuracy"] = .89 })["C2"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["randomAccuracy"] = .878 })["C3"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["oracleLatency"] = 12 })["C4"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["oracleAccuracy"] = .8 })["C4"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["windowChange"] = .004 })["C5"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["spikes"] = 2.9 })["C6"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["controlLatency"] = 10 })["C7"].Verdict);
    }

    [Fact]
    public void A_doubtful_calibration_set_is_said_in_the_note()
    {
        Assert.DoesNotContain("doubtful", Judge([])["C1"].Note, StringComparison.Ordinal);
        Assert.Contains("doubtful in 4 of 4 trials", Judge(new() { ["calibrationDoubts"] = 1 })["C1"].Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Intervals_of_figures_stay_on_their_scales()
    {
        var options = Confidence.Preset(PresetName.Smoke).Options;
        var rows = Confidence.Plan(options, [1, 2]).Select(trial => (trial, Confidence.Run(trial, options, new TrialContext(trial.Seed, null, CancellationToken.None))));
        var figures = Confidence.Draw(new TrialTable([.. rows]), options).ToDictionary(figure => figure.Name);
        Assert.All(((BarFigure)figures["criteria"]).Bars, bar => Assert.True(bar.Lower >= 1 && bar.Upper <= 8, $"{bar.Category}: {bar.Lower} … {bar.Upper}"));
        Assert.All(
            new[] { "accuracy-over-latency", "stop-times" }.SelectMany(name => ((LineFigure)figures[name]).Series),
            series => Assert.All(series.Lower!.Concat(series.Upper!), end => Assert.InRange(end, 0, 1)));
    }

    [Fact]
    public void An_empty_table_is_judged_and_drawn_as_nothing()
    {
        var options = Confidence.Preset(PresetName.Quick).Options;
        Assert.All(Confidence.Judge(new TrialTable([]), options), finding => Assert.Equal(Verdict.NotTested, finding.Verdict));
        Assert.Empty(Confidence.Draw(new TrialTable([]), options));
    }

    [Fact]
    public void The_desk_plan_has_the_three_conversions() =>
        Assert.Equal(["QCFS", "QFFS (negative spikes)", "LSQ"], Confidence.Plan(Confidence.Preset(PresetName.Desk).Options, [1]).Select(trial => trial.ArmName));

    [Theory]
    [InlineData("steps=1", "from 2")]
    [InlineData("levels=0", "from 1")]
    [InlineData("calibrationImages=9500", "to train on")]
    public void Options_that_make_no_sense_are_refused_with_what_does(string assignment, string expected) => Assert.Contains(
        expected, Assert.Throws<OptionException>(() => Confidence.Options.With(new DynamicConfidenceOptions(), [assignment])).Message, StringComparison.Ordinal);

    // Numbers like those of a run, with little noise: what each rule makes of them is known.
    private static Dictionary<string, Finding> Judge(Dictionary<string, double> changes)
    {
        var options = Confidence.Preset(PresetName.Quick).Options;
        var usual = new Dictionary<string, double>
        {
            ["networkAccuracy"] = .89,
            ["fixedAccuracy"] = .88,
            ["equivalentLatency"] = 20,
            ["temperature"] = 30,
            ["threshold"] = .8,
            ["accuracy"] = .88,
            ["latency"] = 10,
            ["sameLatencyAccuracy"] = .86,
            ["randomAccuracy"] = .85,
            ["windowChange"] = .001,
            ["fixedSpikes"] = 3,
            ["spikes"] = 1,
            ["fixedOperations"] = 3000,
            ["operations"] = 1000,
            ["oracleAccuracy"] = .93,
            ["oracleLatency"] = 4,
            ["oracleLatencyMissesFirst"] = 2,
            ["stableOracleLatency"] = 5,
            ["controlAccuracy"] = .88,
            ["controlLatency"] = 19,
        };
        foreach (var criterion in new[] { "entropy", "margin", "meanConfidence", "stable" })
        {
            (usual[criterion + "Accuracy"], usual[criterion + "Latency"]) = (.88, 11);
        }

        foreach (var (name, value) in changes)
        {
            usual[name] = value;
        }

        var rows = Confidence.Plan(options, [1, 2, 3, 4]).Select(trial => (trial, new TrialResult
        {
            Metrics = usual.ToDictionary(pair => pair.Key, pair => pair.Key == "accuracy" ? pair.Value + (trial.Seed % 2 == 0 ? .0001 : -.0001) : pair.Value),
            Arrays = new Dictionary<string, NumericArray> { ["fixedCurve"] = NumericArray.Of(Enumerable.Repeat(.88, 32)) },
        })).ToList();
        return Confidence.Judge(new TrialTable(rows), options).ToDictionary(finding => finding.ClaimId);
    }
}
