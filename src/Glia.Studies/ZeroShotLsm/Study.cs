using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.ZeroShotLsm;

/// <summary>Can fixed random spiking networks and two small trained projections find images by sounds, of digits that were never paired too?</summary>
/// <remarks>
/// Two liquids count spikes for moving digits and for spoken ones. A linear readout says how much the counts know; two projections, trained by a
/// contrastive loss on pairs of the seen digits, bring both into one space in which clips search images. The last epoch is judged, over many choices of
/// two unseen digits; what the paper's choice of the best epoch on the test would have said stands beside.
/// </remarks>
public sealed class Study : Study<ZeroShotOptions, ZeroShotArm>
{
    private const string Retrieval = "N-MNIST and N-TIDIGITS, 200 neurons each, d = 64";

    /// <inheritdoc/>
    public override string Slug => "zero-shot-lsm";

    /// <inheritdoc/>
    public override string Paper =>
        "Ning Lin, Shaocong Wang, Yi Li et al.: Resistive memory-based zero-shot liquid state machine for multimodal event data learning, 2023, arXiv 2307.00771; Nature Computational Science 2025.";

    /// <inheritdoc/>
    public override string Data => "Embedded: MNIST digits moved before a simulated event camera, in place of N-MNIST, and spoken digits of espeak-ng as spikes, in place of N-TIDIGITS. Where they are given: N-MNIST, N-TIDIGITS and FSDD.";

    /// <inheritdoc/>
    public override string Differences =>
        "Abstracts, scripts and search scripts could be read, the paper's body and its code for neurons and projections not: these are inferred, and constants of the devices are ours. "
        + "The weights' scale is calibrated to a rate, since the authors' is in units of their chip. Readouts are ridge regressions with a penalty chosen on training recordings, for all encoders alike. "
        + "Features are standardised. The last epoch is judged; the authors keep the best epoch on the test, and searched the scale there. Thresholds come from a prototype on the same kind of data; "
        + "spoken digits are of other voices in the test than in training.";

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims { get; } =
    [
        new("C1", "A random liquid with a linear readout classifies event images, and the source of its randomness does not matter.", "89.11 % Gaussian, 89.66 % chip; trained 96.96 %", "N-MNIST, 256-200-10",
            "images: liquid ≥ 0.78; ≥ 0.04 above event counts, interval above 0; resistive memory within 0.03 of Gaussian; partly if some hold"),
        new("C2", "… and event sounds.", "70.79 % Gaussian, 70.11 % chip; trained 82.62 %", "N-TIDIGITS, 64-200-11",
            "sounds: liquid ≥ 0.75; ≥ 0.05 above event counts, interval above 0; resistive memory within 0.03 of Gaussian; partly if some hold"),
        new("C3a", "Sounds find images of the digits that were paired.", "66.1 % (chance 14.3 %)", Retrieval, "mean over choices of 8 seen digits ≥ 3 times chance, and above shuffled labels, interval above 0; partly if one"),
        new("C3b", "… and images of digits that were never paired: zero-shot.", "88 % (chance 50 %), digits 8 and 9, epoch chosen on the test", Retrieval,
            "last epoch, mean over choices of two unseen digits, 95 % interval over choices: above 0.5 and mean ≥ 0.70; partly if only above 0.5"),
        new("C3c", "… on the chip as in software.", "67.42 % and 87.5 % on the chip", Retrieval, "Gaussian − resistive memory within ± 0.03 among seen digits (the interval; partly if the mean), and the mean within ± 0.05 among unseen ones"),
        new("C4", "Accuracy is comparable with trained spiking networks.", "trained 82.28 % and 74.0 %; prototypes 50–60 % and 69–83 %", Retrieval,
            "paper's digits: the trained network is at most 0.17 better among seen digits, as in the paper, and at most 0.05 among unseen ones; partly if one"),
        new("C5", "The same works for neural recordings of handwriting and E-MNIST.", "52.27 % and 70.83 % (chance 4.5 and 25 %)", "22 seen, 4 unseen letters", "not tested: the recordings are not at hand"),
        new("C6", "Training costs far less.", "152.83 times less than a trained network with the same loss, 393.07 times less than prototypes; energy of the chip 23.34 and 160 times better", "abstract",
            "operations of training, trained network over liquid: ≥ 152.83; partly if ≥ 15.283; energy is not tested"),
        new("C7", "Without the pairing nothing is found.", "not in the paper; our control", "labels shuffled", "mean over choices of two unseen digits within 0.45 to 0.55"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, new ZeroShotOptions { Units = 40, ImagesPerDigit = 12, ClipsPerDigit = 12, TestPerDigit = 10, Epochs = 2, TrainedEpochs = 1, UnseenPairs = 2, OtherWidth = 0, Others = false }, Seeds: 1,
            TimeSpan.FromSeconds(4), "40 neurons, 12 images and clips a digit, 2 epochs."),
        new(PresetName.Quick, new ZeroShotOptions { ClipsPerDigit = 100, UnseenPairs = 15, TrainedEpochs = 8, OtherWidth = 0, Others = false }, Seeds: 3,
            TimeSpan.FromSeconds(130), "3,000 images, 100 clips a digit, 200 neurons each, d=64, 20 epochs, 15 choices of unseen digits."),
        new(PresetName.Desk, new ZeroShotOptions { TrainedEpochs = 12 }, Seeds: 3,
            TimeSpan.FromMinutes(15), "3,000 images, 144 clips a digit, 200 neurons each, 20 epochs, all 45 choices of unseen digits; further weights, losses, d=128."),
        new(PresetName.Paper, new ZeroShotOptions { Epochs = 100, TrainedEpochs = 100, ImagesPerDigit = 900 }, Seeds: 5,
            TimeSpan.FromHours(3), "As desk with 9,000 images and 100 epochs, and the paper's own data where they are given: --set nmnistFolder=<folder with Train and Test> --set ntidigitsFile=<n-tidigits.hdf5>."),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<ZeroShotArm> Arms(ZeroShotOptions options)
    {
        ZeroShotArm Arm(Encoder encoder, Pairing pairing = Pairing.SoftTargets) => new(encoder, pairing, options.Width);
        return
        [
            .. new[] { Encoder.Gaussian, Encoder.ResistiveMemory, Encoder.Feedforward, Encoder.Counts, Encoder.RandomRelu }.Select(encoder => Arm(encoder)),
            Arm(Encoder.Gaussian, Pairing.Shuffled),
            Arm(Encoder.Gaussian, Pairing.Prototypes),
            .. options.TrainedEpochs == 0 ? [] : new[] { Arm(Encoder.Trained) },
            .. !options.Others ? [] : new[]
            {
                Arm(Encoder.Uniform), Arm(Encoder.Lognormal),
                Arm(Encoder.Gaussian, Pairing.LinearProjection), Arm(Encoder.Gaussian, Pairing.ThroughTargets), Arm(Encoder.Gaussian, Pairing.InfoNce), Arm(Encoder.Gaussian, Pairing.Supervised),
            },
            .. options.OtherWidth == 0 || options.OtherWidth == options.Width ? [] : new[] { Arm(Encoder.Gaussian) with { Width = options.OtherWidth } },
            .. !options.Others || options.TrainedEpochs == 0 ? [] : new[] { Arm(Encoder.Trained, Pairing.Prototypes) },
        ];
    }

    /// <inheritdoc/>
    protected override TrialResult Run(ZeroShotArm arm, ZeroShotOptions options, TrialContext context) => new ZeroShotTrial(arm, options, context).Run();

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<ZeroShotArm> trials, ZeroShotOptions options) => new ZeroShotFindings(trials, options).All();

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<ZeroShotArm> trials, ZeroShotOptions options) => new ZeroShotFigures(trials, options).All();
}
