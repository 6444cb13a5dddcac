using Glia.Continual;
using Glia.Data;
using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Networks;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>People keep old skills since life makes them use these again, the less likely the longer ago: does rehearsal by that power law keep a network's?</summary>
public sealed class Study : Study<PowerLawRehearsalOptions, RehearsalArm>
{
    private static readonly Lazy<(SparseImages Train, SparseImages Test)> Embedded = new(() => Sparse(Mnist.Embedded));
    private static readonly Lazy<(SparseImages Train, SparseImages Test)> Full = new(() => Sparse(Mnist.Load(DataCache.Default.Folder(DataRegistry.Mnist))));

    /// <inheritdoc/>
    public override string Slug => "power-law-rehearsal";

    /// <inheritdoc/>
    public override string Paper => "Gandhi, Shah, Marupudi, Varma: Catastrophic Interference is Mitigated in Naturalistic Power-Law Learning Environments. 2024, arXiv 2401.10393 v1.";

    /// <inheritdoc/>
    public override string Data => "Permuted MNIST (first task unpermuted), one shared head; split MNIST for C7.";

    /// <inheritdoc/>
    public override string Differences => "Only the paper's abstracts could be read: schedule, network and optimiser are our reading of them, and thresholds are ours; lags count phases unless clock is set.";

    /// <inheritdoc/>
    public override bool UsesLibtorch => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims { get; } =
    [
        new("C1", "Power-law rehearsal mitigates interference.", "figure unknown (abstract)", "10 permuted-MNIST tasks.", "ACC, power law − naive: mean ≥ 0.12 and interval above 0."),
        new("C2", "It is comparable or superior to regularisation methods.", "figure unknown (abstract)", "10 permuted-MNIST tasks; strengths chosen on validation images.", "ACC, power law − best of EWC, SI, LwF: mean ≥ 0.04 and interval above 0."),
        new("C3", "It is superior to exponential rehearsal of the same budget (λ=1) and to rehearsal of the last task.", "figure unknown (abstract)", "10 permuted-MNIST tasks.", "ACC, power law − exponential λ=1: mean ≥ 0.02 and interval above 0; and − most recent: mean ≥ 0.08 and interval above 0; the worse verdict counts."),
        new("C4", "It is superior to uniform rehearsal of the same budget.", "figure unknown (abstract: comparable or superior)", "10 permuted-MNIST tasks.", "ACC, power law − uniform: mean and interval above 0."),
        new("C5", "It is robust to number of tasks, model size and amount rehearsed.", "figure unknown (abstract)", "25 tasks; hidden 32 to 512; ρ 0.02 to 0.4.", "25 tasks: power law − naive ≥ 0.25 and − exponential λ=0.5 ≥ 0.06; other sizes: power law − naive ≥ 0.12 at each hidden size, > 0 at each ρ; intervals above 0; the worst verdict counts."),
        new("C6", "Later tasks are learnt faster (forward facilitation).", "investigated; outcome not stated in the abstract", "Samples until 70 % on the new task, mean over tasks 2 to T.", "Naive − power law: mean and interval above 0."),
        new("C7", "In class-incremental learning, natural rehearsal beats other methods (version 3).", "figure unknown (abstract of version 3)", "Split MNIST, 5 tasks.", "ACC, power law − best of EWC, SI, LwF: mean ≥ 0.04 and interval above 0."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, new PowerLawRehearsalOptions { Tasks = [2], SamplesPerTask = 200, TestSamples = 100, ValidationSamples = 100, EwcStrengths = [1], SiStrengths = [0.3], LwfStrengths = [1], Rates = [1], SplitTasks = [2] }, Seeds: 1, TimeSpan.FromSeconds(1), "2 tasks of 200 samples."),
        new(PresetName.Quick, new PowerLawRehearsalOptions(), Seeds: 3, TimeSpan.FromSeconds(40), "10 tasks of 6,000 samples from the embedded 10,000 images, so each image serves in about 7 tasks; 1,000 test images."),
        new(PresetName.Desk, Everything(full: false), Seeds: 5, TimeSpan.FromMinutes(9), "10 and 25 tasks of 6,000 samples from the embedded 10,000 images, so each image serves in about 7 or 17 tasks; 1,000 test images."),
        new(PresetName.Paper, Everything(full: true), Seeds: 5, TimeSpan.FromMinutes(10), "10 and 25 tasks of 6,000 samples from MNIST's 60,000 images; 1,000 test images.") { RequiredData = [Mnist.Name] },
    ];

    private static PowerLawRehearsalOptions Everything(bool full) => new()
    {
        Tasks = [10, 25],
        Exponents = [1, 0.5, 2],
        LwfStrengths = [0.3, 1],
        AblationFractions = [0.02, 0.05, 0.1, 0.4],
        AblationHidden = [32, 512],
        Variants = true,
        SplitTasks = [5],
        FullMnist = full,
    };

    /// <inheritdoc/>
    protected override IEnumerable<RehearsalArm> Arms(PowerLawRehearsalOptions options)
    {
        var first = new RehearsalArm(RehearsalMethod.Naive, 0, TaskScenario.DomainIncremental, options.Tasks[0], options.Fraction, options.Hidden, options.Order, options.Clock);
        var power = first with { Method = RehearsalMethod.PowerLaw, Parameter = options.Exponents[0] };
        var uniform = first with { Method = RehearsalMethod.Uniform };
        var arms = options.Tasks.SelectMany(tasks => Methods(first with { Tasks = tasks }, options))
            .Concat(options.SplitTasks.SelectMany(tasks => Methods(first with { Tasks = tasks, Scenario = TaskScenario.ClassIncremental }, options)))
            .Concat(options.AblationFractions.SelectMany(fraction => new[] { power, uniform, first with { Method = RehearsalMethod.CurrentTask } }.Select(arm => arm with { Fraction = fraction })))
            .Concat(options.AblationHidden.SelectMany(hidden => new[] { first, power }.Select(arm => arm with { Hidden = hidden })));
        return options.Variants
            ? arms.Concat([power with { Order = RehearsalOrder.Interleaved }, uniform with { Order = RehearsalOrder.Interleaved }, power with { Clock = RehearsalClock.LastPerformed }]).Distinct()
            : arms.Distinct();
    }

    private static IEnumerable<RehearsalArm> Methods(RehearsalArm arm, PowerLawRehearsalOptions options)
    {
        IEnumerable<RehearsalArm> Grid(RehearsalMethod method, IReadOnlyList<double> parameters) => parameters.Select(value => arm with { Method = method, Parameter = value });
        return
        [
            arm, arm with { Method = RehearsalMethod.CurrentTask }, arm with { Method = RehearsalMethod.Joint }, arm with { Method = RehearsalMethod.Uniform },
            .. Grid(RehearsalMethod.PowerLaw, options.Exponents), .. Grid(RehearsalMethod.Exponential, options.Rates), arm with { Method = RehearsalMethod.MostRecent },
            .. Grid(RehearsalMethod.Ewc, options.EwcStrengths), .. Grid(RehearsalMethod.SynapticIntelligence, options.SiStrengths), .. Grid(RehearsalMethod.Lwf, options.LwfStrengths),
        ];
    }

    /// <inheritdoc/>
    protected override TrialResult Run(RehearsalArm arm, PowerLawRehearsalOptions options, TrialContext context)
    {
        // Arms of one seed share tasks, initial network and order streams, so that they can be compared in pairs.
        var (train, test) = (options.FullMnist ? Full : Embedded).Value;
        var size = new BenchmarkSize { Tasks = arm.Tasks, SamplesPerTask = options.SamplesPerTask, TestSamples = options.TestSamples, ValidationSamples = options.ValidationSamples };
        var benchmark = arm.Scenario == TaskScenario.DomainIncremental
            ? ContinualBenchmark.PermutedMnist(train, test, size, context.Seed, identityFirst: true)
            : ContinualBenchmark.SplitMnist(train, test, size, arm.Scenario, context.Seed);
        var network = new MultilayerPerceptron([benchmark.InputSize, arm.Hidden, arm.Hidden, benchmark.Classes], context.Stream("init"));
        var training = new ContinualTrainingOptions { LearningRate = options.LearningRate, BatchSize = options.BatchSize, ProbeBatches = arm.Regularises ? 0 : options.ProbeBatches };
        var trainer = new ContinualTrainer(benchmark, network, Strategy(arm), training);
        if (arm.Method == RehearsalMethod.Joint)
        {
            var accuracies = trainer.RunJoint(context.Stream("train"));
            return new TrialResult { Metrics = new Dictionary<string, double> { ["acc"] = accuracies.Average(), ["images seen"] = arm.Tasks * options.SamplesPerTask } };
        }

        var plan = Schedule(arm, options).Plan(arm.Tasks, options.SamplesPerTask, context.Stream("plan"));
        var result = trainer.Run(plan, context.Stream("train"), phase => context.Step(phase + 1, arm.Tasks));
        var metrics = new Dictionary<string, double>
        {
            ["acc"] = result.Accuracy.Acc,
            ["bwt"] = result.Accuracy.Bwt,
            ["fwt"] = result.Accuracy.Fwt,
            ["forgetting"] = result.Accuracy.Forgetting,
            ["learning accuracy"] = result.Accuracy.LearningAccuracy,
            ["validation"] = trainer.ValidationAccuracy(),
            ["images seen"] = result.ImagesSeen,
        };
        var reached = result.SamplesToProbeAccuracy.Skip(1).Where(double.IsFinite).ToList();
        if (reached.Count > 0)
        {
            metrics["samples to 70 %"] = reached.Average();
        }

        return new TrialResult
        {
            Metrics = metrics,
            Arrays = new Dictionary<string, NumericArray>
            {
                ["accuracy"] = NumericArray.Of(result.Accuracy.ToArray()),
                ["samples to 70 %"] = NumericArray.Of(result.SamplesToProbeAccuracy),
                ["lag shares"] = NumericArray.Of(plan.LagShares()),
            },
        };
    }

    private static RehearsalSchedule Schedule(RehearsalArm arm, PowerLawRehearsalOptions options)
    {
        var kernel = arm.Method switch
        {
            RehearsalMethod.PowerLaw => RecurrenceKernel.PowerLaw(arm.Parameter, options.AllowInverse),
            RehearsalMethod.Exponential => RecurrenceKernel.Exponential(arm.Parameter),
            RehearsalMethod.MostRecent => RecurrenceKernel.MostRecent,
            _ => RecurrenceKernel.Uniform,
        };
        return !arm.Rehearses ? RehearsalSchedule.None : new RehearsalSchedule(kernel, arm.Fraction)
        {
            Order = arm.Order,
            Clock = arm.Clock,
            MemoryPerTask = options.MemoryPerTask > 0 ? options.MemoryPerTask : null,
            Source = arm.Method == RehearsalMethod.CurrentTask ? RehearsalSource.CurrentTask : RehearsalSource.EarlierTasks,
        };
    }

    private static IContinualStrategy Strategy(RehearsalArm arm) => arm.Method switch
    {
        RehearsalMethod.Ewc => new ElasticWeightConsolidation(arm.Parameter),
        RehearsalMethod.SynapticIntelligence => new SynapticIntelligence(arm.Parameter),
        RehearsalMethod.Lwf => new LearningWithoutForgetting(arm.Parameter),
        _ => new NaiveStrategy(),
    };

    private static (SparseImages Train, SparseImages Test) Sparse(ImageDataSet set)
    {
        SparseImages Of(LabelledImages images) => new(images.Pixels, images.Labels, images.PixelsPerImage);
        return (Of(set.Train), Of(set.Test));
    }

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<RehearsalArm> trials, PowerLawRehearsalOptions options) => PowerLawRehearsalJudge.Judge(trials, options);

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<RehearsalArm> trials, PowerLawRehearsalOptions options) => PowerLawRehearsalFigures.Draw(trials, options);
}
