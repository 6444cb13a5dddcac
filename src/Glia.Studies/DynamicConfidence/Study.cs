using Glia.Conversion;
using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.DynamicConfidence;

/// <summary>Need a spiking classifier run equally long for every input, or can each stop as soon as it is sure?</summary>
/// <remarks>
/// A network with quantised activations learns Fashion-MNIST and becomes a network of integrate-and-fire neurons. Its summed output gives a softmax
/// confidence at every step; a sample stops when that passes one threshold, chosen with the temperature α on training images that the weights never
/// saw. All stopping rules, oracles and controls are applied to the same recorded outputs of a seed, so that they are compared in pairs.
/// </remarks>
public sealed class Study : Study<DynamicConfidenceOptions, ConversionArm>
{
    private const string DemoLog = "CIFAR-10, 2-bit ResNet-18, QCFS; log of the published demo";

    /// <inheritdoc/>
    public override string Slug => "dynamic-confidence";

    /// <inheritdoc/>
    public override string Paper =>
        "Chen Li, Edward G. Jones, Steve Furber: Unleashing the Potential of Spiking Neural Networks by Dynamic Confidence, 2023, ICCV, arXiv 2303.10276.";

    /// <inheritdoc/>
    public override string Data => "Fashion-MNIST: the embedded balanced subset (its two parts drawn by us), or all of it with data=Full.";

    /// <inheritdoc/>
    public override string Differences =>
        "The paper's body could not be read: method and figures come from its abstract and the published demo. Fashion-MNIST and a small network stand for CIFAR-10, ImageNet, VGG-16 "
        + "and ResNet. The demo fixes α = 30 and the threshold 0.6 and names test images for calibration; here both are chosen on held-out training images, "
        + "α by calibration error (our rule). Savings are counted against the smallest fixed T of equal accuracy, not against all T. Thresholds of the rules are our proposal, made before any run.";

    /// <inheritdoc/>
    public override bool UsesLibtorch => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims { get; } =
    [
        new("C1", "Dynamic confidence saves latency at no loss of accuracy.", "40 % on average", "CIFAR-10 and ImageNet, eight settings, abstract",
            "in the mean over seeds, accuracy ≥ that at T − 0.2 points and mean latency ≤ 0.70 T_eq, the smallest fixed T within 0.2 points of all steps; partly if one holds"),
        new("C2", "It is more accurate than a fixed T at the same mean latency.", "94.27 % at 11.5 steps; fixed T = 12: 93.18 %", DemoLog,
            "95 % interval of the paired difference above 0; partly if only its mean is"),
        new("C3", "It knows when to stop, and does not only run shorter.", "not stated; our control", DemoLog,
            "accuracy over random stopping with the same histogram of latencies ≥ 0.5 points in the mean, interval above 0"),
        new("C4", "The potential is larger still: with the best stop of each input, accuracy is higher and latency lower.", "82.47 % at 4.71 steps", "ImageNet, ResNet-50, abstract",
            "in every trial oracle accuracy ≥ accuracy at T and oracle latency < dynamic latency, samples never right counting T; partly if only where they count 1"),
        new("C5", "It is insensitive to the threshold.", "a statement, no figure", "README of the published code",
            "mean over seeds of the largest change of accuracy at c_th ± 0.05 ≤ 0.3 points"),
        new("C6", "Spikes are saved as steps are.", "57.2 % of spikes, 57.4 % of steps", DemoLog,
            "share of spikes saved within 10 points of share of steps saved, both against T, in the mean"),
        new("C7", "Without knowledge of the sample the saving disappears.", "not stated; our control", DemoLog,
            "with the confidences dealt out to other samples, threshold chosen alike, the rule of C1 fails"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, Smallest, Seeds: 1, TimeSpan.FromSeconds(1), "Embedded Fashion-MNIST, 300 training and 200 test images, fully connected network, 8 steps."),
        new(PresetName.Quick, new DynamicConfidenceOptions { Network = NetworkKind.Dense, OtherConversions = false }, Seeds: 5, TimeSpan.FromSeconds(15),
            "Embedded Fashion-MNIST (8,000 images to train on, 1,000 to calibrate, 2,000 to test), fully connected network 784-256-128-10, 32 steps."),
        new(PresetName.Desk, new DynamicConfidenceOptions(), Seeds: 5, TimeSpan.FromMinutes(5),
            "Embedded Fashion-MNIST (8,000 images to train on, 1,000 to calibrate, 2,000 to test), convolutional network, 32 steps."),
        new(PresetName.Paper, new DynamicConfidenceOptions { Data = FashionSource.Full, ValidationImages = 4000, Epochs = 10 }, Seeds: 5, TimeSpan.FromHours(1),
            "All of Fashion-MNIST (55,000 images to train on, 1,000 to calibrate, 10,000 to test), convolutional network, 32 steps; the paper used CIFAR-10 and ImageNet.")
        {
            RequiredData = ["fashion-mnist"],
        },
    ];

    private static DynamicConfidenceOptions Smallest => new()
    {
        Network = NetworkKind.Dense,
        OtherConversions = false,
        Steps = 8,
        TrainingImages = 300,
        CalibrationImages = 100,
        ValidationImages = 100,
        TestImages = 200,
        Epochs = 1,
        BatchSize = 32,
    };

    /// <inheritdoc/>
    protected override IEnumerable<ConversionArm> Arms(DynamicConfidenceOptions options)
    {
        yield return new ConversionArm(ActivationRule.Qcfs, SpikeSigns.Positive);
        if (options.OtherConversions)
        {
            yield return new ConversionArm(ActivationRule.Qcfs, SpikeSigns.PositiveAndNegative);
            yield return new ConversionArm(ActivationRule.Lsq, SpikeSigns.Positive);
        }
    }

    /// <inheritdoc/>
    protected override TrialResult Run(ConversionArm arm, DynamicConfidenceOptions options, TrialContext context) => new ConfidenceTrial(arm, options, context).Run();

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<ConversionArm> trials, DynamicConfidenceOptions options) => new ConfidenceFindings(trials).All();

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<ConversionArm> trials, DynamicConfidenceOptions options) => new ConfidenceFigures(trials).All();
}
