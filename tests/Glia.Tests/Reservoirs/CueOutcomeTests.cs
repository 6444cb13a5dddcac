using Glia.Random;
using Glia.Reservoirs;
using Glia.Reservoirs.Tasks;

namespace Glia.Tests.Reservoirs;

public sealed class CueOutcomeTests
{
    [Fact]
    public void Cue_and_outcome_come_when_they_should_and_a_probe_has_no_outcome()
    {
        var task = new CueOutcomeTask(new CueOutcomeOptions());
        var input = task.Input(new CueOutcomeTrial(250, 1));
        Assert.Equal((450, 3), (input.Steps, input.Channels));
        for (var ms = 0; ms < 450; ms++)
        {
            Assert.Equal([ms < 50 ? 1 : 0, 0, ms is >= 250 and < 300 ? 1.0 : 0], input[ms].ToArray());
        }

        Assert.Equal(50, task.Input(task.Probe).Values.ToArray().Sum());
    }

    [Fact]
    public void Targets_are_a_bump_for_what_was_delivered_and_their_mean_has_the_probability()
    {
        var task = new CueOutcomeTask(new CueOutcomeOptions { Probabilities = [.2, .8] });
        var trial = new CueOutcomeTrial(250, 0);
        Assert.Equal(1, task.Target(trial, 0, 250));
        Assert.Equal(Math.Exp(-.5), task.Target(trial, 0, 270), 1e-12);
        Assert.Equal(0, task.Target(trial, 1, 250));
        Assert.Equal(.8 * Math.Exp(-.5), task.Expected(1, 230), 1e-12);
        var random = new RandomStream(1, "draw");
        Assert.Equal(.2, Enumerable.Range(0, 20_000).Average(_ => task.Draw(random).Outcome == 0 ? 1.0 : 0), .01);
    }

    [Fact]
    public void Spread_latencies_are_uniform()
    {
        var (task, random) = (new CueOutcomeTask(new CueOutcomeOptions { LatencySpreadMs = 150 }), new RandomStream(1, "draw"));
        var latencies = Enumerable.Range(0, 20_000).Select(_ => (double)task.Draw(random).LatencyMs).ToList();
        Assert.Equal((100, 400), (latencies.Min(), latencies.Max()));
        Assert.Equal(250, latencies.Average(), 3.0);
    }

    [Fact]
    public void The_gate_is_open_from_after_the_cue_until_after_the_event()
    {
        var gate = new AttentionGate();
        Assert.Equal([0, 1, 1, 0], new[] { 49, 50, 330, 331 }.Select(ms => gate.Value(ms, 250)));
        Assert.Equal(1, AttentionGate.AlwaysOpen.Value(449, 250));
    }

    [Fact]
    public void Peaks_and_amplitudes_are_those_of_the_smoothed_curves()
    {
        var (first, second) = (new double[100], new double[100]);
        (first[40], second[44]) = (15, 30);
        var curves = new PredictionCurves([first, second]);
        Assert.Equal([0.0, 1, 1, 0], new[] { 32, 33, 47, 48 }.Select(ms => curves.Curve(0)[ms]), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(15.0 / 21, curves.Amplitude(0, 40), 1e-12);
        Assert.InRange(curves.PeakMs(0, 99), 37, 47);
        Assert.Equal(60, curves.PeakMs(60, 99));
        Assert.Equal([5.0, 5, 5], new PredictionCurves([[5, 5, 5]]).Curve(0));
    }

    [Fact]
    public void Relearning_takes_until_it_is_right_for_good()
    {
        bool[] course = [true, false, true, true, true, false, true];
        Assert.Equal(3, RelearningTime.Of(course, hold: 3));
        Assert.Equal(7, RelearningTime.Of(course, hold: 4));
        Assert.Equal(4, RelearningTime.Of([false, false, false]));
        Assert.Equal(1, RelearningTime.Of([true, true], hold: 2));
    }

    [Fact]
    public void Angles_are_those_of_the_weights_as_one_vector()
    {
        Assert.Equal(0, SubspaceAngle.Cosine([1, 1, 0, 0], [1, -1, 5, 5]), 1e-12);
        Assert.Equal(-1, SubspaceAngle.Cosine([1, 2], [-2, -4]), 1e-12);
        Assert.Contains("no angle", Assert.Throws<ArgumentException>(() => SubspaceAngle.Cosine([0, 0], [1, 0])).Message);
    }

    [Fact]
    public void Means_are_subtracted_feature_by_feature()
    {
        var means = new FeatureMeans(2);
        float[] states = [1, 10, 3, 30];
        Assert.Throws<InvalidOperationException>(() => means.Subtract(states));
        means.Add([0, 10, 4, 30]);
        means.Subtract(states);
        Assert.Equal([-1f, -10, 1, 10], states);
        Assert.Contains("not whole steps", Assert.Throws<ArgumentException>(() => means.Add([1, 2, 3])).Message);
    }

    [Theory]
    [InlineData(40, .5, "between 50 ms after the cue and the end of the trial at 450 ms")]
    [InlineData(450, .5, "between 50 ms after the cue and the end of the trial at 450 ms")]
    [InlineData(250, .6, "0.6 + 0.5, must each be 0 or more and sum to 1")]
    public void Contingencies_that_cannot_be_are_refused(int latency, double probability, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => new CueOutcomeTask(new CueOutcomeOptions { LatencyMs = latency, Probabilities = [probability, .5] })).Message);
}
