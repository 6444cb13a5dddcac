using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.Hlop;

/// <summary>Does a spiking network forget nothing when lateral neurons learn what its layers have seen, and updates keep away from it?</summary>
/// <remarks>
/// A spiking network (784, two hidden layers, 10; no biases; one head) learns permuted digits, one task after the other, in one pass of plain gradient
/// descent. Beside each layer, lateral neurons learn the subspace of its input by Oja's rule; from the second task on, weight updates are projected away
/// from the rows of earlier tasks. After each task all tasks are tested. Every arm of a seed has the same initial weights, tasks, and order of samples.
/// Thresholds are trained in the first task only, in every arm.
/// </remarks>
public sealed class Study : Study<HlopStudyOptions, HlopArm>
{
    private const string Unknown = "figures unknown";
    private const string Permuted = "permuted MNIST, 10 tasks, one head";

    /// <inheritdoc/>
    public override string Slug => "hlop";

    /// <inheritdoc/>
    public override string Paper =>
        "Mingqing Xiao, Qingyan Meng, Zongpeng Zhang, Di He, Zhouchen Lin: Hebbian Learning based Orthogonal Projection for Continual Learning of Spiking Neural Networks, ICLR 2024, arXiv 2402.11984.";

    /// <inheritdoc/>
    public override string Data => "MNIST: the embedded balanced subset, or all of it with data=Full.";

    /// <inheritdoc/>
    public override string Differences =>
        "Smaller than the paper's but for the paper preset: 200 hidden units, 10 steps, batches of 32, 12,000 samples a task. Permutations are ours. The paper's figures are recalled and "
        + "not verified. Thresholds of the claims come from prototypes with other random numbers. The strength of EWC and the threshold of GPM are chosen on validation images; OGD stores 20 samples a task. "
        + "CIFAR-100, miniImageNet and 5-Datasets are not run. In OTTT the classifier, which has no membrane, takes spikes and not traces.";

    /// <inheritdoc/>
    public override bool UsesLibtorch => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims { get; } =
    [
        new("C1", "Nearly zero forgetting.", "recalled, not verified: ACC about 95 %, BWT about −1 %; without projection about 70 % and −29 %", Permuted,
            "ACC over sequential ≥ 0.03, interval above 0; reproduced only if |BWT| is at most a third of sequential's and, with 10 tasks or more, ACC ≥ 0.87, BWT ≥ −0.05, sequential ACC ≤ 0.75 and BWT ≤ −0.20"),
        new("C2", "Plasticity is kept.", "implied by the accuracy", Permuted, "accuracy right after each task within 0.02 of sequential's, whole interval; partly if the mean is"),
        new("C3", "It is the learnt subspace that does it.", "not stated; our control", Permuted, "BWT over that with as many random directions ≥ 0.05, interval above 0"),
        new("C4", "It works for other ways of training spiking networks.", Unknown, "permuted MNIST, abstract", "BPTT and OTTT: ACC over sequential ≥ 0.03, interval above 0, and |BWT| at most half of sequential's, for each; partly if for one"),
        new("C5", "It works for other error routes.", Unknown, "permuted MNIST, abstract", "feedback alignment and sign-symmetric: the rule of C4"),
        new("C6", "It works with lateral neurons that only spike.", "little loss, figure unknown", "permuted MNIST, abstract", "ACC within 0.02 of HLOP's for each number of spikes; partly if for some"),
        new("C7", "It beats earlier methods.", Unknown, "CIFAR-100, miniImageNet, 5-Datasets; here permuted MNIST", "interval of ACC over EWC, GPM and OGD (strength and threshold chosen on validation images) above 0; partly if over some"),
        new("C8", "It comes close to learning all tasks at once.", "not stated; our bound", Permuted, "ACC minus joint training's within ±0.05, whole interval; partly if the mean is"),
        new("C9", "Lateral neurons learn the principal subspace.", "derived", "method", "energy in the learnt subspace ≥ 0.95 of that in the principal one for each layer, and largest |HHᵀ − I| ≤ 0.15; partly if one"),
        new("C10", "Old input-output maps stay as they were.", "derived", "method", "change of each layer's answers to the first task's activity ≤ a third of sequential's; partly if for some layers"),
        new("C11", "The same holds for a network of rates.", "not stated; ours", "permuted MNIST", "ReLU network: the rule of C4"),
        new("C12", "It beats earlier methods with separate heads and convolutions.", Unknown, "10-split CIFAR-100, 20-split miniImageNet, 5-Datasets", "not tested: no data"),
        new("C13", "It combines with replay.", Unknown, "CIFAR-100, abstract; here permuted MNIST", "HLOP with replay of 50 samples a class and task: interval of ACC over HLOP and over that replay alone above 0; partly if one"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, Smallest, Seeds: 1, TimeSpan.FromSeconds(2), "Embedded MNIST, 3 tasks of 320 samples, 32 hidden units, 5 steps."),
        new(PresetName.Quick, new HlopStudyOptions { Tasks = 5, FirstRows = [80, 60, 40], LaterRows = [60, 25, 20], EwcStrengths = [], LateralSpikes = [], OtherTraining = false, StoredPerClass = 0, GpmThresholds = [0.95], OgdSamples = 0 }, Seeds: 3, TimeSpan.FromSeconds(60),
            "Embedded MNIST (9,000 training images, each serving 6.7 times in 5 tasks of 12,000 samples), 200 hidden units, 10 steps, 1,000 test images a task."),
        new(PresetName.Desk, new HlopStudyOptions(), Seeds: 3, TimeSpan.FromMinutes(6),
            "Embedded MNIST (9,000 training images, each serving 13 times in 10 tasks of 12,000 samples), 200 hidden units, 10 steps, 1,000 test images a task."),
        new(PresetName.Paper, Papers, Seeds: 3, TimeSpan.FromHours(6), "All of MNIST, 60,000 samples a task of 59,000 images, 800 hidden units, 20 steps, batches of 64.")
        {
            RequiredData = ["mnist"],
        },
    ];

    private static HlopStudyOptions Smallest => new()
    {
        Tasks = 3,
        SamplesPerTask = 320,
        TestSamples = 100,
        ValidationSamples = 100,
        HiddenUnits = 32,
        Steps = 5,
        SurrogateSteps = 3,
        FirstRows = [10, 8, 6],
        LaterRows = [5, 4, 4],
        EwcStrengths = [1],
        GpmThresholds = [0.95],
        OgdSamples = 5,
        LateralSpikes = [40],
        ComparedSamples = 64,
    };

    private static HlopStudyOptions Papers => new()
    {
        Data = DigitSource.Full,
        SamplesPerTask = 60000,
        TestSamples = 10000,
        HiddenUnits = 800,
        Steps = 20,
        BatchSize = 64,
        FirstRows = [80, 200, 100],
        LaterRows = [70, 70, 70],
        FewerRows = 20,
    };

    /// <inheritdoc/>
    protected override IEnumerable<HlopArm> Arms(HlopStudyOptions options) => new HlopPlanner(options).Arms();

    /// <inheritdoc/>
    protected override TrialResult Run(HlopArm arm, HlopStudyOptions options, TrialContext context) => new HlopTrial(arm, options, context).Run();

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<HlopArm> trials, HlopStudyOptions options) => new HlopFindings(trials, options).All();

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<HlopArm> trials, HlopStudyOptions options) => new HlopFigures(trials, options).All();
}
