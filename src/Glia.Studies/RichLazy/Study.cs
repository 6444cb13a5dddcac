using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.RichLazy;

/// <summary>Does the rank of a network's initial connections decide whether learning changes its representation much (rich) or hardly (lazy)?</summary>
/// <remarks>
/// A network of ReLU units with recurrent weights W learns a task by gradient descent with momentum. Initial weights are one normal matrix a seed, cut to its largest r singular
/// triplets and scaled back to the same Frobenius norm; input and output weights are the same for all arms of a seed. Probe sequences are drawn before. After learning, the
/// change of W, the alignment of representations (RA) and that of tangent kernels of W (KA) say how lazy learning was. Beside it stands a two-layer linear network, whose
/// outcome has closed forms.
/// </remarks>
public sealed class Study : Study<RichLazyOptions, RegimeArm>
{
    private const string Curves = "curves; numbers could not be read";
    private const string Trained = "ReLU network of 300 units, abstract and the authors' code";
    private const string Linear = "two-layer linear network, abstract";

    /// <inheritdoc/>
    public override string Slug => "rich-lazy";

    /// <inheritdoc/>
    public override string Paper =>
        "Yuhan Helena Liu, Aristide Baratin, Jonathan Cornford, Stefan Mihalas, Eric Shea-Brown, Guillaume Lajoie: How connectivity structure shapes rich and lazy learning in neural circuits, ICLR 2024, arXiv 2310.08513.";

    /// <inheritdoc/>
    public override string Data => "Made-up trials of three decision tasks and linear functions; MNIST read row by row: the embedded balanced subset, or all of it with digits=Full.";

    /// <inheritdoc/>
    public override string Differences =>
        "The paper's text beyond its abstract could not be read; the network, training and measures are those of the authors' code, at 100 units and 3,000 updates instead of 300 and 10,000 below "
        + "the preset paper. Thresholds were set beside a prototype with other random numbers. The kernel is that of outputs at the decision; the preset paper takes all eight steps, as the authors do. "
        + "Structures of connectivity (Dale, cell types, sparse) are ours; the paper's, partly from recordings, could not be read. Input and output weights are shared by the arms of a seed. "
        + "The linear network is simulated in the span of its initial weights; outside of it rounding noise grows.";

    /// <inheritdoc/>
    public override bool UsesLibtorch => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims { get; } =
    [
        new("C1", "Initial weights of higher rank keep the tangent kernel: learning is lazier.", Curves, Trained,
            "2AF: KA of the highest − the lowest rank ≥ 0.15 in the mean, interval above 0; reproduced only if Spearman's ρ of rank and KA over all runs ≥ 0.5; void if final losses of ranks differ by more than 20 %"),
        new("C2", "… and the representation.", Curves, Trained, "2AF: RA of the highest − the lowest rank, interval above 0; void as C1"),
        new("C3", "… and change the weights less.", Curves, Trained, "2AF: ‖ΔW‖ of the lowest rank over that of the highest ≥ 1.05, interval above 1; void as C1"),
        new("C4", "The same holds in other decision tasks.", Curves, "DMS and CXT, " + Trained,
            "in both: KA of the highest − the lowest rank ≥ 0.15, interval above 0, RA as C2, and ‖ΔW‖ of the lowest rank above that of the highest, interval; partly if some hold; a task is void as C1"),
        new("C5", "The same holds for sequential digits.", Curves, "sMNIST, " + Trained, "KA, RA and ‖ΔW‖ of highest and lowest rank in this order, intervals; partly if some hold; void as C1"),
        new("C6", "It holds for connectivity derived from biology: the lower its effective rank, the richer.", Curves, "about seven structures, abstract",
            "2AF, our structures: KA at full rank − that of the structure of lowest effective rank, interval above 0, and Spearman's ρ of effective rank and KA over all structures and ranks ≥ 0.5; partly if one"),
        new("C7", "Theory: the expected alignment of kernels over tasks grows with effective rank.", "theorem", Linear, "mean KA rises and mean ‖ΔW‖ falls with each step of rank; partly if one"),
        new("C8", "The outcome follows from what gradient flow conserves.", "derived by us", Linear, "KA and ‖ΔW‖ of simulations in the span of the weights are within 0.002 of the closed forms, for orthogonal, aligned and random rank-one weights"),
        new("C9", "The exception: low-rank weights that point at the task are lazy.", Curves, Linear, "mean KA of aligned rank-one weights ≥ 0.95, of random ones ≤ 0.3; partly if one"),
        new("C10", "Control: larger weights are lazier.", "known effect, not this paper's", Trained, "2AF at full rank, largest g − smallest: intervals of KA and RA above 0, of ‖ΔW‖ below; partly if some"),
        new("C11", "Control: without scaling back, rank and size are confounded.", "not stated; our control", Trained, "2AF at the lowest rank: interval of KA with rescaled weights − that without does not hold 0"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, Smallest, Seeds: 1, TimeSpan.FromSeconds(2), "20 units, 60 updates."),
        new(PresetName.Quick, new RichLazyOptions { DigitUpdates = 0 }, Seeds: 8, TimeSpan.FromSeconds(50), "2AF alone, 100 units, 3,000 updates."),
        new(PresetName.Desk, new RichLazyOptions { Tasks = Decisions, ConditionNumbers = [1, 10, 100], ControlGains = [0.5, 0.8, 2], RanksNotRescaled = [1, 10, 30], DigitSeeds = 8 }, Seeds: 16, TimeSpan.FromMinutes(8),
            "2AF, DMS and CXT, 100 units, 3,000 updates; sMNIST with the embedded digits, 2,000 updates of 100."),
        new(PresetName.Paper, Largest, Seeds: 3, TimeSpan.FromHours(2), "2AF, DMS, CXT and all of MNIST, 300 units, 10,000 updates, kernel of all steps of 32 sequences.") { RequiredData = ["mnist"] },
    ];

    private static LearningTask[] Decisions => [LearningTask.PerceptualDecision, LearningTask.DelayMatchToSample, LearningTask.ContextDecision];

    private static RichLazyOptions Smallest => new()
    {
        Features = 6,
        LinearUnits = 8,
        LinearRanks = [1, 6],
        Targets = 1,
        ConditionNumbers = [1],
        Units = 20,
        Ranks = [1, 20],
        RanksNotRescaled = [],
        ControlGains = [],
        Structures = [Connectivity.Dale],
        Updates = 60,
        Probes = 20,
        KernelProbes = 4,
        DigitUpdates = 20,
        DigitBatchSize = 20,
        DigitRanks = [5, 20],
    };

    private static RichLazyOptions Largest => new()
    {
        Tasks = Decisions,
        Units = 300,
        Ranks = [1, 30, 100, 300],
        Updates = 10_000,
        Probes = 320,
        KernelProbes = 32,
        KernelSteps = 8,
        DigitUpdates = 10_000,
        DigitBatchSize = 200,
        DigitRanks = [5, 30, 300],
        Digits = DigitSource.Full,
    };

    /// <inheritdoc/>
    protected override IEnumerable<RegimeArm> Arms(RichLazyOptions options)
    {
        RegimeArm Linear(Connectivity connectivity, int rank) => new(LearningTask.LinearFunction, connectivity, rank, 1);
        RegimeArm Recurrent(LearningTask task, Connectivity connectivity, int rank) => new(task, connectivity, rank, options.Gain);
        var full = Recurrent(LearningTask.PerceptualDecision, Connectivity.LowRank, options.Units);
        return
        [
            .. options.LinearRanks.Select(rank => Linear(Connectivity.LowRank, rank)),
            Linear(Connectivity.Orthogonal, options.Features),
            .. options.ConditionNumbers.Select(number => Linear(Connectivity.Aligned, 1) with { ConditionNumber = number }),
            .. options.Tasks.SelectMany(task => options.Ranks.Select(rank => Recurrent(task, Connectivity.LowRank, rank))),
            .. options.ControlGains.Except([options.Gain]).Select(gain => full with { Gain = gain }),
            .. options.RanksNotRescaled.Select(rank => full with { Connectivity = Connectivity.NotRescaled, Rank = rank }),
            .. options.Structures.Select(structure => full with { Connectivity = structure }),
            .. options.DigitUpdates == 0 ? [] : options.DigitRanks.Select(rank => Recurrent(LearningTask.SequentialMnist, Connectivity.LowRank, rank) with { Seeds = options.DigitSeeds }),
        ];
    }

    /// <inheritdoc/>
    protected override TrialResult Run(RegimeArm arm, RichLazyOptions options, TrialContext context) =>
        arm.Task == LearningTask.LinearFunction ? new LinearTrial(arm, options, context).Run() : new RecurrentTrial(arm, options, context).Run();

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<RegimeArm> trials, RichLazyOptions options) => new RegimeFindings(trials, options).All();

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<RegimeArm> trials, RichLazyOptions options) => new RegimeFigures(trials, options).All();
}
