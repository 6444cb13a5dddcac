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
    [InlineData(8, 16, 1, 10, 31)]
    [InlineData(140, 256, 2, 20, 388)]
    public void A_network_without_delays_is_widened_to_the_number_of_parameters(int inputs, int hidden, int layers, int outputs, int width) =>
        Assert.Equal(width, DelayNetwork.EqualWidth(inputs, hidden, layers, outputs));

    [Fact]
    public void Rules_give_the_verdicts_that_the_claims_state()
    {
        var good = Judge(learned: .99, fixedRandom: .7, none: .1, tau: .2, constant: .9, rounding: .005);
        Assert.All(new[] { "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8" }, claim => Assert.Equal(Verdict.Reproduced, good[claim].Verdict));
        Assert.Equal(Verdict.NotTested, good["C9"].Verdict);
        var bad = Judge(learned: .6, fixedRandom: .7, none: .8, tau: 1, constant: .9, rounding: .4);
        Assert.All(new[] { "C1", "C2", "C3", "C4", "C6", "C7", "C8" }, claim => Assert.Equal(Verdict.NotReproduced, bad[claim].Verdict));
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
