using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.WhatWhen;

/// <summary>Does a local rule on a spiking reservoir learn what comes, when, and how likely, and follow changes that recursive least squares cannot?</summary>
/// <remarks>
/// A cue, then one of two outcomes. The reservoir of Izhikevich neurons is reset at the cue and turns it into spikes that go on reproducibly; a readout an outcome learns from traces of the spikes.
/// After every trial the readouts are probed, with learning off and no outcome. All learners meet the same trials of a seed, first under one contingency, then after a change of timing, of
/// probability, and of both.
/// </remarks>
public sealed class Study : Study<WhatWhenOptions, LearnerArm>
{
    private const string NoFigure = "no number known";
    private const string Abstract = "abstract";

    /// <inheritdoc/>
    public override string Slug => "what-when";

    /// <inheritdoc/>
    public override string Paper =>
        "Reconstruction of Yohei Yamada, Zenas C. Chao: Joint encoding of \"what\" and \"when\" predictions through error-modulated plasticity in reservoir spiking networks, 2025, arXiv 2510.14382; its methods and figures could not be read.";

    /// <inheritdoc/>
    public override string Data => "Generated: a cue and, after a latency, one of two outcomes with its probability.";

    /// <inheritdoc/>
    public override string Differences =>
        "A reconstruction, not the authors' equations: only abstracts could be read, and reservoir, rule, task and thresholds are ours, after Izhikevich 2003 and Nicola and Clopath 2017. The abstracts give no numbers. "
        + "Constants were set beside a prototype and chosen on seeds of their own, for every learner from four. Learning begins after 20 trials over which the features' means are taken; "
        + "predictions are measured after every trial on the mean over ten probe trials of the seed, since probes disturb nothing.";

    /// <inheritdoc/>
    public override bool UsesLibtorch => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims { get; } =
    [
        new("C1a", "The readouts fire at the correct times.", NoFigure, Abstract,
            "Mean distance of the probes' peak from the latency, last 10 trials: ≤ 25 ms, its interval too; reproduced only if that of shuffled latencies is above."),
        new("C1b", "… with magnitudes proportional to the probabilities.", NoFigure, Abstract,
            "Over five probabilities the slope of amplitude on the frequency delivered in the last 50 trials is in 0.7 to 1.2, its interval too; reproduced only if the correlation is ≥ 0.9 in the mean."),
        new("C2a", "It adapts rapidly to a change of timing, which FORCE does not.", NoFigure, Abstract,
            "Trials until the peak stays within 25 ms of the new latency for five trials, mean over repeats of the change: log₂ of FORCE's over the rule's ≥ 1, interval above 0; reproduced only if FORCE with a reset at the change needs no more than the rule."),
        new("C2b", "… and to a change of probability.", NoFigure, Abstract,
            "The same for trials until the share of outcome B, mean over repeats of the change, stays beyond half of the way to its new probability for five trials."),
        new("C2c", "Global least squares need explicit resets.", NoFigure, Abstract,
            "Our control: log₂ of the trials of FORCE with forgetting over the rule's, mean of both changes, ≥ 1, interval above 0."),
        new("C3", "Readout weights lie in near-orthogonal subspaces for what and when.", NoFigure, Abstract,
            "|cosine| between the changes of all weights that a change of timing and one of probability make, from equal probabilities, ≤ 0.3, its interval too; reproduced only if it is below the 5th percentile of two changes of one kind."),
        new("C4", "When is learned in real time, what is consolidated offline.", NoFigure, Abstract,
            "Slope of C1b with consolidation − slope without: within ±0.1, its interval too; reproduced only if the peak of C1a is within 25 ms."),
        new("C5", "Neuromodulation is specific to phases of the trial.", "a prediction about brains", Abstract, "not testable here"),
        new("C6", "Signed error, gate, short traces and normalisation are all needed.", "not stated; our control", "our trials",
            "Mean probe error of the rule without each − with it: ≥ 0.05, interval above 0, shown for the one that matters least; partly if it holds for some."),
        new("C7", "An error for each readout learns better than one reward for all.", "not stated; our control", "our trials", "Mean probe error with one reward − with errors ≥ 0.05, interval above 0."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, new WhatWhenOptions { Units = 60, Trials = 8, SwitchTrials = 4, CalibrationTrials = 3, ProbeTrials = 2, OtherProbabilities = [0.8], Repeats = 2 }, Seeds: 1, TimeSpan.FromSeconds(2), "60 neurons, 8 + 4 trials."),
        new(PresetName.Quick, new WhatWhenOptions(), Seeds: 5, TimeSpan.FromSeconds(120), "400 neurons, 150 trials and 60 after each change."),
        new(PresetName.Desk, new WhatWhenOptions { Units = 1000, Trials = 300, SwitchTrials = 200 }, Seeds: 5, TimeSpan.FromMinutes(18), "1,000 neurons, 300 trials and 200 after each change."),
        new(PresetName.Paper, new WhatWhenOptions { Units = 1000, Trials = 300, SwitchTrials = 300 }, Seeds: 10, TimeSpan.FromHours(2), "As desk with ten seeds and 300 trials after each change; the size of the paper's own networks is not known to us."),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<LearnerArm> Arms(WhatWhenOptions options)
    {
        var kinds = Enum.GetValues<LearnerKind>();
        var candidates = kinds.SelectMany(kind => LearnerArm.Candidates(kind).Select(constant => new LearnerArm(kind, constant)));
        return [.. kinds.Select(LearnerArm.Of).Append(LearnerArm.Prototype).Concat(options.Tuning ? candidates : []).Distinct()];
    }

    /// <inheritdoc/>
    protected override TrialResult Run(LearnerArm arm, WhatWhenOptions options, TrialContext context) => new WhatWhenTrial(arm, options, context).Run();

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<LearnerArm> trials, WhatWhenOptions options) => new WhatWhenFindings(trials, options).All();

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<LearnerArm> trials, WhatWhenOptions options) => new WhatWhenFigures(trials, options).All();
}
