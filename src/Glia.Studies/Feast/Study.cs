using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.Feast;

/// <summary>Do thresholds that rise with each win and fall with each miss make features of events that are used equally, and are they worth more than random ones?</summary>
/// <remarks>
/// Each event of a camera has a patch of the time surface around it. Features compete for patches by selection thresholds and learn on line, without labels. A moving
/// square shows how often they win and miss; digits filmed in saccades, what a classifier makes of them, beside features that were not learned or learned otherwise; a
/// ring among noise, how many are of use. All arms of a seed see the same recordings.
/// </remarks>
public sealed class Study : Study<FeastStudyOptions, FeastArm>
{
    private const string Qualitative = "qualitative (abstract)";
    private const double SquareTau = 2;
    private const double RingTauMs = 10;
    private const int RingPatch = 7;

    /// <inheritdoc/>
    public override string Slug => "feast";

    /// <inheritdoc/>
    public override string Paper =>
        "Saeed Afshar, Nicholas Ralph, Ying Xu, Jonathan Tapson, André van Schaik, Gregory Cohen: Event-based Feature Extraction Using Adaptive Selection Thresholds, 2020, Sensors 20(6) 1600, arXiv 1907.07853.";

    /// <inheritdoc/>
    public override string Data => "Made-up events: a moving square, a ring among noise, and MNIST images filmed in saccades by a simulated event camera; the real N-MNIST with recordings=<folder>.";

    /// <inheritdoc/>
    public override string Differences =>
        "Abstract and public code could be read, the paper's body and accuracies not; constants are those that the code gives as the paper's. Digits are MNIST images filmed by a simulated camera, not "
        + "N-MNIST, unless its files are given; the recordings of falling model planes are not available. Thresholds of the rules were set beside prototypes; the time constant, 30 ms, is not the paper's word.";

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims { get; } =
    [
        new("C1", "Selection thresholds make all features equally active, at the price of a few missed events.", "small amount of information loss (abstract)", "a moving square, N = 1 to 16, second half of learning",
            "miss rate within 3 % (6 % for 16 features, and two standard deviations of sampling) of Δ_I / (Δ_I + N Δ_E) for each N, most over least wins ≤ 1.35 for N = 16, and > 5 with fixed thresholds; partly if some hold"),
        new("C2", "Thresholds and the missing rate tell when weights have converged.", Qualitative, "the square with 16 features, and digits; 50 parts of learning, without the burn-in",
            "rank correlation of miss rate and weight change over the parts ≥ 0.8 in the mean, interval above 0, on both; partly if on one"),
        new("C3", "The size of the network can be chosen by its features of noise events.", Qualitative, "a ring among noise, N = 2 to 128", "reported, without a rule"),
        new("C4", "Activation predicts classification accuracy, so that settings can be chosen without a classifier.", Qualitative, "digits, settings of τ, patch and N",
            "rank correlation of mean threshold and linear accuracy over the settings: interval over seeds above 0, and one-sided p < 0.05 of the means over seeds; partly if one"),
        new("C5", "Each stage gains: features over counts, learned over random features.", "accuracies on N-MNIST and falling planes, not readable", "digits in saccades, linear classifier",
            "FEAST above random features, and random features above counts of pixels, in every seed; partly if one"),
        new("C6", "It beats plain winner-take-all and clustering (our check).", "not in the abstract; our baselines", "digits in saccades, linear classifier",
            "intervals of FEAST minus fixed thresholds, on-line k-means, batch k-means and random patches all above 0; partly if some"),
        new("C7", "Accuracy comes from the labels (our control).", "not in the abstract; our control", "digits in saccades, linear classifier on FEAST, labels of training shuffled",
            "mean accuracy from 0.05 to 0.15, chance being 0.1"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, Smallest, Seeds: 1, TimeSpan.FromSeconds(3), "2,000 steps of the square, 50 digits, 8 features, a short ring."),
        new(PresetName.Quick, Quick, Seeds: 3, TimeSpan.FromSeconds(90), "50,000 steps of the square; 600 digits for training, 300 for testing, 32 features a polarity; 12 settings of 300 digits; 5 s of the ring."),
        new(PresetName.Desk, new FeastStudyOptions(), Seeds: 3, TimeSpan.FromMinutes(12), "100,000 steps of the square; 6,000 digits for training, 1,000 for testing, 50 features a polarity; 12 settings of 2,000 digits; 20 s of the ring."),
        new(PresetName.Paper, new FeastStudyOptions { Features = 100, LearnDigits = 6000, TrainDigits = 10_000, TestDigits = 2000 }, Seeds: 5, TimeSpan.FromMinutes(60),
            "100 features a polarity, all digits that Glia carries; N-MNIST with --set recordings=<folder> --set trainDigits=60000 --set testDigits=10000."),
    ];

    private static FeastStudyOptions Smallest => new()
    {
        SquareSteps = 2000,
        SquareFeatures = [1, 16],
        Features = 8,
        LearnDigits = 10,
        TrainDigits = 50,
        TestDigits = 20,
        HiddenUnits = 20,
        SamplePatches = 500,
        SettingTausMs = [10, 30, 100],
        SettingPatches = [7],
        SettingFeatures = [4, 8],
        SettingLearnDigits = 10,
        SettingTrainDigits = 50,
        RingSteps = 100,
        RingFeatures = [2, 4, 8],
    };

    private static FeastStudyOptions Quick => new()
    {
        SquareSteps = 50_000,
        Features = 32,
        LearnDigits = 200,
        TrainDigits = 600,
        TestDigits = 300,
        HiddenUnits = 500,
        SamplePatches = 5000,
        SettingFeatures = [8, 32],
        SettingLearnDigits = 100,
        SettingTrainDigits = 300,
        RingSteps = 5000,
    };

    /// <inheritdoc/>
    protected override IEnumerable<FeastArm> Arms(FeastStudyOptions options) =>
    [
        .. options.SquareFeatures.Distinct().Select(features => new FeastArm(FeastPart.Square, FeastMethod.Feast, features, Events.MovingSquare.Side, SquareTau)),
        .. options.SquareFeatures.Distinct().Where(features => features > 1).Select(features => new FeastArm(FeastPart.Square, FeastMethod.FixedThresholds, features, Events.MovingSquare.Side, SquareTau)),
        .. Enum.GetValues<FeastMethod>().Select(method => new FeastArm(FeastPart.Digits, method, method < FeastMethod.PixelCounts ? options.Features : 0, options.PatchSize, options.TauMs)),
        .. options.SettingFeatures.Distinct().SelectMany(features => options.SettingPatches.Distinct().SelectMany(patch => options.SettingTausMs.Distinct()
            .Select(tau => new FeastArm(FeastPart.Settings, FeastMethod.Feast, features, patch, tau)))),
        .. options.RingFeatures.Distinct().Select(features => new FeastArm(FeastPart.Ring, FeastMethod.Feast, features, RingPatch, RingTauMs)),
    ];

    /// <inheritdoc/>
    protected override TrialResult Run(FeastArm arm, FeastStudyOptions options, TrialContext context) => arm.Part switch
    {
        FeastPart.Square => SquareTrial.Run(arm, options, context),
        FeastPart.Ring => RingTrial.Run(arm, options, context),
        _ => new DigitTrial(arm, options, context).Run(),
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<FeastArm> trials, FeastStudyOptions options) => new FeastFindings(trials).All();

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<FeastArm> trials, FeastStudyOptions options) => new FeastFigures(trials).All();
}
