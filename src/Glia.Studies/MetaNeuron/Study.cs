using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.MetaNeuron;

/// <summary>Does a spiking network classify better if its neurons' constants are learned besides the weights, and does the complexity of its spikes tell the class?</summary>
/// <remarks>The body of the paper could not be read: network, data and learning rules are a reconstruction from the literature that its abstracts name.</remarks>
public sealed class Study : Study<MetaNeuronOptions, NeuronArm>
{
    private const string Gains = "up to 13.50 percentage points for leaky neurons (v2), up to 11.00 % (v1); with which rule and data could not be read";
    private const string Rates = "eight Bernoulli trains, 0.08 or 0.10 spikes a step, 100 steps; ours";
    private const string Bursts = "eight Markov trains, rate 0.1, p(1|1) 0.1 or 0.4, 100 steps; ours";
    private const string Ours = "no figure could be read; ours";

    /// <inheritdoc/>
    public override string Slug => "meta-neuron";

    /// <inheritdoc/>
    public override string Paper =>
        "Zofia Rudnicka, Janusz Szczepanski, Agnieszka Pregowska: Learning Internal Biological Neuron Parameters and Complexity-Based Encoding for Improved Spiking Neural Networks Performance, 2025, arXiv 2508.11674 (v1, v2).";

    /// <inheritdoc/>
    public override string Data =>
        "Synthetic spike trains of two classes, drawn anew for each seed: eight Bernoulli trains at 0.08 or 0.10 spikes a step, and eight two-state Markov trains at 0.1 spikes a step with p(1|1) of 0.1 or 0.4. "
        + "Beyond the paper's abstract: digits 3 and 8 of the embedded MNIST images as Poisson spikes.";

    /// <inheritdoc/>
    public override string Differences =>
        "The body of the paper could not be read, only the abstracts of its two versions: equations, data and sizes are a reconstruction. The baseline chooses learning rate and width on validation trains, "
        + "the method likewise; C5 adds a rival that chooses its time constant so too. Thresholds come from prototypes with other random numbers and a baseline that was tuned less.";

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims { get; } =
    [
        new("C1", "Learning neuron constants besides weights improves accuracy: rates.", Gains, Rates,
            "Gain over weights only: mean ≥ 0.025 and interval above 0 at each initial τ of 1.1, 2, 20 that was run; partly if at some."),
        new("C2", "The same: bursts, where the initial τ is far off.", Gains, Bursts, "Gain at initial τ 1.1: mean ≥ 0.08, interval above 0."),
        new("C3", "Learning constants does not hurt.", Ours, "both sets, every initial τ", "Smallest gain of all cells ≥ −0.04 in the mean."),
        new("C4", "No leak: nothing beats the best decision by much.", "0.839 is the best from the total count; ours", Rates, "Highest mean accuracy with learned constants ≤ 0.845."),
        new("C5", "The gain is more than a good time constant would give.", Ours, "both sets; method and baseline choose the initial τ (1.1, 2, 5, 20) on validation trains",
            "Interval of the gain above 0 on both sets; partly on one."),
        new("C6", "Learning the meta neuron's four constants improves accuracy.", "up to 8.50 percentage points (v2); with which rule and data could not be read", Rates, "Gain over the default constants: mean ≥ 0.01, interval above 0."),
        new("C7", "The tempotron learns latency patterns, also with its constants.", Ours, "40 patterns of 50 afferents, 500 ms, λ 0.01",
            "Every seed without error within 400 epochs, and with τ and threshold learned at most twice the epochs in the mean; partly without the second."),
        new("C8", "Complexity tells classes that rates do not.", "SNN with complexity up to 99.50 % (v2); data could not be read", "single trains of 1,000 steps, rate 0.1, p(1|1) 0.1 or 0.8; ours",
            "Decision by complexity ≥ 0.99 and by rate ≤ 0.60 in the mean; partly if only one."),
        new("C9", "Complexity tells classes of different rates.", "SNN with complexity up to 99.50 % (v2); data could not be read", "single trains of 1,000 steps, rate 0.02 or 0.04; ours",
            "Decision by complexity ≥ 0.95 in the mean; the decision by rate stands beside it."),
        new("C10", "A trained network's spikes are as telling by complexity as its input is.", "SNN with complexity up to 99.50 % (v2); data could not be read", Bursts,
            "Accuracy by the network's complexities − by the input's, logistic regression both, initial τ 1.1: mean ≥ −0.01; reproduced if the interval is too, else partly."),
        new("C11", "The gain depends on the rule: spike-timing-dependent plasticity.", Gains, "both sets, initial τ 2; thresholds by homeostasis, τ by search", "Reported, without a threshold."),
        new("C12", "The gain on real data.", Ours, "digits 3 and 8 of MNIST as Poisson spikes, initial τ 2", "Reported, without a threshold."),
        new("C13", "A decision takes less than a millisecond.", "sub-millisecond (v2)", "one sample of 100 steps, 32 neurons", "Not measured in a run: times are no part of a trial. The benchmark LempelZiv measures it."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, Smallest, Seeds: 1, TimeSpan.FromSeconds(2), "40 training trains of 30 steps, one epoch."),
        new(PresetName.Quick, Main, Seeds: 3, TimeSpan.FromSeconds(30),
            "Rates at initial τ 2, bursts at 1.1 (and weights only at 2): 800 training, 800 validation, 2,000 test trains, 30 epochs; 9 settings tuned for each network. Complexity of 300 long trains a class."),
        new(PresetName.Desk, new MetaNeuronOptions(), Seeds: 5, TimeSpan.FromMinutes(4),
            "Both sets at initial τ 1.1, 2, 5, 20, meta neuron, constants only, STDP, tempotron, 1,600 digits: 800 training, 800 validation, 2,000 test trains, 30 epochs; 9 settings tuned for each network."),
        new(PresetName.Paper, new MetaNeuronOptions { Test = 10_000, DigitEpochs = 30, TempotronPatterns = [40, 100], LongTrains = 1000 }, Seeds: 10, TimeSpan.FromMinutes(30),
            "The paper's data and sizes are unknown: the desk study with 10 seeds, 10,000 test trains and 100 latency patterns besides."),
    ];

    private static MetaNeuronOptions Main => new() { RateTaus = [2], BurstTaus = [1.1], RivalTaus = [2], OtherRules = false, DigitEpochs = 0, TempotronPatterns = [] };

    private static MetaNeuronOptions Smallest => Main with
    {
        LearningRates = [5e-3],
        Widths = [8],
        RivalTaus = [],
        Epochs = 1,
        Train = 40,
        Test = 40,
        Steps = 30,
        OtherRules = true,
        TempotronPatterns = [4],
        TempotronEpochs = 5,
        LongTrains = 20,
    };

    /// <inheritdoc/>
    protected override IEnumerable<NeuronArm> Arms(MetaNeuronOptions options) => NeuronPlan.Arms(options);

    /// <inheritdoc/>
    protected override TrialResult Run(NeuronArm arm, MetaNeuronOptions options, TrialContext context) => arm.Method switch
    {
        NeuronMethod.Counts => OtherTrials.Counts(arm, options, context),
        NeuronMethod.Tempotron or NeuronMethod.TempotronAndConstants => OtherTrials.Tempotron(arm, options, context),
        NeuronMethod.Stdp or NeuronMethod.StdpAndConstants => StdpTrial.Run(arm, options, context),
        NeuronMethod.LongBursts or NeuronMethod.LongRates => OtherTrials.LongTrains(arm, options, context),
        NeuronMethod.EntropyRates => OtherTrials.EntropyRates(context),
        _ => NetworkTrial.Run(arm, options, context),
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<NeuronArm> trials, MetaNeuronOptions options) => new NeuronFindings(trials).All();

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<NeuronArm> trials, MetaNeuronOptions options) => NeuronFigures.Draw(trials);
}
