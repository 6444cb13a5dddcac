using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>
/// Do tasks interfere less when old ones come back as they do in life, with a chance that falls as a power of the time since they were met?
/// </summary>
/// <remarks>
/// A network (784, two hidden layers of ReLU, 10) learns permuted digits, one task after the other, by plain gradient descent in one pass. In phase t
/// it sees N samples of the new task and then R = ⌊ρN⌋ samples of earlier ones, each of task i with a probability proportional to w(t − i). After
/// every phase all tasks are tested; ACC is the mean accuracy after the last. Every arm of a seed has the same initial network, the same tasks and the
/// same order of new samples, so that arms are compared in pairs.
/// </remarks>
public sealed class Study : Study<PowerLawRehearsalOptions, RehearsalArm>
{
    private const string Unknown = "unknown; not readable";
    private const string TenTasks = "permuted MNIST, 10 tasks, abstract";

    /// <inheritdoc/>
    public override string Slug => "power-law-rehearsal";

    /// <inheritdoc/>
    public override string Paper =>
        "Atith Gandhi, Raj Sanjay Shah, Vijay Marupudi, Sashank Varma: Catastrophic Interference is Mitigated in Naturalistic Power-Law Learning Environments, 2024, arXiv 2401.10393 (v1).";

    /// <inheritdoc/>
    public override string Data => "MNIST: the embedded balanced subset, or all of it with data=Full.";

    /// <inheritdoc/>
    public override string Differences =>
        "The paper's method section and figures could not be read: schedule, network and optimiser are our definition of what the abstract describes. "
        + "Thresholds come from prototypes on the same data set with other random numbers. The first task is not permuted. EWC, online EWC, SI and LwF are "
        + "tuned on validation images, over grids of as many strengths each.";

    /// <inheritdoc/>
    public override bool UsesLibtorch => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims { get; } =
    [
        new("C1", "Rehearsal by a power law mitigates interference.", Unknown, TenTasks,
            "ACC over naive ≥ 0.12 in the mean, 95 % interval of the paired difference above 0"),
        new("C2", "It is comparable or superior to popular regularisation methods.", Unknown, TenTasks,
            "ACC over the best EWC of the grid (chosen on validation images) ≥ 0.04 in the mean, interval above 0; reproduced only if EWC's choice is not at an end of its grid and the intervals over online EWC, SI and LwF, chosen likewise, are above 0 too"),
        new("C3", "It is comparable or superior to rehearsal by an exponential.", Unknown, TenTasks,
            "ACC over exponential λ=1 ≥ 0.02, interval above 0; reproduced only if with the long stream ACC over λ=0.5 is ≥ 0.06 too, interval above 0"),
        new("C4", "It is superior to rehearsing only the most recent task.", Unknown, TenTasks,
            "ACC over most recent ≥ 0.08 in the mean, interval above 0"),
        new("C5", "It comes close to learning all tasks at once.", "not stated; our bound", TenTasks,
            "ACC minus that of joint training within ±0.03, with its whole interval; partly if the mean is"),
        new("C6", "It is superior to rehearsing all tasks alike.", Unknown, TenTasks,
            "interval of ACC minus uniform above 0: reproduced; otherwise not"),
        new("C7", "It is robust to the number of tasks.", Unknown, "permuted MNIST, more tasks (here 25), abstract",
            "with the long stream, ACC over naive ≥ 0.25 in the mean, interval above 0"),
        new("C8", "It is robust to model size and to the amount rehearsed.", Unknown, "permuted MNIST, abstract",
            "interval of ACC over naive above 0 for each width of 32 and 512 units and each ρ of 0.02, 0.05, 0.1, 0.4; partly if for some"),
        new("C9", "Forward facilitation: later tasks are learnt faster.", Unknown, "permuted MNIST, abstract (investigated; outcome not stated)",
            "reported, without a threshold"),
        new("C10", "Natural rehearsal beats methods against interference when classes are added.", Unknown, "SplitMNIST, SplitCIFAR-100, SplitTinyImageNet, abstract of v3",
            "split MNIST, 5 tasks, one head: ACC over the best of EWC, online EWC, SI and LwF (chosen on validation images) ≥ 0.1, interval above 0"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, Smallest, Seeds: 1, TimeSpan.FromSeconds(1), "Embedded MNIST, 3 tasks of 320 samples, 32 hidden units, 100 test images a task."),
        new(PresetName.Quick, new PowerLawRehearsalOptions { LongTasks = 0, Ablations = false }, Seeds: 5, TimeSpan.FromSeconds(70),
            "Embedded MNIST (9,000 training images, each serving 6.7 times in 10 tasks of 6,000 samples), 1,000 test images a task."),
        new(PresetName.Desk, new PowerLawRehearsalOptions(), Seeds: 8, TimeSpan.FromMinutes(8),
            "Embedded MNIST (9,000 training images, each serving 6.7 times in 10 tasks and 17 times in 25 tasks of 6,000 samples), 1,000 test images a task."),
        new(PresetName.Paper, new PowerLawRehearsalOptions { Data = MnistSource.Full, SideSeeds = 10 }, Seeds: 10, TimeSpan.FromMinutes(16),
            "All of MNIST (59,000 training images, each serving once in 10 tasks and 2.5 times in 25 tasks of 6,000 samples), 1,000 test images a task.")
        {
            RequiredData = ["mnist"],
        },
    ];

    private static PowerLawRehearsalOptions Smallest => new()
    {
        Tasks = 3,
        LongTasks = 4,
        SamplesPerTask = 320,
        TestSamples = 100,
        ValidationSamples = 100,
        HiddenUnits = 32,
        Ablations = false,
    };

    /// <inheritdoc/>
    protected override IEnumerable<RehearsalArm> Arms(PowerLawRehearsalOptions options) => new RehearsalPlanner(options).Arms();

    /// <inheritdoc/>
    protected override TrialResult Run(RehearsalArm arm, PowerLawRehearsalOptions options, TrialContext context) =>
        new RehearsalTrial(arm, options, context).Run();

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<RehearsalArm> trials, PowerLawRehearsalOptions options) =>
        new RehearsalFindings(trials, options).All();

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<RehearsalArm> trials, PowerLawRehearsalOptions options) =>
        new RehearsalFigures(trials, options).All();
}
