using System.Text.Json;
using Glia.Data;
using Glia.Lab;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Studies.ZeroShotLsm;
using Study = Glia.Studies.ZeroShotLsm.Study;

namespace Glia.Studies.Tests.ZeroShotLsm;

public sealed class ZeroShotTests
{
    private static readonly Study Zero = new();
    private static readonly ZeroShotOptions Options = new() { UnseenPairs = 15 };

    [Fact]
    public void Rules_give_the_verdicts_that_the_claims_state()
    {
        var judged = Judge((_, _) => null);
        Assert.Equal(["C5"], judged.Values.Where(finding => finding.Verdict != Verdict.Reproduced).Select(finding => finding.ClaimId));
        Assert.Equal(Verdict.Partly, Judge((arm, metric) => metric == "imageAccuracy" ? arm.Encoder is Encoder.Counts or Encoder.RandomRelu ? .6 : .7 : null)["C1"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(Change("imageAccuracy", Encoder.ResistiveMemory, .9))["C1"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge((arm, metric) => metric == "soundAccuracy" ? arm.Encoder switch { Encoder.Gaussian => .6, Encoder.Counts => .7, _ => .5 } : null)["C2"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(Change("seen", Encoder.Gaussian, .3))["C3a"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(Change("unseenByPair", Encoder.Gaussian, .6))["C3b"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(Change("unseenByPair", Encoder.Gaussian, .49))["C3b"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(Change("seen", Encoder.ResistiveMemory, .5))["C3c"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(Change("unseen", Encoder.ResistiveMemory, .6))["C3c"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(Change("paperSeen", Encoder.Trained, .95))["C4"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(Change("trainingOperations", Encoder.Trained, 30_000))["C6"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(Change("trainingOperations", Encoder.Trained, 3_000))["C6"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge((arm, metric) => metric == "unseenByPair" && arm.Pairing == Pairing.Shuffled ? .6 : null)["C7"].Verdict);
    }

    [Fact]
    public void What_did_not_run_is_not_tested()
    {
        Assert.Equal(Verdict.NotTested, Judge((_, _) => null, options: Options with { TrainedEpochs = 0 })["C4"].Verdict);
        Assert.Equal(Verdict.NotTested, Judge((_, _) => null, options: Options with { TrainedEpochs = 0 })["C6"].Verdict);
        Assert.All(Zero.Judge(new TrialTable([]), Options), finding => Assert.Equal(Verdict.NotTested, finding.Verdict));
        Assert.Empty(Zero.Draw(new TrialTable([]), Options));
    }

    [Fact]
    public void Splits_are_the_papers_and_all_choices_of_two_digits()
    {
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], DigitSplit.Paper.Seen);
        Assert.Equal(45, DigitSplit.Choices(45).Select(split => (split.Unseen[0], split.Unseen[1])).Distinct().Count());
        var some = DigitSplit.Choices(15);
        Assert.Equal(15, some.Select(split => (split.Unseen[0], split.Unseen[1])).Distinct().Count());
        Assert.Equal(some.Select(split => split.Unseen[1]), DigitSplit.Choices(15).Select(split => split.Unseen[1]));
        Assert.All(some, split => Assert.Equal(Enumerable.Range(0, 10), split.Seen.Concat(split.Unseen).Order()));
        Assert.Contains("both must be some", Assert.Throws<ArgumentException>(() => new DigitSplit([], [.. Enumerable.Range(0, 10)])).Message);
    }

    [Fact]
    public void Pairs_are_all_clips_of_a_digit_with_as_many_images()
    {
        var pairs = PairList.Of([0, 1, 1, 1, 2, 2], [1, 2, 1], [1, 2]);
        Assert.Equal([1, 2, 4], pairs.Images);
        Assert.Equal([0, 2, 1], pairs.Sounds);
        Assert.Equal([1, 1, 2], pairs.Digits);
        Assert.Equal([1, 2, 4], pairs.Shuffled(new Glia.Random.RandomStream(1, "order")).Images.Order());
        Assert.Contains("Digit 1 has 1 images for 2 clips", Assert.Throws<ArgumentException>(() => PairList.Of([1], [1, 1], [1])).Message);
    }

    [Fact]
    public void Moving_digits_make_events_at_their_edges()
    {
        var square = new byte[28 * 28];
        for (var y = 10; y < 18; y++)
        {
            square.AsSpan((y * 28) + 10, 8).Fill(255);
        }

        var images = new LabelledImages(28, 28, [.. square, .. new byte[28 * 28]], [0, 1]);
        var rows = DigitRecordings.Film(images, 0);
        Assert.Equal((50, 256), (rows.RowCount, rows.ColumnCount));
        Assert.InRange(rows.EntryCount, 300, 3_000);
        Assert.Equal(0, DigitRecordings.Film(images, 1).EntryCount);
    }

    [Fact]
    public void Options_that_cannot_be_are_named()
    {
        Assert.Empty(new ZeroShotOptions().Problems());
        Assert.Contains(new ZeroShotOptions { FsddFolder = "nowhere" }.Problems(), problem => problem.Contains("has no WAV files"));
        Assert.Contains(new ZeroShotOptions { NmnistFolder = "nowhere" }.Problems(), problem => problem.Contains("no folder Train/0"));
        Assert.Contains(new ZeroShotOptions { ClipsPerDigit = 200, ImagesPerDigit = 100 }.Problems(), problem => problem.Contains("every clip needs an image of its own"));
    }

    private static Func<ZeroShotArm, string, double?> Change(string name, Encoder encoder, double value) =>
        (arm, metric) => metric == name && arm.Encoder == encoder && arm.Pairing == Pairing.SoftTargets ? value : null;

    private static Dictionary<string, Finding> Judge(Func<ZeroShotArm, string, double?> change, ZeroShotOptions? options = null)
    {
        options ??= Options;
        var rows = Zero.Plan(options, [1, 2, 3]).Select(trial =>
        {
            var arm = trial.Arm.Deserialize<ZeroShotArm>(LabJson.Compact)!;
            var jitter = 1 + (1e-4 * trial.Seed);
            double Of(string metric, double usual) => (change(arm, metric) ?? usual) * jitter;
            var shuffled = arm.Pairing == Pairing.Shuffled;
            var (plain, trained) = (arm.Encoder is Encoder.Counts or Encoder.RandomRelu, arm.Encoder == Encoder.Trained);
            var unseen = Enumerable.Range(0, options.UnseenPairs).Select(pair => Of("unseenByPair", shuffled ? .5 : .8) + (.002 * (pair % 3))).ToList();
            var metrics = new Dictionary<string, double>
            {
                ["imageAccuracy"] = Of("imageAccuracy", plain ? .7 : .82),
                ["soundAccuracy"] = Of("soundAccuracy", plain ? .7 : .9),
                ["image rate"] = .1,
                ["sound rate"] = .1,
                ["image constantNeurons"] = 0,
                ["sound constantNeurons"] = 0,
                ["seen"] = Of("seen", shuffled ? .12 : .6),
                ["unseen"] = Of("unseen", shuffled ? .5 : .8),
                ["unseenBest"] = .85,
                ["paperSeen"] = Of("paperSeen", trained ? .7 : .6),
                ["paperUnseen"] = .5,
                ["paperUnseenBest"] = .6,
                ["trainedParameters"] = trained ? 169_728 : 25_728,
                ["trainingOperations"] = Of("trainingOperations", trained ? 200_000 : 1_000),
            };
            var arrays = new Dictionary<string, NumericArray> { ["unseenByPair"] = NumericArray.Of(unseen) };
            return (trial, new TrialResult { Metrics = metrics, Arrays = arrays });
        });
        return Zero.Judge(new TrialTable([.. rows]), options).ToDictionary(finding => finding.ClaimId);
    }
}
