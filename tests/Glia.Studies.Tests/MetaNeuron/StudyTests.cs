using Glia.Lab.Figures;
using Glia.Lab.Options;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Studies.MetaNeuron;
using NeuronStudy = Glia.Studies.MetaNeuron.Study;

namespace Glia.Studies.Tests.MetaNeuron;

/// <summary>The rules of the study on tables made up to pass and to fail.</summary>
public sealed class StudyTests
{
    private static readonly NeuronStudy Study = new();
    private static readonly StudyOptions Desk = Study.Preset(PresetName.Desk).Options;

    [Fact]
    public void The_desk_plan_has_every_cell_rival_and_rule()
    {
        var arms = Study.Plan(Desk, [1]).Select(trial => trial.ArmAs<NeuronArm>()).ToList();
        foreach (var task in new[] { SpikeTask.Rates, SpikeTask.Bursts })
        {
            Assert.Equal([1.1, 2, 5, 20], arms.Where(arm => arm.Task == task && arm.Method == NeuronMethod.Weights).Select(arm => arm.Tau));
            Assert.Equal([1.1, 2, 5, 20], arms.Where(arm => arm.Task == task && arm.Method == NeuronMethod.WeightsAndConstants).Select(arm => arm.Tau));
        }

        Assert.Equal(Enum.GetValues<NeuronMethod>().Order(), arms.Select(arm => arm.Method).Distinct().Order());
    }

    [Theory]
    [InlineData(0.03, 0.03, Verdict.Reproduced)]
    [InlineData(0.03, 0.01, Verdict.Partly)]
    [InlineData(0.01, 0.01, Verdict.NotReproduced)]
    public void The_gain_on_rates_must_hold_at_every_start(double atTwo, double atTwenty, Verdict verdict) => Assert.Equal(verdict, Of("C1",
        Networks(SpikeTask.Rates, NeuronMethod.WeightsAndConstants, (2, 0.7 + atTwo), (20, 0.7 + atTwenty)), Networks(SpikeTask.Rates, NeuronMethod.Weights, (2, 0.7), (20, 0.7))).Verdict);

    [Theory]
    [InlineData(0.09, Verdict.Reproduced)]
    [InlineData(0.05, Verdict.Partly)]
    [InlineData(-0.01, Verdict.NotReproduced)]
    public void The_gain_on_bursts_is_judged_where_the_start_is_far_off(double gain, Verdict verdict) => Assert.Equal(verdict, Of("C2",
        Networks(SpikeTask.Bursts, NeuronMethod.WeightsAndConstants, (1.1, 0.8 + gain)), Networks(SpikeTask.Bursts, NeuronMethod.Weights, (1.1, 0.8), (2, 0.85))).Verdict);

    [Theory]
    [InlineData(-0.02, Verdict.Reproduced)]
    [InlineData(-0.05, Verdict.NotReproduced)]
    public void The_cell_in_which_learning_hurts_is_named(double gain, Verdict verdict)
    {
        var finding = Of("C3", Networks(SpikeTask.Bursts, NeuronMethod.WeightsAndConstants, (1.1, 0.9), (2, 0.9 + gain)), Networks(SpikeTask.Bursts, NeuronMethod.Weights, (1.1, 0.8), (2, 0.9)));
        Assert.Equal(verdict, finding.Verdict);
        Assert.Contains("hurts: bursts, τ₀=2", finding.Note, StringComparison.Ordinal);
        Assert.Equal(gain, finding.Measured!.Value.Mean, 9);
    }

    [Theory]
    [InlineData(0.84, Verdict.Reproduced)]
    [InlineData(0.86, Verdict.NotReproduced)]
    public void More_than_the_best_decision_is_a_leak(double accuracy, Verdict verdict) =>
        Assert.Equal(verdict, Of("C4", Networks(SpikeTask.Rates, NeuronMethod.WeightsAndConstants, (2, accuracy), (20, 0.7))).Verdict);

    [Fact]
    public void Against_a_chosen_start_the_gain_at_a_bad_one_does_not_count()
    {
        var method = Networks(SpikeTask.Bursts, NeuronMethod.WeightsAndConstants, (1.1, 0.9), (2, 0.91));
        var rival = Networks(SpikeTask.Bursts, NeuronMethod.Weights, (1.1, 0.7), (2, 0.93));
        var finding = Of("C5", method, rival);
        Assert.Equal(Verdict.NotReproduced, finding.Verdict);
        Assert.Equal(-0.02, finding.Measured!.Value.Mean, 9);

        // A rival that may choose among more starts is no fair pair.
        Assert.Equal(Verdict.NotTested, Of("C5", method, [.. rival, .. Networks(SpikeTask.Bursts, NeuronMethod.Weights, (5, 0.9))]).Verdict);
    }

    [Theory]
    [InlineData(1.0, 0.5, Verdict.Reproduced)]
    [InlineData(1.0, 0.7, Verdict.Partly)]
    [InlineData(0.9, 0.7, Verdict.NotReproduced)]
    public void Complexity_must_tell_what_the_rate_does_not(double complexity, double rate, Verdict verdict) => Assert.Equal(verdict, Of("C8", Rows(new NeuronArm(NeuronMethod.LongBursts), seed =>
        [("complexity", complexity), ("rate", rate), ("mean of class 0", 0.5), ("deviation of class 0", 0.03), ("mean of class 1", 0.2), ("deviation of class 1", 0.03)])).Verdict);

    [Theory]
    [InlineData(0, 90, Verdict.Reproduced)]
    [InlineData(0, 300, Verdict.Partly)]
    [InlineData(1, 90, Verdict.NotReproduced)]
    public void The_tempotron_must_be_faultless_and_not_slowed_by_its_constants(int errors, int epochs, Verdict verdict) => Assert.Equal(verdict, Of("C7",
        Rows(new NeuronArm(NeuronMethod.Tempotron, Patterns: 40), seed => [("epochs", 100), ("errors", errors)]),
        Rows(new NeuronArm(NeuronMethod.TempotronAndConstants, Patterns: 40), seed => [("epochs", epochs), ("errors", 0)])).Verdict);

    [Theory]
    [InlineData(0.9, 0.85, Verdict.Reproduced)]
    [InlineData(0.85, 0.9, Verdict.NotReproduced)]
    public void The_networks_spikes_must_be_as_telling_as_the_input(double network, double input, Verdict verdict) => Assert.Equal(verdict, Of("C10",
        Rows(new NeuronArm(NeuronMethod.WeightsAndConstants, SpikeTask.Bursts, 1.1), seed =>
            [("accuracy", 0.9), ("network complexity", network + (seed * 0.001)), ("input complexity", input), ("network rates", 0.9), ("network complexity, one number", 0.6), ("network rate, one number", 0.6)])).Verdict);

    [Fact]
    public void Networks_of_meta_neurons_that_diverge_are_counted()
    {
        var finding = Of("C6",
            Rows(new NeuronArm(NeuronMethod.MetaWeightsAndConstants, SpikeTask.Rates), seed => [("accuracy", 0.82 + (seed * 1e-5)), ("diverges", seed == 1 ? 1 : 0)]),
            Rows(new NeuronArm(NeuronMethod.MetaWeights, SpikeTask.Rates), seed => [("accuracy", 0.8), ("diverges", 0)]));
        Assert.Equal(Verdict.Reproduced, finding.Verdict);
        Assert.Contains("1 of 4 networks with constants learned, 0 of 4 networks with defaults", finding.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Intervals_of_accuracies_end_where_the_scale_does()
    {
        var rows = Rows(new NeuronArm(NeuronMethod.LongBursts), seed =>
            [("complexity", seed == 1 ? 0.97 : 1), ("rate", 0.5), ("mean of class 0", 0.5), ("deviation of class 0", 0.03), ("mean of class 1", 0.2), ("deviation of class 1", 0.03)]).ToList();
        Assert.Equal(1, Of("C8", rows).Measured!.Value.Upper);
        var figure = (BarFigure)Study.Draw(new TrialTable(rows), Desk).Single(drawn => drawn.Name == "complexity-rate");
        Assert.Equal([1, 0.5], figure.Bars.Select(bar => bar.Upper));
    }

    [Fact]
    public void Time_constants_of_a_step_or_less_are_refused() =>
        Assert.Contains("greater than 1 step", Assert.Throws<OptionException>(() => Study.Options.With(Desk, ["rateTaus=1,2"])).Message, StringComparison.Ordinal);

    private static Finding Of(string claim, params IEnumerable<IEnumerable<(Trial, TrialResult)>> rows) =>
        Study.Judge(new TrialTable([.. rows.SelectMany(part => part)]), Desk).Single(finding => finding.ClaimId == claim);

    private static List<(Trial, TrialResult)> Networks(SpikeTask task, NeuronMethod method, params (double Tau, double Accuracy)[] cells) =>
        [.. cells.SelectMany(cell => Rows(new NeuronArm(method, task, cell.Tau), seed => Metrics(cell.Accuracy, seed)))];

    // Validation agrees with test; learned arms vary a little over seeds, in pairs, so that intervals are narrow.
    private static (string, double)[] Metrics(double accuracy, long seed)
    {
        var value = accuracy + (seed * 1e-5);
        return [("accuracy", accuracy), ("validation", value), ("network complexity", 0.8), ("input complexity", 0.8), ("network rates", 0.8), ("network complexity, one number", 0.6), ("network rate, one number", 0.6)];
    }

    private static IEnumerable<(Trial, TrialResult)> Rows(NeuronArm arm, Func<long, (string Name, double Value)[]> metrics) => Enumerable.Range(1, 4).Select(seed =>
        (Trials.Single(trial => trial.ArmName == arm.Name && trial.Seed == seed), new TrialResult { Metrics = metrics(seed).ToDictionary(metric => metric.Name, metric => metric.Value) }));

    private static readonly IReadOnlyList<Trial> Trials = Study.Plan(Desk, [1, 2, 3, 4]);
}
