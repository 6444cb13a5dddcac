using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.ElmNeuron;

/// <summary>Does one artificial neuron with a few slow memories do what a detailed model of a neuron does?</summary>
/// <remarks>Every model tries learning rates; validation data choose. All arms of a seed see the same data in the same order.</remarks>
public sealed class Study : Study<ElmNeuronOptions, ElmArm>
{
    private const string Simulated = "simulated cell of 8 branches and 192 synapses";

    /// <inheritdoc/>
    public override string Slug => "elm-neuron";

    /// <inheritdoc/>
    public override string Paper =>
        "Aaron Spieler, Nasim Rahaman, Georg Martius, Bernhard Schölkopf, Anna Levina: The Expressive Leaky Memory Neuron: an Efficient and Expressive Phenomenological Neuron Model Can Solve Long-Horizon Tasks, 2023, arXiv 2306.16922.";

    /// <inheritdoc/>
    public override string Data => "A simulated branched cell and spoken digits of espeak-ng, both carried by the library; NeuronIO and SHD from files where options name their folders.";

    /// <inheritdoc/>
    public override string Differences =>
        "The paper's body could not be read: method and figures are those of the authors' code. NeuronIO (115 GB) is replaced by a simulated cell of our own and SHD-Adding by synthetic speech; both are easier. "
        + "Windows of 300 ms instead of 500, and far fewer updates; the bias of the spike output begins at the log odds of the firing rate, in every model. Thresholds are our own for these stand-ins. Adam in place of Adamax on SHD. The temporal convolution network has three layers of 32 channels instead of seven of 128.";

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims => ElmNeuronClaims.All;

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, Smallest, Seeds: 1, TimeSpan.FromSeconds(3), Simulated + ", 4 simulations, 3 updates."),
        new(PresetName.Quick, Quick, Seeds: 3, TimeSpan.FromSeconds(60), Simulated + ", 60 simulations of 6 s, 300 updates of 16 windows of 300 ms; recall after 100 steps."),
        new(PresetName.Desk, new ElmNeuronOptions(), Seeds: 3, TimeSpan.FromMinutes(13),
            Simulated + ", 200 simulations of 6 s, 600 updates of 16 windows of 300 ms; sums of two spoken digits, 70 channels, 1,500 updates of 8; delayed recall."),
        new(PresetName.Paper, Paperwise, Seeds: 3, TimeSpan.FromHours(40),
            "NeuronIO and SHD where neuronIoFolder and shdFolder name them (docs/papers/elm-neuron.md), the simulated cell otherwise; windows of 500 ms, 350,000 updates of 8."),
    ];

    private static ElmNeuronOptions Smallest => new()
    {
        Memories = [1, 3],
        LstmUnits = [2],
        TcnChannels = 4,
        TrainSimulations = 4,
        ValidationSimulations = 2,
        TestSimulations = 4,
        NeuronUpdates = 3,
        NeuronBatch = 4,
        WindowMs = 100,
        BinsMs = [50],
        SumUnits = 4,
        SumUpdates = 2,
        Delays = [20],
        RecallUpdates = 2,
        LearningRates = [0.01],
        Ablations = false,
    };

    private static ElmNeuronOptions Quick => new()
    {
        Memories = [1, 15],
        TcnChannels = 0,
        TrainSimulations = 60,
        ValidationSimulations = 10,
        TestSimulations = 20,
        NeuronUpdates = 300,
        BinsMs = [],
        Delays = [100],
        RecallUpdates = 2500,
        Ablations = false,
    };

    private static ElmNeuronOptions Paperwise => new()
    {
        Memories = [1, 2, 3, 5, 7, 10, 15, 20],
        TrainSimulations = 8000,
        ValidationSimulations = 100,
        TestSimulations = 2000,
        NeuronUpdates = 350_000,
        NeuronBatch = 8,
        WindowMs = 500,
        SumUpdates = 20_000,
        ElmSumRates = [0.002, 0.005],
        LstmSumRates = [0.002, 0.005],
        RecallUpdates = 10_000,
    };

    /// <inheritdoc/>
    protected override IEnumerable<ElmArm> Arms(ElmNeuronOptions options) => ElmNeuronPlan.Arms(options);

    /// <inheritdoc/>
    protected override TrialResult Run(ElmArm arm, ElmNeuronOptions options, TrialContext context) => arm.Part == ElmPart.NeuronIo
        ? new NeuronIoTrial(arm, options, context).Run()
        : new SequenceTrial(arm, options, context).Run();

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<ElmArm> trials, ElmNeuronOptions options) => new ElmNeuronJudge(trials, options).All();

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<ElmArm> trials, ElmNeuronOptions options) => new ElmNeuronFigures(trials, options).All();
}
