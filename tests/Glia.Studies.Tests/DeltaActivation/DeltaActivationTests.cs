using Glia.Data;
using Glia.Deltas;
using Glia.Formats;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Random;
using Glia.Studies.DeltaActivation;
using Glia.Tensors;
using static TorchSharp.torch;
using Study = Glia.Studies.DeltaActivation.Study;

namespace Glia.Studies.Tests.DeltaActivation;

public sealed class DeltaActivationTests
{
    private static readonly Study Deltas = new();
    private static readonly DeltaActivationOptions Options = new() { OtherNoises = [0.05], StillShares = [] };

    [Fact]
    public void Rules_give_the_verdicts_that_the_claims_state()
    {
        Assert.Equal(["C9"], Judge([]).Values.Where(finding => finding.Verdict != Verdict.Reproduced).Select(finding => finding.ClaimId));
        Assert.Equal(Verdict.Partly, Judge(new() { ["deltaDensity"] = 0.2 })["C1a"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["deltaAccuracy"] = 0.9 })["C1a"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["deltaDensity"] = 0.2, ["deltaAccuracy"] = 0.9 })["C1a"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["longerAccuracy"] = 0.9 })["C1b"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["spatialDensity"] = 0.04 })["C2a"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["postHocDensity"] = 0.04 })["C2b"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["deltaAccuracy"] = 0.9 })["C2b"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["fromStartDensity"] = 0.3 })["C3"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["logitDifference"] = 0.01 })["C5"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["logitDifference"] = 0.01, ["answersApart"] = 1 })["C5"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["operations"] = 1.03 })["C6"].Verdict);
        Assert.Equal(Verdict.NotReproduced, Judge(new() { ["shuffledDensity"] = 0.06 })["C7"].Verdict);
        Assert.Equal(Verdict.Partly, Judge(new() { ["naturalStepGrowth"] = 1.1 })["C8"].Verdict);
    }

    [Fact]
    public void An_empty_table_is_judged_and_drawn_as_nothing()
    {
        Assert.All(Deltas.Judge(new TrialTable([]), Options), finding => Assert.Equal(Verdict.NotTested, finding.Verdict));
        Assert.Empty(Deltas.Draw(new TrialTable([]), Options));
    }

    [Fact]
    public void The_state_of_a_large_network_is_counted_as_its_definition_has_it()
    {
        Assert.Equal(25_557_032, ResidualNetworkState.Parameters);
        Assert.Equal(10_587_136, ResidualNetworkState.Sums);
    }

    [Fact]
    public void Inference_by_events_is_the_trained_network()
    {
        using var scope = NewDisposeScope();
        using var network = new ClipNetwork(10, new RandomStream(1, "network"));
        var random = new RandomStream(2, "frames");
        var frames = TensorInitialization.Uniform(random, [3, 1, 1, 28, 28], 0, 1);
        using var plain = new SpatialSparsity();
        using var none = no_grad();
        var logits = network.Forward(frames, (_, values) => plain.forward(values)).Logits.contiguous().AsReadOnlySpan<float>().ToArray();
        var stream = new DeltaInference(new FrameShape(1, 28, 28), network.Layers(place => new FrameThreshold(ClipNetwork.Places[place], 0)));
        for (var frame = 0; frame < 3; frame++)
        {
            var given = stream.Push(frames.AsReadOnlySpan<float>().Slice(frame * 784, 784)).ToArray();
            Assert.All(given.Zip(logits.Skip(10 * frame)), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
        }

        var costs = new PlaceCosts(network, 40);
        Assert.Equal(16 * 118.0 * 118 / 1600, costs.FanOut(0), 9);
        Assert.Equal([16 * 118 * 118, 16 * 32 * 59 * 59, 32 * 64 * 29 * 29, 6400, 64 * 64, 640], costs.Report(new ActivationCount[6]).Layers.Select(layer => layer.DenseOperations));
    }

    [Fact]
    public void The_largest_strength_that_loses_little_is_chosen()
    {
        ClipMeasure Measure(double accuracy) => new(accuracy, new ActivationSparsity([]));
        OperatingPoint[] points = [.. new[] { 0.9, 0.89, 0.8, 0.885 }.Select((accuracy, i) => new OperatingPoint(i, Measure(accuracy), Measure(0)))];
        Assert.Equal(3, OperatingPoint.Chosen(points, 0.9, 0.02).Strength);
        Assert.Equal(1, OperatingPoint.Chosen(points[..3], 0.9, 0.02).Strength);
        Assert.Equal(0, OperatingPoint.Chosen(points, 0.99, 0.02).Strength);
    }

    [Fact]
    public void Each_shot_of_a_film_gets_an_answer()
    {
        var options = new DeltaActivationOptions { TrainingClips = 40, ValidationClips = 20, TestClips = 20, Canvas = 28, Frames = 8 };
        var clips = DigitClips.Draw(new ClipArm(ClipSource.ChangingDigits, 0.02, 0), options, new TrialContext(1, null, CancellationToken.None)).Train;
        Assert.Equal((40, 2), (clips.Count, clips.ShotsPerFilm));
        Assert.All(clips.Labels, labels => Assert.InRange(labels.TakeWhile(label => label == labels[0]).Count(), 2, 6));

        // Certain of the class of each frame; then of that of the first frame only.
        float[] Logits(Func<int, int> shown) => [.. Enumerable.Range(0, 8).SelectMany(frame => Enumerable.Range(0, 10).Select(label => label == shown(frame) ? 9f : 0))];
        Assert.Equal(2, clips.Right(3, clips.Answers(3, Logits(frame => clips.Labels[3][frame]))));
        Assert.Equal(1, clips.Right(3, clips.Answers(3, Logits(_ => clips.Labels[3][0]))));

        using var scope = NewDisposeScope();
        var batch = clips.Batch([3, 5]);
        Assert.Equal([2, 8, 2], batch.Shares.shape);
        Assert.All(batch.Shares.sum(dim: 1).AsReadOnlySpan<float>().ToArray(), sum => Assert.Equal(1, sum, 1e-6f));

        var stills = clips.Stills(new RandomStream(1, "stills"));
        Assert.Equal(2, stills.Frames);
        Assert.All(Enumerable.Range(0, 40), film => Assert.Equal(clips.Shots(film), stills.Labels[film]));
        var shuffled = clips.Shuffled(new RandomStream(1, "shuffle"));
        Assert.Equal(clips.Labels[3].Order(), shuffled.Labels[3].Order());
        Assert.Equal(clips.Films[3].Order(), shuffled.Films[3].Order());

        var one = DigitClips.Draw(new ClipArm(ClipSource.MovingDigits, 0.02, 0), options, new TrialContext(1, null, CancellationToken.None)).Train;
        Assert.Equal(1, one.ShotsPerFilm);
    }

    [Fact]
    public void Films_of_a_folder_are_cut_and_scaled()
    {
        var folder = Directory.CreateTempSubdirectory("clips").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "classInd.txt"), "1 Archery\n");
            File.WriteAllLines(Path.Combine(folder, "trainlist01.txt"), Enumerable.Range(0, 60).Select(i => $"Archery/a{i}.avi 1"));
            File.WriteAllText(Path.Combine(folder, "testlist01.txt"), "Archery/a0.avi\n");
            Directory.CreateDirectory(Path.Combine(folder, "Archery"));
            byte[] film = [.. "YUV4MPEG2 W80 H56 Cmono\n"u8, .. Enumerable.Range(0, 3).SelectMany(frame => (byte[])[.. "FRAME\n"u8, .. Enumerable.Repeat((byte)(51 * (frame + 1)), 80 * 56)])];
            for (var i = 0; i < 60; i++)
            {
                File.WriteAllBytes(Path.Combine(folder, $"Archery/a{i}.y4m"), film);
            }

            var options = new DeltaActivationOptions { UcfFolder = folder, Canvas = 28, Frames = 2, ValidationClips = 20, TrainingClips = 32 };
            Assert.Empty(options.Problems());
            var context = new TrialContext(1, null, CancellationToken.None);
            var clips = UcfClips.Load(options, context);
            Assert.Equal((32, 20, 1), (clips.Train.Count, clips.Validation.Count, clips.Test.Count));
            Assert.All(clips.Test.Frame(0, 0).ToArray(), value => Assert.Equal(0.2f, value, 1e-6f));
            Assert.All(clips.Test.Frame(0, 1).ToArray(), value => Assert.Equal(0.4f, value, 1e-6f));
            Assert.Contains("has 3 frames", Assert.Throws<DataException>(() => UcfClips.Load(options with { Frames = 4 }, context)).Message);
            Assert.Contains("canvas=60", Assert.Throws<DataException>(() => UcfClips.Load(options with { Canvas = 60 }, context)).Message);
            Assert.Contains("leaves none", Assert.Throws<DataException>(() => UcfClips.Load(options with { ValidationClips = 60 }, context)).Message);
            File.Delete(Path.Combine(folder, "Archery/a0.y4m"));
            Assert.Throws<GliaFormatException>(() => UcfClips.Load(options, context));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Options_that_cannot_be_are_named()
    {
        Assert.Contains(new DeltaActivationOptions { TrainingClips = 9900 }.Problems(), problem => problem.Contains("has 10,000"));
        Assert.Contains(new DeltaActivationOptions { TestClips = 3000 }.Problems(), problem => problem.Contains("2,000 test digits"));
        Assert.Contains(new DeltaActivationOptions { Multiples = [1, 0.5] }.Problems(), problem => problem.Contains("ascending"));
        Assert.Contains(new DeltaActivationOptions { UcfFolder = "/nowhere" }.Problems(), problem => problem.Contains("no folder '/nowhere'"));
    }

    private static Dictionary<string, Finding> Judge(Dictionary<string, double> changed)
    {
        var rows = Deltas.Plan(Options, [1, 2, 3]).Select(trial =>
        {
            var jitter = 1 + (1e-3 * trial.Seed);
            var metrics = new Dictionary<string, double>
            {
                ["logitDifference"] = 1e-5,
                ["filmsApart"] = 0,
                ["answersApart"] = 0,
                ["eventAccuracy"] = 0.95,
                ["operations"] = 1,
                ["expectedOperations"] = 1,
                ["averageOperations"] = 1,
                ["stateOverParameters"] = 2,
                ["shuffledDensity"] = 0.2 * jitter,
                ["stepGrowth"] = 2 * jitter,
                ["naturalStepGrowth"] = 0.5 * jitter,
            };
            foreach (var (method, density) in new[] { ("dense", 0.5), ("delta", 0.05), ("spatial", 0.2), ("postHoc", 0.15), ("frozen", 0.1), ("threshold", 0.15), ("fromStart", 0.06), ("strong", 0.04), ("longer", 0.05) })
            {
                metrics[method + "Accuracy"] = method == "strong" ? 0.9 : 0.95;
                metrics[method + "Density"] = density * jitter;
                metrics[method + "PlainDensity"] = density;
                metrics[method + "Strength"] = 1;
            }

            foreach (var (name, value) in changed)
            {
                metrics[name] = value;
            }

            return (trial, new TrialResult { Metrics = metrics });
        });
        return Deltas.Judge(new TrialTable([.. rows]), Options).ToDictionary(finding => finding.ClaimId);
    }
}
