using Glia.Data;
using Glia.Lab.Options;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Random;
using Glia.Studies.MotionDelays;
using Glia.Synapses;
using MotionStudy = Glia.Studies.MotionDelays.Study;

namespace Glia.Studies.Tests.MotionDelays;

/// <summary>The rules of the study on tables made up to hold and to fail.</summary>
public sealed class StudyTests
{
    private static readonly MotionStudy Study = new();
    private static readonly StudyOptions Desk = Study.Preset(PresetName.Desk).Options;

    [Fact]
    public void What_the_card_expects_reproduces_everything() =>
        Assert.All(Judge([], []), finding => Assert.True(finding.Verdict == Verdict.Reproduced, $"{finding.ClaimId}: {finding.Verdict}"));

    [Theory]
    [InlineData("C1", "accuracy", 0.79, Verdict.Partly)]
    [InlineData("C1", "accuracy", 0.1, Verdict.NotReproduced)]
    [InlineData("C3", "pruned to 5 %", 0.84, Verdict.Partly)]
    [InlineData("C3", "pruned to 5 %", 0.7, Verdict.NotReproduced)]
    [InlineData("C4", "delay 0 alone", 0.7, Verdict.Partly)]
    [InlineData("C4", "shortened, half saturation", 0.007, Verdict.Partly)]
    [InlineData("C5", "classes along their motion", 0.6, Verdict.Partly)]
    [InlineData("C5", "classes along their motion", 0.2, Verdict.NotReproduced)]
    [InlineData("C6", "correlation of ON and OFF", -0.3, Verdict.Partly)]
    [InlineData("C6", "correlation of ON and OFF", 0.3, Verdict.NotReproduced)]
    [InlineData("C7", "oblique gratings", 0.85, Verdict.Partly)]
    [InlineData("C7", "isotropic", 0.6, Verdict.Partly)]
    [InlineData("C8", "isotropic, widest", 0.95, Verdict.NotReproduced)]
    [InlineData("C9", "turned round", 0.5, Verdict.Partly)]
    [InlineData("C9", "shuffled", 0.5, Verdict.Partly)]
    [InlineData("C10", "random 5 %", 0.95, Verdict.Partly)]
    public void A_number_beyond_its_threshold_changes_the_verdict(string claim, string metric, double value, Verdict expected) =>
        Assert.Equal(expected, Judge(new() { [metric] = value }, []).Single(finding => finding.ClaimId == claim).Verdict);

    [Theory]
    [InlineData("C2", "one frame, no delays", 0.3, Verdict.Partly)]
    [InlineData("C2", "one frame, no delays", 0.95, Verdict.NotReproduced)]
    [InlineData("C10", "two frames", 0.95, Verdict.Partly)]
    [InlineData("C11", "motifs, 144 of 31 delays", 0.96, Verdict.Partly)]
    [InlineData("C11", "motifs, 144 of 5 delays", 0.995, Verdict.Partly)]
    [InlineData("C12", "motifs, 1364 of 31 delays", 0.7, Verdict.Partly)]
    [InlineData("C12", "motifs, 1364 of 31 delays", 0.4, Verdict.NotReproduced)]
    public void A_rival_as_good_changes_the_verdict(string claim, string arm, double value, Verdict expected) =>
        Assert.Equal(expected, Judge([], new() { [arm] = value }).Single(finding => finding.ClaimId == claim).Verdict);

    [Fact]
    public void Films_are_the_same_for_all_arms_of_a_seed_and_classes_take_turns()
    {
        var options = (MotionDelaysOptions)Study.Preset(PresetName.Smoke).Options;
        MotionStimuli Stimuli() => new(options, new TrialContext(5, null, CancellationToken.None));
        var (one, other) = (Stimuli(), Stimuli());
        _ = other.Test();
        Assert.Equal(one.Training().Select(film => film.Events.Count), other.Training().Select(film => film.Events.Count));
        Assert.Equal([0, 1, 2, 3], one.Test().Select(film => film.Motion));
        Assert.All(one.Training(), film => Assert.False(film.Path.IsConstant));
    }

    [Fact]
    public void The_form_of_a_kernel_made_to_follow_its_motion_is_found()
    {
        // Positive ON weights wander by minus the velocity a delay.
        var kernel = new SpatioTemporalKernel(1, 2, 6, 13, 13);
        for (var delay = 0; delay < 6; delay++)
        {
            kernel[0, 1, delay, 6, 6 - delay] = 1;
        }

        Assert.Equal(0, KernelForm.Angle(kernel, 0, (1, 0)), 1e-9);
        Assert.Equal(180, KernelForm.Angle(kernel, 0, (-1, 0)), 1e-9);
        Assert.Equal(90, KernelForm.Angle(kernel, 0, (0, 1)), 1e-9);
        Assert.Equal(0, KernelForm.Drift(kernel, 0, 1, 0), 1e-9);
    }

    [Fact]
    public void Photographs_that_are_missing_flat_or_no_images_are_told()
    {
        Assert.Contains("imageFolder", Assert.Throws<DataException>(() => Photographs.Load("", 64, true)).Message, StringComparison.Ordinal);
        var file = Path.Combine(Directory.CreateTempSubdirectory("glia-cube-").FullName, "cube.npy");
        File.WriteAllBytes(file, [1, 2, 3]);
        Assert.Contains("no .npy", Assert.Throws<DataException>(() => Photographs.Load(file, 64, true)).Message, StringComparison.Ordinal);

        var noise = new RandomStream(1, "noise");
        var header = System.Text.Encoding.ASCII.GetBytes("{'descr': '<f4', 'fortran_order': False, 'shape': (64, 64, 2), }\n");
        File.WriteAllBytes(file, [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header, .. Enumerable.Range(0, 64 * 64 * 2).SelectMany(_ => BitConverter.GetBytes((float)noise.NextGaussian()))]);
        Assert.Contains("whiten=false", Assert.Throws<DataException>(() => Photographs.Load(file, 64, true)).Message, StringComparison.Ordinal);
        Assert.Equal(2, Photographs.Load(file, 64, false).Count);
        Assert.Contains("imageSize=128", Assert.Throws<DataException>(() => Photographs.Load(file, 128, false)).Message, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Theory]
    [InlineData("receptiveField=8", "odd")]
    [InlineData("directions=5", "even")]
    [InlineData("imageSize=100", "power of two")]
    [InlineData("imageSize=64", "needs")]
    [InlineData("imageFolder=/photos", "Photographs")]
    public void Options_that_do_not_go_together_are_refused_with_the_reason(string assignment, string reason) =>
        Assert.Contains(reason, Assert.Throws<OptionException>(() => Study.Options.With(Desk, [assignment])).Message, StringComparison.Ordinal);

    private static IReadOnlyList<Finding> Judge(Dictionary<string, double> metrics, Dictionary<string, double> arms) => Study.Judge(
        new TrialTable([.. Study.Plan(Desk, [1, 2, 3]).Select(trial => (trial, new TrialResult { Metrics = Metrics(trial, metrics, arms) }))]), Desk);

    private static Dictionary<string, double> Metrics(Trial trial, Dictionary<string, double> changed, Dictionary<string, double> arms)
    {
        // Seeds differ a little, so that intervals have a width.
        var arm = trial.ArmAs<MotionArm>();
        var little = (trial.Seed - 2) * 0.001;
        if (arm.Method == MotionMethod.Motifs)
        {
            var expected = arm.MotifCount == 144 ? (arm.MotifDelays == 31 ? 0.985 : 0.3) : 0.85;
            return new() { ["true positives"] = arms.GetValueOrDefault(arm.Name, expected) + little };
        }

        if (arm.Method != MotionMethod.HeterogeneousDelays)
        {
            return new() { ["accuracy"] = arms.GetValueOrDefault(arm.Name, arm.Method == MotionMethod.OneFrame ? 0.1 : 0.5) - little };
        }

        Dictionary<string, double> all = new()
        {
            ["accuracy"] = 0.92,
            ["step accuracy"] = 0.6,
            ["saccadic accuracy"] = 0.4,
            ["activity"] = 0.05,
            ["pruned to 5 %"] = 0.91,
            ["random 5 %"] = 0.1,
            ["smallest fraction within 5 points"] = 0.02,
            ["synapses at half saturation"] = 50,
            ["pruned, half saturation"] = 0.002,
            ["shortened, half saturation"] = 0.1,
            ["delay 0 alone"] = 0.1,
            ["classes along their motion"] = 0.95,
            ["median angle"] = 8,
            ["classes whose pattern drifts along"] = 1,
            ["correlation of ON and OFF"] = -0.7,
            ["perpendicular gratings"] = 0.95,
            ["oblique gratings"] = 0.5,
            ["isotropic"] = 0.9,
            ["isotropic, widest"] = 0.2,
            ["turned round"] = 0.8,
            ["shuffled"] = 0.07,
        };
        return all.ToDictionary(metric => metric.Key, metric => changed.GetValueOrDefault(metric.Key, metric.Value) + (metric.Key is "accuracy" or "isotropic" or "perpendicular gratings" or "pruned to 5 %" ? little : 0));
    }
}
