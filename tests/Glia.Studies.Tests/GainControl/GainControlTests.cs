using System.Globalization;
using System.Text.Json;
using Glia.GainControl;
using Glia.Lab;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Studies.GainControl;
using MathNet.Numerics.LinearAlgebra;
using Study = Glia.Studies.GainControl.Study;

namespace Glia.Studies.Tests.GainControl;

public sealed class GainControlTests
{
    private static readonly Study Gains = new();
    private static readonly GainControlOptions Options = new() { Strengths = [0.4], AdapterProbabilities = [0.5], OtherObjectives = false };

    [Fact]
    public void Rules_give_the_verdicts_that_the_claims_state()
    {
        Assert.Equal(["C4"], Judge([]).Values.Where(finding => finding.Verdict != Verdict.Reproduced).Select(finding => finding.ClaimId));
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["adapterPeak"] = 1.01 })["C1a"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["adapterPeak"] = 0.97 })["C1a"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["orthogonalPeak"] = 0.99 })["C1b"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["largestShift"] = 0.1 })["C1c"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["repulsion"] = -0.1 })["C1c"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["correlation"] = 0.61 })["C1d"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["correlation"] = 0.61, ["offDiagonal"] = 4.1, ["unevenness"] = 0.2 })["C1d"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["betterNearby"] = 1 })["C2"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["closedFormError"] = 1e-5 })["C3"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["shuffled repulsion"] = 0.9 })["C5"].Verdict);
    }

    [Fact]
    public void Repulsion_that_does_not_grow_with_the_strength_is_reproduced_in_part_only() =>
        Assert.Equal(Verdict.Partly, Judge([], arm => arm.Strength is > 0 and < 0.7 ? 2 : null)["C1c"].Verdict);

    [Fact]
    public void An_empty_table_is_judged_and_drawn_as_nothing()
    {
        Assert.All(Gains.Judge(new TrialTable([]), Options), finding => Assert.Equal(Verdict.NotTested, finding.Verdict));
        Assert.Empty(Gains.Draw(new TrialTable([]), Options));
    }

    [Fact]
    public void Curves_that_the_model_made_are_predicted_by_it()
    {
        const int count = 24;
        var angles = Enumerable.Range(0, count).Select(index => OrientationTuning.Orientation(index, count)).ToArray();
        var network = new RecurrentGainNetwork(OrientationTuning.Drive([.. Enumerable.Repeat(1.5, count)], count), OrientationTuning.Connections(count, 0.7, 2));
        var gains = GainAdaptation.Solve(new GainObjective(network), StimulusEnsemble.WithAdapter(count, count / 2, 0.3)).Gains;
        var (control, adapted) = (Write(network.Respond(network.ControlGains)), Write(network.Respond(gains)));
        try
        {
            var options = Options with { ControlCurves = control, AdaptedCurves = adapted };
            Assert.Empty(options.Problems());
            var trial = Gains.Plan(options, [1]).Single(trial => trial.ArmName == "measured curves");
            var metrics = Gains.Run(trial, options, new TrialContext(1, null, CancellationToken.None)).Metrics;
            Assert.InRange(metrics["changeCorrelation"], 0.999, 1 + 1e-9);
            Assert.InRange(metrics["errorShare"], 0, 1e-3);
            var error = Assert.Throws<ArgumentException>(() => Gains.Run(trial, options with { MeasuredAdapter = 91 }, new TrialContext(1, null, CancellationToken.None)));
            Assert.Contains("7.5° apart", error.Message);
        }
        finally
        {
            File.Delete(control);
            File.Delete(adapted);
        }

        string Write(Matrix<double> curves)
        {
            var path = Path.GetTempFileName();
            var header = string.Join(',', angles.Select(angle => (angle * 180 / Math.PI).ToString("R", CultureInfo.InvariantCulture)).Prepend("neuron"));
            File.WriteAllLines(path, curves.EnumerateRows().Select((row, neuron) => string.Join(',', row.Select(value => value.ToString("R", CultureInfo.InvariantCulture)).Prepend($"n{neuron}"))).Prepend(header));
            return path;
        }
    }

    [Fact]
    public void Options_that_cannot_be_are_named()
    {
        Assert.Contains(new GainControlOptions { Neurons = 38 }.Problems(), problem => problem.Contains("multiple of 4"));
        Assert.Contains(new GainControlOptions { ControlCurves = "a.csv" }.Problems(), problem => problem.Contains("belong together"));
        Assert.Contains(new GainControlOptions { ControlCurves = "a.csv", AdaptedCurves = "b.csv" }.Problems(), problem => problem.Contains("no file 'a.csv'"));
    }

    private static Dictionary<string, Finding> Judge(Dictionary<string, double> changed, Func<GainArm, double?>? repulsion = null)
    {
        var rows = Gains.Plan(Options, [1, 2, 3]).Select(trial =>
        {
            var arm = trial.Arm.Deserialize<GainArm>(LabJson.Compact)!;
            var jitter = 1 + (1e-4 * trial.Seed);
            var metrics = new Dictionary<string, double>
            {
                ["largestGradient"] = 1e-10,
                ["betterNearby"] = 0,
                ["adapterGain"] = 0.88,
                ["offDiagonalBefore"] = 4,
                ["unevennessBefore"] = 0.13,
                ["correlationBefore"] = 0.6,
                ["noisyRepulsion"] = 1,
                ["closedFormError"] = 1e-10,
            };
            foreach (var account in new[] { "", "shuffled ", "synapses " })
            {
                metrics[account + "adapterPeak"] = 0.8 * jitter;
                metrics[account + "largestMinimum"] = 1.1 * jitter;
                metrics[account + "orthogonalPeak"] = 1.1 * jitter;
                metrics[account + "repulsion"] = account.Length > 0 ? 0 : (repulsion?.Invoke(arm) ?? arm.Strength * arm.AdapterProbability * 5) * jitter;
                metrics[account + "vectorRepulsion"] = 1;
                metrics[account + "largestShift"] = arm.Strength == 0 ? 0 : 2;
                metrics[account + "offDiagonal"] = 3.9 * jitter;
                metrics[account + "correlation"] = 0.599 * jitter;
                metrics[account + "correlationChange"] = 0;
                metrics[account + "unevenness"] = 0.03 * jitter;
            }

            foreach (var (name, value) in changed)
            {
                metrics[name] = value;
            }

            return (trial, new TrialResult { Metrics = metrics });
        });
        return Gains.Judge(new TrialTable([.. rows]), Options).ToDictionary(finding => finding.ClaimId);
    }
}
