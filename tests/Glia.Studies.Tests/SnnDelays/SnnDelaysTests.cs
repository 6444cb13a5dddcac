using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Random;
using Glia.Studies.SnnDelays;
using Study = Glia.Studies.SnnDelays.Study;

namespace Glia.Studies.Tests.SnnDelays;

public sealed class SnnDelaysTests
{
    private static readonly Study Delays = new();

    [Fact]
    public void Every_channel_of_a_pattern_fires_once_and_no_two_together()
    {
        var samples = new PermutationPatterns(new RandomStream(1, "patterns")).Draw(200, new RandomStream(1, "draw"));
        for (var sample = 0; sample < samples.Count; sample++)
        {
            var values = samples.Values[sample];
            Assert.Equal(PermutationPatterns.Channels, values.Sum());
            for (var step = 0; step < samples.Steps; step++)
            {
                Assert.InRange(values.AsSpan(step * samples.Channels, samples.Channels).ToArray().Sum(), 0, 1);
            }

            Assert.All(Enumerable.Range(0, samples.Channels), channel => Assert.Equal(1, Enumerable.Range(0, samples.Steps).Sum(step => values[(step * samples.Channels) + channel])));
        }

        Assert.Equal(20, samples.Labels.Count(label => label == 3));
    }

    [Fact]
    public void A_batch_has_time_first()
    {
        var samples = new SequenceSamples(2, 2, 2, [[1, 2, 3, 4], [5, 6, 7, 8]], [0, 1]);
        using var scope = TorchSharp.torch.NewDisposeScope();
        var (input, labels) = samples.Batch([1, 0]);
        Assert.Equal([2, 2, 2], input.shape);
        Assert.Equal([5f, 6, 1, 2, 7, 8, 3, 4], input.data<float>().ToArray());
        Assert.Equal([1, 0], labels);
    }

    [Theory]
    [InlineData(DelayTask.Patterns, 16, 8, 10, 0, 31)]
    [InlineData(DelayTask.Heidelberg, 256, 140, 20, 0, 388)]
    [InlineData(DelayTask.SpokenDigits, 64, 140, 20, 10, 126)]
    public void A_network_without_delays_is_widened_to_the_number_of_parameters(DelayTask task, int hidden, int inputs, int outputs, int fanIn, int width)
    {
        var arm = new DelayArm(DelayMethod.NoneEqualParameters, task, hidden, fanIn);
        Assert.Equal(width, EqualParameters.Width(arm, TrainingPlan.Of(arm, new SnnDelaysOptions()), inputs, outputs));
    }

    [Theory]
    [InlineData(DelayTask.Heidelberg, 1, 20, 214_016)]
    [InlineData(DelayTask.SpikingCommands, 1, 35, 1_230_848)]
    [InlineData(DelayTask.SpeechCommands, 2, 35, 2_458_624)]
    public void The_papers_networks_have_the_papers_parameters(DelayTask task, int taps, int outputs, long parameters)
    {
        var arm = new DelayArm(DelayMethod.Learned, task, TrainingPlan.PaperUnits(task));
        var plan = TrainingPlan.Of(arm, new SnnDelaysOptions()) with { Taps = taps };
        int[] sizes = [140, .. Enumerable.Repeat(arm.Hidden, plan.Layers), outputs];
        using var network = new DelayNetwork(sizes, arm, plan, new RandomStream(1, "network"));
        Assert.Equal(parameters, network.Parameters);
    }

    [Fact]
    public void Plans_of_the_benchmarks_are_those_of_the_papers_code()
    {
        TrainingPlan Plan(DelayTask task) => TrainingPlan.Of(new DelayArm(DelayMethod.Learned, task, 8), new SnnDelaysOptions());
        double Tau(DelayTask task) => new DelayArm(DelayMethod.Learned, task, 8).Tau;
        var (shd, ssc, gsc) = (Plan(DelayTask.Heidelberg), Plan(DelayTask.SpikingCommands), Plan(DelayTask.SpeechCommands));
        Assert.Equal((150, 256, 2, .4, 25, 12, 1, 1.005), (shd.Epochs, shd.BatchSize, shd.Layers, shd.Dropout, shd.MaxDelay, (int)shd.Sigma, shd.Taps, Tau(DelayTask.Heidelberg)));
        Assert.Equal((60, 128, 3, .25, 31, 15, 2, 1.5), (ssc.Epochs, ssc.BatchSize, ssc.Layers, ssc.Dropout, ssc.MaxDelay, (int)ssc.Sigma, ssc.Taps, Tau(DelayTask.SpikingCommands)));
        Assert.Equal((100, 128, 3, .25, 31, 15, 2, 1.5), (gsc.Epochs, gsc.BatchSize, gsc.Layers, gsc.Dropout, gsc.MaxDelay, (int)gsc.Sigma, gsc.Taps, Tau(DelayTask.SpeechCommands)));
    }

    [Fact]
    public void Missing_synapses_stay_missing_and_do_not_count()
    {
        var arm = new DelayArm(DelayMethod.Learned, DelayTask.SpokenDigits, 40, FanIn: 10);
        using var network = new DelayNetwork([100, 40, 5], arm, TrainingPlan.Of(arm, new SnnDelaysOptions()), new RandomStream(3, "network"));
        var weights = network.Synapses[0].Weight;
        int There() => weights.detach().data<float>().ToArray().Count(weight => weight != 0);
        var before = There();
        Assert.InRange(before, 300, 500);
        using (TorchSharp.torch.no_grad())
        {
            weights.fill_(1f);
        }

        network.KeepSparse();
        Assert.Equal(before, There());
        var second = network.Synapses[1].Weight.detach().data<float>().ToArray().Count(weight => weight != 0);
        Assert.Equal((2 * (before + second)) + (2 * 40), network.Parameters);
    }

    [Fact]
    public void Rules_give_the_verdicts_that_the_claims_state()
    {
        var good = Judge(learned: .99, fixedRandom: .7, none: .1, tau: .2, constant: .9, rounding: .005);
        Assert.All(new[] { "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C12" }, claim => Assert.Equal(Verdict.Reproduced, good[claim].Verdict));
        Assert.All(new[] { "C9", "C10", "C11", "C13" }, claim => Assert.Equal(Verdict.NotTested, good[claim].Verdict));
        Assert.Contains("equal leave", good["C8"].Note, StringComparison.Ordinal);
        var bad = Judge(learned: .6, fixedRandom: .7, none: .8, tau: 1, constant: .9, rounding: .4);
        Assert.All(new[] { "C1", "C2", "C3", "C4", "C6", "C7", "C8", "C12" }, claim => Assert.Equal(Verdict.NotReproduced, bad[claim].Verdict));
        Assert.Equal(Verdict.Partly, Judge(learned: .96, fixedRandom: .79, none: .1, tau: .2, constant: .9, rounding: .1)["C1"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(learned: .96, fixedRandom: .7, none: .1, tau: .2, constant: .9, rounding: .1)["C4"].Verdict);
    }

    private static Dictionary<string, Finding> Judge(double learned, double fixedRandom, double none, double tau, double constant, double rounding)
    {
        var options = Delays.Preset(PresetName.Desk).Options;
        var rows = Delays.Plan(options, [1, 2, 3]).Select(trial =>
        {
            var name = trial.ArmName;
            var accuracy = name.Contains("τ=10", StringComparison.Ordinal) ? tau
                : name.StartsWith("no delays", StringComparison.Ordinal) || name.StartsWith("recurrent", StringComparison.Ordinal) ? none
                : name.StartsWith("fixed", StringComparison.Ordinal) ? fixedRandom
                : name.Contains("constant", StringComparison.Ordinal) ? constant
                : learned;
            return (trial, new TrialResult
            {
                Metrics = new Dictionary<string, double>
                {
                    ["accuracy"] = accuracy + (trial.Seed * 1e-4 * accuracy),
                    ["validationAccuracy"] = accuracy,
                    ["roundingLoss"] = rounding,
                    ["shuffledLoss"] = .8,
                    ["equalAccuracy"] = .1,
                    ["moved"] = 2,
                },
            });
        }).ToList();
        return Delays.Judge(new TrialTable(rows), options).ToDictionary(finding => finding.ClaimId);
    }
}
