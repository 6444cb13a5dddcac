using Glia.GainControl;
using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.GainControl;

/// <summary>Can changes of single neurons' gains alone explain how a population of visual neurons adapts?</summary>
/// <remarks>
/// Neurons tuned to orientation excite each other on a ring. One orientation, the adapter, is shown more often than the others, and the gains move
/// to where an objective of fidelity and activity is least. Responses with these gains are set beside those before, with the gains shuffled over
/// neurons, and with synapses that adapt instead. Everything is exact for a network; seeds are networks.
/// </remarks>
public sealed class Study : Study<GainControlOptions, GainArm>
{
    private const string Abstract = "V1 population data, abstract";

    /// <inheritdoc/>
    public override string Slug => "gain-control";

    /// <inheritdoc/>
    public override string Paper =>
        "Reconstruction of Duong, Bredenberg, Heeger, Simoncelli: Adaptive coding efficiency in recurrent cortical circuits via gain control, 2023, arXiv 2305.19869; its equations and figures could not be read.";

    /// <inheritdoc/>
    public override string Data => "A made-up ring of orientation-tuned neurons; your own tuning curves with controlCurves and adaptedCurves.";

    /// <inheritdoc/>
    public override string Differences =>
        "A reconstruction, not the authors' equations: only abstracts could be read, and network, read-out and objective are ours, made so as to satisfy each sentence of them. "
        + "Authors as in the conference abstract of the same work. The abstracts give no numbers, so that all thresholds are ours; they were set beside a prototype of identical neurons, "
        + "and are judged here on neurons that differ. The recordings from visual cortex that the paper compares with are not public.";

    /// <inheritdoc/>
    public override bool UsesLibtorch => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims { get; } =
    [
        new("C1a", "Gain changes alone lower response maxima at the adapter.", "no number known", Abstract, "the peak of the neuron that prefers the adapter falls by ≥ 5 %, interval above 0"),
        new("C1b", "… and change response minima, and maxima elsewhere.", "no number known", Abstract,
            "the largest rise of a neuron's minimum ≥ 2 %, interval above 0, and the peak of the neuron orthogonal to the adapter rises, interval above 0; partly if one"),
        new("C1c", "… and move tuning curves away from the adapter.", "no number known", Abstract,
            "mean shift of neurons 10 to 40° away ≥ 0.3°, interval above 0; reproduced only if it is below 1e-9° without connections and grows, in the mean, with each step of the adapter's probability and of the strength"),
        new("C1d", "… and decorrelate and equalise the responses.", "no number known", Abstract,
            "off-diagonal power of the covariance falls and the mean |correlation| falls, both intervals below 0, and the spread of mean responses falls to half or less; partly if some hold"),
        new("C2", "The optimal gains follow analytically from the objective.", "derived", "abstract", "largest gradient at the optimum ≤ 1e-6 in every network, and none of 40 gains drawn around it is better"),
        new("C3", "Single-neuron gain control is the special case without recurrence.", "derived", "abstract", "without connections gains equal the closed form to 1e-6, and shifts and changes of correlation coefficients are below 1e-9"),
        new("C4", "The model explains recordings of an adapted population.", "by figures", Abstract, "with your curves: correlation of predicted and measured changes ≥ 0.5, and squared error ≤ half of that of no change; partly if one"),
        new("C5", "It is the pattern of the gains that does it.", "not stated; our control", "made-up ring", "the shift with fitted gains − that with the same gains shuffled over neurons ≥ 0.3°, interval above 0"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, new GainControlOptions { Neurons = 16, Strengths = [], AdapterProbabilities = [], OtherObjectives = false }, Seeds: 1, TimeSpan.FromSeconds(1), "16 neurons, one network."),
        new(PresetName.Quick, new GainControlOptions { OtherObjectives = false }, Seeds: 5, TimeSpan.FromSeconds(5), "36 neurons, five networks, five strengths and five probabilities of the adapter."),
        new(PresetName.Desk, new GainControlOptions { Neurons = 72 }, Seeds: 10, TimeSpan.FromMinutes(2), "72 neurons, ten networks, five strengths, five probabilities, eight other objectives."),
        new(PresetName.Paper, new GainControlOptions { Neurons = 72 }, Seeds: 10, TimeSpan.FromMinutes(2),
            "As desk, and measured tuning curves with --set controlCurves=<table> --set adaptedCurves=<table>; the recordings that the paper used are not public."),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<GainArm> Arms(GainControlOptions options)
    {
        var usual = new GainObjectiveOptions();
        var main = Main(options);
        yield return main;
        yield return main with { Strength = 0 };
        yield return main with { Setting = GainSetting.Identical };
        yield return main with { Setting = GainSetting.BroadInhibition };
        foreach (var arm in options.Strengths.Except([options.Strength]).Select(strength => main with { Strength = strength })
            .Concat(options.AdapterProbabilities.Except([options.AdapterProbability]).Select(probability => main with { AdapterProbability = probability }))
            .Concat(!options.OtherObjectives ? [] : Objectives(usual).Select(objective => main with { Objective = objective })))
        {
            yield return arm;
        }

        if (options.ControlCurves.Length > 0)
        {
            yield return main with { Setting = GainSetting.Measured };
        }
    }

    /// <summary>The arm by which the claims are judged.</summary>
    internal static GainArm Main(GainControlOptions options) => new(GainSetting.Different, options.Strength, options.AdapterProbability, new GainObjectiveOptions());

    private static IEnumerable<GainObjectiveOptions> Objectives(GainObjectiveOptions usual) =>
    [
        usual with { ActivityWeight = 0.5 },
        usual with { ActivityWeight = 2 },
        usual with { GainWeight = 0.05 },
        usual with { GainWeight = 1 },
        usual with { ActivityCost = ActivityCost.AbsoluteSum },
        usual with { Fidelity = Fidelity.GaussianInformation },
        usual with { Fidelity = Fidelity.GaussianInformation, ActivityWeight = 0.2 },
        usual with { Fidelity = Fidelity.GaussianInformation, ActivityCost = ActivityCost.AbsoluteSum, ActivityWeight = 0.2 },
    ];

    /// <inheritdoc/>
    protected override TrialResult Run(GainArm arm, GainControlOptions options, TrialContext context) =>
        arm.Setting == GainSetting.Measured ? MeasuredTrial.Run(arm, options) : new GainTrial(arm, options, context).Run();

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<GainArm> trials, GainControlOptions options) => new GainFindings(trials, options).All();

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<GainArm> trials, GainControlOptions options) => new GainFigures(trials, options).All();
}
