using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Studies.AstroSnn;
using AstroStudy = Glia.Studies.AstroSnn.Study;

namespace Glia.Studies.Tests.AstroSnn;

/// <summary>The rules of the study on tables made up to hold and to fail.</summary>
public sealed class StudyTests
{
    private static readonly AstroStudy Study = new();
    private static readonly AstroSnnOptions Options = (AstroSnnOptions)Study.Preset(PresetName.Desk).Options with { AssociationSteps = 100 };

    [Fact]
    public void Everything_says_that_the_unit_is_reconstructed()
    {
        Assert.All([Study.Paper, Study.Data, Study.Differences], text => Assert.Contains("AM-SU: reconstruction, not the authors' equations", text, StringComparison.Ordinal));
        var table = Table(_ => 0.9);
        Assert.All(Study.Judge(table, Options).Where(finding => finding.Measured is not null), finding => Assert.StartsWith("AM-SU: reconstruction", finding.Note, StringComparison.Ordinal));
        Assert.All(Study.Draw(table, Options), figure => Assert.StartsWith("AM-SU: reconstruction", figure.Caption, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.96, 0.26, Verdict.Reproduced)]
    [InlineData(0.92, 0.26, Verdict.Partly)]
    [InlineData(0.96, 0.40, Verdict.NotReproduced)]
    public void Retention_needs_the_accuracy_at_every_delay_and_lif_at_chance(double astrocyte, double lif, Verdict verdict) =>
        Assert.Equal(verdict, Of("C1", Table(arm => arm.Unit == AstroUnit.AstrocyteModulated ? astrocyte : arm.Unit == AstroUnit.Lif ? lif : 0.5)));

    [Theory]
    [InlineData(0.25, 0.50, Verdict.Reproduced)]
    [InlineData(0.25, 0.80, Verdict.Partly)]
    [InlineData(0.90, 0.80, Verdict.NotReproduced)]
    public void The_astrocyte_must_be_what_remembers(double emptied, double frozen, Verdict verdict) =>
        Assert.Equal(verdict, Of("C2", Table(arm => arm.Unit == AstroUnit.FrozenAstrocyte ? frozen : 0.9, emptied)));

    [Theory]
    [InlineData(0.9, 0.7, Verdict.Reproduced)]
    [InlineData(0.7, 0.9, Verdict.NotReproduced)]
    [InlineData(0.8, 0.8, Verdict.Partly)]
    public void The_best_rival_decides(double astrocyte, double best, Verdict verdict) =>
        Assert.Equal(verdict, Of("C3", Table(arm => arm.Unit == AstroUnit.AstrocyteModulated ? astrocyte : arm.Unit == AstroUnit.RecurrentLif ? best : 0.3)));

    [Theory]
    [InlineData(0.1, 4.5, Verdict.Reproduced)]
    [InlineData(0.1, 3.0, Verdict.Partly)]
    [InlineData(0.02, 4.5, Verdict.Partly)]
    [InlineData(-0.1, 4.5, Verdict.NotReproduced)]
    public void Language_needs_a_gain_over_lif_and_something_learnt(double gain, double unigram, Verdict verdict) =>
        Assert.Equal(verdict, Of("C4", Table(_ => 0.5, bits: arm => arm.Unit == AstroUnit.AstrocyteModulated ? 2.5 : 2.5 + gain, unigram: unigram)));

    [Theory]
    [InlineData(2.5, 2.6, Verdict.Reproduced)]
    [InlineData(2.6, 2.5, Verdict.NotReproduced)]
    [InlineData(2.5, 2.5, Verdict.Partly)]
    public void In_language_the_best_spiking_rival_decides_however_bad_the_others(double astrocyte, double best, Verdict verdict) =>
        Assert.Equal(verdict, Of("C8", Table(_ => 0.5, bits: arm => arm.Unit == AstroUnit.AstrocyteModulated ? astrocyte : arm.Unit == AstroUnit.SpikeGpt ? best : 3)));

    [Theory]
    [InlineData(0.9, 0.7, Verdict.Reproduced)]
    [InlineData(0.7, 0.9, Verdict.NotReproduced)]
    [InlineData(0.8, 0.8, Verdict.Partly)]
    public void In_copying_the_best_spiking_rival_decides(double astrocyte, double best, Verdict verdict) =>
        Assert.Equal(verdict, Of("C9", Table(arm => arm.Unit == AstroUnit.AstrocyteModulated ? astrocyte : arm.Unit == AstroUnit.RecurrentLif ? best : 0.3)));

    [Theory]
    [InlineData(0.95, 0.3, Verdict.Reproduced)]
    [InlineData(0.80, 0.3, Verdict.Partly)]
    [InlineData(0.95, 0.95, Verdict.NotReproduced)]
    public void The_associative_memory_must_recall_and_be_what_recalls(double with, double without, Verdict verdict) =>
        Assert.Equal(verdict, Of("C10", Table(arm => arm.Unit == AstroUnit.AstrocyteMemory ? with : arm.Unit == AstroUnit.Transformer ? 0.95 : without)));

    [Fact]
    public void Associative_recall_that_not_even_attention_learned_is_not_judged() =>
        Assert.Equal(Verdict.NotTested, Of("C10", Table(arm => arm.Unit == AstroUnit.AstrocyteMemory ? 0.95 : 0.3)));

    [Fact]
    public void Every_arm_tries_as_many_settings_on_the_text()
    {
        Assert.Equal([(0.004, 2.0), (0.016, 2.0), (0.004, 0.2), (0.016, 0.2)], TextTrial.Settings(AstroUnit.AstrocyteModulated, Options));
        Assert.Equal([0.002, 0.004, 0.008, 0.016], TextTrial.Settings(AstroUnit.SpikeGpt, Options).Select(setting => setting.Rate));
        Assert.Equal([(0.002, 2.0)], TextTrial.Settings(AstroUnit.AstrocyteModulated, Options with { TextRates = [0.002] }));
    }

    [Fact]
    public void A_text_that_is_not_there_is_named() =>
        Assert.Contains("nowhere.txt", Assert.Throws<ArgumentException>(() => TextTrial.Corpus("nowhere.txt")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1.1, 2.0, 1, Verdict.Reproduced)]
    [InlineData(1.3, 2.0, 1, Verdict.Partly)]
    [InlineData(1.3, 1.2, 1, Verdict.NotReproduced)]
    [InlineData(1.1, 2.0, 0, Verdict.NotReproduced)]
    public void Cost_needs_a_flat_time_a_growing_rival_and_bytes_as_predicted(double flat, double growth, double bytes, Verdict verdict) =>
        Assert.Equal(verdict, Of("C6", Table(_ => 0.5, flat: flat, growth: growth, cache: bytes)));

    private static Verdict Of(string claim, TrialTable table) => Study.Judge(table, Options).Single(finding => finding.ClaimId == claim).Verdict;

    private static TrialTable Table(
        Func<AstroArm, double> accuracy, double emptied = 0.25, Func<AstroArm, double>? bits = null, double unigram = 4.4, double flat = 1.1, double growth = 2, double cache = 1)
    {
        const double Jitter = 0.001;
        return new TrialTable([.. Study.Plan(Options, [1, 2, 3]).Select(trial =>
        {
            var arm = trial.ArmAs<AstroArm>();
            var noise = Jitter * ((trial.Seed * ((int)arm.Unit + 1) % 3) - 1);
            var bpc = (bits?.Invoke(arm) ?? 2.5) + noise;
            return (trial, arm.Part switch
            {
                AstroPart.Memory or AstroPart.Copying or AstroPart.Association => Metrics(("accuracy", accuracy(arm) + noise), ("validation accuracy", accuracy(arm)), ("accuracy, astrocytes emptied", emptied)),
                AstroPart.Language => Metrics(("bpc", bpc), ("validation bpc", bpc), ("bpc, second mentions", 2), ("long-range advantage", bpc - 2), ("unigram bpc", unigram)),
                _ => Metrics(("AM-SU ms, max/min", flat), ("GPT ms, longest/shortest", growth), ("AM-SU state constant", 1), ("GPT cache as predicted", cache), ("AM-SU bytes", 1), ("GPT bytes, longest", 2), ("AM-SU ms, longest", 1), ("GPT ms, longest", 2)) with
                {
                    Arrays = new[] { "AM-SU ms", "GPT ms", "contexts" }.ToDictionary(name => name, name => NumericArray.Of([64.0, 4096])),
                },
            });
        })]);
    }

    private static TrialResult Metrics(params (string Name, double Value)[] metrics) => new() { Metrics = metrics.ToDictionary(metric => metric.Name, metric => metric.Value) };
}
