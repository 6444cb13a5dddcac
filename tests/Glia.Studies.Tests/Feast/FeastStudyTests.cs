using System.Text.Json;
using Glia.Lab;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Studies.Feast;
using Study = Glia.Studies.Feast.Study;

namespace Glia.Studies.Tests.Feast;

public sealed class FeastStudyTests
{
    private static readonly Study Features = new();
    private static readonly FeastStudyOptions Options = new();

    [Fact]
    public void Rules_give_the_verdicts_that_the_claims_state()
    {
        var all = Judge();
        Assert.Equal(["C3"], all.Values.Where(finding => finding.Verdict != Verdict.Reproduced).Select(finding => finding.ClaimId));
        Assert.Equal(Verdict.NotTested, all["C3"].Verdict);
        Assert.Equal(8, all["C3"].Measured!.Value.Mean);

        // The law of one N broken; wins too uneven; the control as even as the method.
        Assert.Equal(Verdict.Partly, Judge((arm, name, value) => arm is { Part: FeastPart.Square, Features: 4 } && name == "missRate" ? 1.1 * value : value)["C1"].Verdict);
        Assert.Equal(Verdict.Partly, Judge((arm, name, value) => IsSquare(arm, FeastMethod.Feast) && name == "winRatio" ? 1.5 : value)["C1"].Verdict);
        Assert.Equal(Verdict.Partly, Judge((arm, name, value) => IsSquare(arm, FeastMethod.FixedThresholds) && name == "winRatio" ? 2 : value)["C1"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge((arm, name, value) => arm.Part != FeastPart.Square ? value : name == "winRatio" ? arm.Method == FeastMethod.Feast ? 9 : 2 : name == "missRate" ? 2 * value : value)["C1"].Verdict);

        Assert.Equal(Verdict.Partly, Judge((arm, name, value) => name == "missesFollowWeights" && arm.Part == FeastPart.Digits ? value - 0.2 : value)["C2"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge((_, name, value) => name == "missesFollowWeights" ? value - 0.2 : value)["C2"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge((_, name, value) => name == "meanThreshold" ? -value : value)["C4"].Verdict);
        Assert.Equal(Verdict.Partly, Judge((arm, name, value) => IsDigits(arm, FeastMethod.PixelCounts) && name == "linear" ? 0.95 : value)["C5"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge((arm, name, value) => name != "linear" ? value : IsDigits(arm, FeastMethod.PixelCounts) ? 0.95 : IsDigits(arm, FeastMethod.Feast) ? 0.5 : value)["C5"].Verdict);
        Assert.Equal(Verdict.Partly, Judge((arm, name, value) => IsDigits(arm, FeastMethod.BatchKMeans) && name == "linear" ? 0.99 : value)["C6"].Verdict);
        Assert.Contains("batch k-means", Judge((arm, name, value) => IsDigits(arm, FeastMethod.BatchKMeans) && name == "linear" ? 0.99 : value)["C6"].Quantity, StringComparison.Ordinal);
        Assert.Equal(Verdict.NotReproduced, Judge((arm, name, value) => IsDigits(arm, FeastMethod.Feast) && name == "linear" ? 0.2 : value)["C6"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge((_, name, value) => name == "shuffledLinear" ? 0.2 : value)["C7"].Verdict);
    }

    [Fact]
    public void One_seed_against_the_order_is_enough_to_break_it() =>
        Assert.Equal(Verdict.Partly, Judge((arm, name, value) => IsDigits(arm, FeastMethod.RandomFeatures) && name == "linear" ? value + 0.02 : value)["C5"].Verdict);

    [Fact]
    public void An_empty_table_is_judged_and_drawn_as_nothing()
    {
        Assert.All(Features.Judge(new TrialTable([]), Options), finding => Assert.Equal(Verdict.NotTested, finding.Verdict));
        Assert.Empty(Features.Draw(new TrialTable([]), Options));
    }

    [Fact]
    public void A_knee_is_where_a_curve_leaves_its_straight_line()
    {
        Assert.Equal(8, FeastFindings.Knee([(2, 1), (4, 2), (8, 3), (16, 3), (32, 3.1)]));
        Assert.Equal(2, FeastFindings.Knee([(2, 5), (4, 5), (8, 5)]));
    }

    [Fact]
    public void Options_that_cannot_be_are_named()
    {
        Assert.Empty(Options.Problems());
        Assert.Contains(new FeastStudyOptions { PatchSize = 8 }.Problems(), problem => problem.Contains("take 7 or 9"));
        Assert.Contains(new FeastStudyOptions { LearnDigits = 7000 }.Problems(), problem => problem.Contains("learnDigits must be at most trainDigits"));
        Assert.Contains(new FeastStudyOptions { TrainDigits = 20_000 }.Problems(), problem => problem.Contains("10,000 for training"));
        Assert.Contains(new FeastStudyOptions { Recordings = "nowhere" }.Problems(), problem => problem.Contains("There is no folder"));
    }

    [Fact]
    public void Recordings_of_N_MNIST_take_the_place_of_filmed_images()
    {
        var folder = Directory.CreateTempSubdirectory("n-mnist-").FullName;
        try
        {
            byte[] content = [.. Enumerable.Range(0, 200).SelectMany(i => new byte[] { (byte)(10 + (i % 13)), (byte)(10 + (i / 15)), (byte)(i % 2 << 7), (byte)(i >> 4), (byte)(i << 4) })];
            foreach (var part in new[] { "Train", "Test" })
            {
                for (var digit = 0; digit < 10; digit++)
                {
                    Directory.CreateDirectory(Path.Combine(folder, part, digit.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                    for (var file = 0; file < 6; file++)
                    {
                        File.WriteAllBytes(Path.Combine(folder, part, $"{digit}", $"{file}.bin"), content);
                    }
                }
            }

            var options = Options with { Recordings = folder, Features = 4, TrainDigits = 50, TestDigits = 20, LearnDigits = 20, HiddenUnits = 20, SamplePatches = 100, PatchSize = 3 };
            Assert.Empty(options.Problems());
            var trial = Features.Plan(options, [1]).Single(trial => trial.ArmName == "digits, FEAST");
            var metrics = Features.Run(trial, options, new TrialContext(1, null, CancellationToken.None)).Metrics;
            Assert.Equal(200, metrics["eventsPerDigit"]);
            Assert.InRange(metrics["linear"], 0, 0.5);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsSquare(FeastArm arm, FeastMethod method) => arm is { Part: FeastPart.Square, Features: 16 } && arm.Method == method;

    private static bool IsDigits(FeastArm arm, FeastMethod method) => arm.Part == FeastPart.Digits && arm.Method == method;

    private static Dictionary<string, Finding> Judge(Func<FeastArm, string, double, double>? change = null)
    {
        var rows = Features.Plan(Options, [1, 2, 3]).Select(trial =>
        {
            var arm = trial.Arm.Deserialize<FeastArm>(LabJson.Compact)!;
            var metrics = Metrics(arm, 1 + (1e-3 * trial.Seed)).ToDictionary(metric => metric.Key, metric => change?.Invoke(arm, metric.Key, metric.Value) ?? metric.Value);
            return (trial, new TrialResult { Metrics = metrics });
        });
        return Features.Judge(new TrialTable([.. rows]), Options).ToDictionary(finding => finding.ClaimId);
    }

    private static Dictionary<string, double> Metrics(FeastArm arm, double jitter) => arm.Part switch
    {
        FeastPart.Square => new()
        {
            ["missRate"] = arm.Method == FeastMethod.Feast ? 0.001 / (0.001 + (arm.Features * 0.01)) * jitter : 0,
            ["law"] = 0.001 / (0.001 + (arm.Features * 0.01)),
            ["earlyMissRate"] = 0.1,
            ["winRatio"] = arm.Method == FeastMethod.Feast ? 1.1 * jitter : 1000,
            ["unusedFeatures"] = arm.Method == FeastMethod.Feast ? 0 : 5,
            ["measuredSteps"] = 50_000,
            ["missesFollowWeights"] = 0.9 * jitter,
            ["thresholdsFollowWeights"] = 0.9 * jitter,
        },
        FeastPart.Ring => new() { ["entropy"] = Math.Log2(arm.Features), ["signalFeatures"] = Math.Min(8, arm.Features), ["noiseFeatures"] = Math.Max(0, arm.Features - 8), ["noiseTold"] = 0.8, ["missRate"] = 0.01 },
        _ => new()
        {
            ["linear"] = arm.Part == FeastPart.Settings ? 0.7 + (0.001 * (arm.TauMs + arm.PatchSize + arm.Features))
                : 0.9 - (0.01 * (int)arm.Method * jitter * jitter),
            ["elm"] = 0.9,
            ["shuffledLinear"] = 0.1 * jitter,
            ["meanThreshold"] = 0.5 + (0.001 * (arm.TauMs + arm.PatchSize + arm.Features)),
            ["missRate"] = 0.0066,
            ["law"] = 0.0066,
            ["missesFollowWeights"] = 0.9 * jitter,
            ["thresholdsFollowWeights"] = 0.9 * jitter,
        },
    };
}
