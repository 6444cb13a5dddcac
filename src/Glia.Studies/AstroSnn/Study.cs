using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.AstroSnn;

/// <summary>Does a slow trace of its own spikes, fed back as an astrocyte might, give a spiking network memory, and is it more than other slow state gives?</summary>
public sealed class Study : Study<AstroSnnOptions, AstroArm>
{
    private static readonly AstroUnit[] RecallUnits =
        [AstroUnit.AstrocyteModulated, AstroUnit.FrozenAstrocyte, AstroUnit.Lif, AstroUnit.WideLif, AstroUnit.AdaptiveLif, AstroUnit.SlowLif, AstroUnit.RecurrentLif, AstroUnit.Gru];

    private static readonly AstroUnit[] TextUnits =
    [
        AstroUnit.AstrocyteModulated, AstroUnit.Lif, AstroUnit.WideLif, AstroUnit.AdaptiveLif, AstroUnit.SlowLif, AstroUnit.RecurrentLif, AstroUnit.SpikeGpt,
        AstroUnit.Gru, AstroUnit.Transformer, AstroUnit.NGram,
    ];

    private static readonly AstroUnit[] CopyingUnits =
        [AstroUnit.AstrocyteModulated, AstroUnit.Lif, .. AstroSnnJudge.SpikingRivals, AstroUnit.Gru, AstroUnit.Transformer];

    private static readonly AstroUnit[] AssociationUnits =
        [AstroUnit.AstrocyteMemory, AstroUnit.AstrocyteModulated, AstroUnit.Lif, AstroUnit.AdaptiveLif, AstroUnit.SpikeGpt, AstroUnit.Gru, AstroUnit.Transformer];

    /// <inheritdoc/>
    public override string Slug => "astro-snn";

    /// <inheritdoc/>
    public override string Paper =>
        "Guobin Shen, Dongcheng Zhao, Yiting Dong, Yang Li, Jindong Li, Kang Sun, Yi Zeng: Astrocyte-Enabled Advancements in Spiking Neural Networks for Large Language Modeling, 2023, arXiv 2312.07625 (v2). "
        + AstroClaims.Reconstruction + ".";

    /// <inheritdoc/>
    public override string Data => AstroClaims.Reconstruction + ". Delayed cue recall, copying and associative recall: drawn at random. Text: the King James Bible (carried by Glia), generated text, or a UTF-8 file.";

    /// <inheritdoc/>
    public override string Differences =>
        AstroClaims.Reconstruction + ". Equations, tables and numbers of the paper could not be read: unit, network, tasks and thresholds are ours, "
        + "and the claims are directions. Thresholds of delayed cue recall were set after prototypes with other seeds. The SpikeGPT-like rival has RWKV's mixing with LIF behind each, at this width, not SpikeGPT's size or corpus. The text is read on from window to window with its state, except by the GPT, which starts each window anew and is scored with half a window of context at least.";

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims => AstroClaims.All;

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, new AstroSnnOptions { Delays = [5], RecallSequences = 40, RecallEpochs = 1, RecallRates = [0.01], CopyingSteps = 1, AssociationSteps = 1, TaskRates = [0.01], TextSteps = 1, TextRates = [0.004], Text = "generated", Width = 8, Layers = 1, ScoredCharacters = 300, CostContexts = [8, 16], CostRounds = 0 },
            Seeds: 1, TimeSpan.FromSeconds(5), "40 sequences, one epoch; generated text, one step; bytes of generation, no time."),
        new(PresetName.Quick, new AstroSnnOptions { Delays = [5, 20], RecallRates = [0.01] }, Seeds: 3, TimeSpan.FromSeconds(45), "Recall at D = 5 and 20, 600 sequences; cost at contexts of 64 and 4,096; no text."),
        new(PresetName.Desk, new AstroSnnOptions { CopyingSteps = 300, TextSteps = 120, TextTuningSteps = 30, Width = 64, CostContexts = [64, 256, 1024, 4096] }, Seeds: 3, TimeSpan.FromMinutes(9),
            "Recall at D = 5, 20 and 80, 600 sequences; copying, 300 steps; King James Bible, four settings of 30 steps and the best with 120 of 2,048 characters, width 64; cost at four contexts."),
        new(PresetName.Paper, new AstroSnnOptions { RecallRates = [0.003, 0.01, 0.03], CopyingSteps = 5000, AssociationSteps = 20000, TextSteps = 5000, TextTuningSteps = 500, ScoredCharacters = 0, CostContexts = [64, 256, 1024, 4096] }, Seeds: 5, TimeSpan.FromHours(8),
            "Recall as in desk; King James Bible, or with text=<path> any UTF-8 file such as WikiText-103 or enwik8, 5,000 steps of 2,048 characters, width 96. The paper's own corpus is not known."),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<AstroArm> Arms(AstroSnnOptions options) =>
    [
        .. options.Delays.Distinct().SelectMany(delay => RecallUnits.Select(unit => new AstroArm(AstroPart.Memory, unit, delay))),
        .. options.CopyingSteps > 0 ? CopyingUnits.Select(unit => new AstroArm(AstroPart.Copying, unit)) : [],
        .. options.AssociationSteps > 0 ? AssociationUnits.Select(unit => new AstroArm(AstroPart.Association, unit)) : [],
        .. options.TextSteps > 0 ? TextUnits.Select(unit => new AstroArm(AstroPart.Language, unit)) : [],
        .. options.CostContexts.Count > 0 ? [new AstroArm(AstroPart.Cost, AstroUnit.AstrocyteModulated)] : Array.Empty<AstroArm>(),
    ];

    /// <inheritdoc/>
    protected override TrialResult Run(AstroArm arm, AstroSnnOptions options, TrialContext context) => arm.Part switch
    {
        AstroPart.Memory => new RecallTrial(arm, options, context).Run(),
        AstroPart.Copying or AstroPart.Association => new TaskTrial(arm, options, context).Run(),
        AstroPart.Language => new TextTrial(arm, options, context).Run(),
        _ => CostTrial.Run(options, context),
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<AstroArm> trials, AstroSnnOptions options) => new AstroSnnJudge(trials).All();

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<AstroArm> trials, AstroSnnOptions options) => new AstroSnnFigures(trials).All();
}
