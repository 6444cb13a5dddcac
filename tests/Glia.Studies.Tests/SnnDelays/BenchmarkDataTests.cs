using Glia.Formats;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Random;
using Glia.Spikes;
using Glia.Studies.SnnDelays;
using Glia.Testing;
using Study = Glia.Studies.SnnDelays.Study;

namespace Glia.Studies.Tests.SnnDelays;

/// <summary>The paths of data that Glia does not carry, on tiny files in the formats of the real ones.</summary>
public sealed class BenchmarkDataTests : IDisposable
{
    private static readonly Study Delays = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-benchmarks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void SHD_is_summed_in_fives_from_the_first_spike_and_a_tenth_is_for_validation()
    {
        WriteSpikes("shd_train.h5", 20, 20);
        WriteSpikes("shd_test.h5", 7, 20);
        var split = HeidelbergFiles.LoadDigits(_folder, new RandomStream(1, "split"));
        Assert.Equal((18, 2, 7), (split.Train.Count, split.Validation.Count, split.Test.Count));
        Assert.Equal((140, 140, 20), (split.Test.Steps, split.Test.Channels, split.Test.Classes));
        // Sample 3: units 15 and 16 with its first spike, unit 699 30 ms later.
        Assert.Equal(2, split.Test.Values[3][3]);
        Assert.Equal(1, split.Test.Values[3][(3 * 140) + 139]);
        Assert.Equal(3, split.Test.Values[3].Sum());
    }

    [Fact]
    public void A_file_with_the_classes_of_another_data_set_is_refused()
    {
        WriteSpikes("shd_train.h5", 30, 35);
        WriteSpikes("shd_test.h5", 5, 20);
        var problem = Assert.Throws<GliaFormatException>(() => HeidelbergFiles.LoadDigits(_folder, new RandomStream(1, "split")));
        Assert.Contains("classes 0 to 19", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_become_101_frames_of_140_features_and_short_ones_end_in_silence()
    {
        WriteWords();
        var split = CommandFeatures.Load(_folder);
        Assert.Equal((4, 2, 2), (split.Train.Count, split.Validation.Count, split.Test.Count));
        Assert.Equal((101, 140, 2), (split.Train.Steps, split.Train.Channels, split.Train.Classes));
        Assert.All(split.Train.Values, values => Assert.Equal(101 * 140, values.Length));
        // Half a second of tone, then 10 log10(1e-10).
        var energies = split.Train.Values[0];
        Assert.True(energies.Take(30 * 140).Max() > 0);
        Assert.All(energies.Skip(60 * 140), energy => Assert.Equal(-100, energy, 3));
    }

    [Fact]
    public void Another_sample_rate_or_an_empty_part_is_refused()
    {
        WriteWords();
        File.WriteAllBytes(Path.Combine(_folder, "no", "x0.wav"), new WavFile(8000, 1, new float[100]).Write());
        Assert.Contains("8000 samples a second", Assert.Throws<GliaFormatException>(() => CommandFeatures.Load(_folder)).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "testing_list.txt"), "");
        File.Delete(Path.Combine(_folder, "no", "x0.wav"));
        Assert.Contains("no recordings for the test", Assert.Throws<GliaFormatException>(() => CommandFeatures.Load(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_without_the_files_are_named_before_anything_runs()
    {
        var problems = new SnnDelaysOptions { ShdFolder = _folder, SscFolder = _folder, GscFolder = _folder, FsddFolder = _folder }.Problems().ToList();
        Assert.All(new[] { "shd_train.h5", "shd_test.h5", "ssc_valid.h5", "testing_list.txt", "no WAV files" }, name => Assert.Contains(problems, problem => problem.Contains(name, StringComparison.Ordinal)));
        Assert.Contains("24 is even", Assert.Single(new SnnDelaysOptions { MaxDelay = 24 }.Problems()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DelayTask.Heidelberg, 13)]
    [InlineData(DelayTask.SpikingCommands, 6)]
    [InlineData(DelayTask.SpeechCommands, 6)]
    public void Every_arm_of_the_paper_preset_runs_on_files_of_the_format_and_is_judged(DelayTask task, int arms)
    {
        WriteSpikes("shd_train.h5", 20, 20);
        WriteSpikes("shd_test.h5", 5, 20);
        Array.ForEach(["ssc_train.h5", "ssc_valid.h5", "ssc_test.h5"], name => WriteSpikes(name, 8, 35));
        WriteWords();
        var options = (SnnDelaysOptions)Delays.Preset(PresetName.Paper).Options;
        options = options with { HiddenUnits = [], DigitUnits = 0, BenchmarkUnits = 4, BenchmarkEpochs = 4 };
        options = task switch
        {
            DelayTask.Heidelberg => options with { ShdFolder = _folder },
            DelayTask.SpikingCommands => options with { SscFolder = _folder },
            _ => options with { GscFolder = _folder },
        };
        Assert.Empty(options.Problems());
        var plan = Delays.Plan(options, [1]);
        Assert.Equal(arms, plan.Count);
        var rows = plan.Select(trial => (trial, Run(trial, options))).ToList();
        Assert.All(rows, row => Assert.InRange(row.Item2.Metrics["accuracy"], 0, 1));
        var findings = Delays.Judge(new TrialTable(rows), options).ToDictionary(finding => finding.ClaimId);
        var claim = task switch { DelayTask.Heidelberg => "C9", DelayTask.SpikingCommands => "C10", _ => "C11" };
        Assert.NotNull(findings[claim].Measured);
        Assert.Single(Delays.Draw(new TrialTable(rows), options));
    }

    [Fact]
    public void Digits_of_people_are_heard_and_learned()
    {
        var root = Environment.GetEnvironmentVariable("GLIA_SHARED_DATA") ?? Repository.PathOf("..", "shared", "data");
        var recordings = Path.Combine(root, "fsdd", "recordings");
        Assert.SkipUnless(Directory.Exists(recordings), "needs fsdd/recordings in the folder that GLIA_SHARED_DATA names");
        // One speaker and every fifth recording of training, to keep the test short.
        foreach (var file in Directory.EnumerateFiles(recordings, "*_jackson_*.wav").Where(file => int.Parse(Path.GetFileNameWithoutExtension(file).Split('_')[2], null) is < 10 or >= 40))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        var options = new SnnDelaysOptions { HiddenUnits = [], DigitUnits = 0, FsddUnits = 16, FsddFolder = _folder, DigitBatchSize = 10, DigitLearningRates = [.01] };
        Assert.Empty(options.Problems());
        var trial = Delays.Plan(options, [1]).Single(trial => trial.ArmName == DelayArm.NameOf(DelayMethod.FixedRandom, DelayTask.FreeSpokenDigits, 16));
        Assert.True(Run(trial, options).Metrics["accuracy"] > .3);
    }

    private static TrialResult Run(Trial trial, SnnDelaysOptions options) => Delays.Run(trial, options, new TrialContext(trial.Seed, null, CancellationToken.None));

    private void WriteSpikes(string name, int count, int classes)
    {
        var samples = Enumerable.Range(0, count).Select(i => SpikeTrains.Sort([100_000, 100_000, 130_000], [5 * i, (5 * i) + 1, 699], 700)).ToArray();
        using var file = File.Create(Path.Combine(_folder, name));
        HeidelbergSpikesFile.Write(file, samples, [.. Enumerable.Range(0, count).Select(i => i % classes)], [.. Enumerable.Range(0, classes).Select(i => $"word {i}")]);
    }

    private void WriteWords()
    {
        foreach (var (word, pitch) in new[] { ("no", .2f), ("yes", .5f) })
        {
            Directory.CreateDirectory(Path.Combine(_folder, word));
            for (var i = 0; i < 4; i++)
            {
                File.WriteAllBytes(Path.Combine(_folder, word, $"x{i}.wav"), new WavFile(16_000, 1, [.. Enumerable.Range(0, 8_000).Select(n => .5f * MathF.Sin(pitch * n))]).Write());
            }
        }

        File.WriteAllText(Path.Combine(_folder, "validation_list.txt"), "no/x2.wav\nyes/x2.wav\n");
        File.WriteAllText(Path.Combine(_folder, "testing_list.txt"), "no/x3.wav\nyes/x3.wav\n");
    }
}
