using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.Homeostatic;

/// <summary>Does a network whose own learning rate is at stake adapt faster when labels keep being exchanged?</summary>
/// <remarks>
/// A network (784-80-60-10, ELU) learns a stream of images by plain gradient descent in batches of ten, 50 epochs of 60,000 samples. Now and then two labels are exchanged for
/// good, in training and test images alike. Classes 5 to 9 raise the learning rate, 0 to 4 lower it; the homeostatic learner imagines two steps before it lets that
/// happen, and takes the change only if it would have been right more often on the last twenty samples. Online accuracy counts each sample before
/// it is learned. All arms of a seed share the first parameters, the order of samples and the exchanges, and are compared in pairs.
/// </remarks>
public sealed class Study : Study<HomeostaticOptions, ShiftArm>
{
    private const string Curves = "curves only; unknown";
    private const string Setting = "MNIST and Fashion-MNIST, abstract";
    private const string Ours = "not stated; our control";

    /// <inheritdoc/>
    public override string Slug => "homeostatic";

    /// <inheritdoc/>
    public override string Paper => "Kingson Man, Antonio Damasio, Hartmut Neven: Need is All You Need: Homeostatic Neural Networks Adapt to Concept Shift, 2022, arXiv 2205.08645.";

    /// <inheritdoc/>
    public override string Data => "MNIST and Fashion-MNIST: the embedded subsets, or all images with mnist=Full and fashion=Full.";

    /// <inheritdoc/>
    public override string Differences =>
        "Only the abstract and the published code could be read; no figure of the paper is known. Method and numbers are those of the code, which has η₀ = 0.001 and, in a comment, 0.0058: both are run. "
        + "Swaps between two batches are kept where the code skips them; images are shuffled before the first epoch too; a swap at the end of an epoch comes after its test. "
        + "Seasons are ours. An epoch is 60,000 samples also with the 10,000 embedded images (six passes), so that shifts are as fast as with all of them. "
        + "Thresholds follow prototypes on MNIST with other random numbers.";

    /// <inheritdoc/>
    public override bool UsesLibtorch => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims { get; } =
    [
        new("C1", "Homeostatic design increases adaptability under concept shift.", Curves, Setting,
            "digits, first η₀: interval of online accuracy over the constant rate η₀ above 0 at every rate of shift; partly if at some"),
        new("C2", "The greatest advantages are obtained under the highest rates of shift.", Curves, Setting,
            "digits, first η₀: gain at the most swaps ≥ 0.05, interval above 0; reproduced only if it is larger, in the mean, than at each lower rate"),
        new("C3", "It is better than random regulation, so that the imagined consequence matters.", Curves, "published code (LRR)",
            "digits, first η₀: interval of online accuracy over random regulation above 0 at every rate of shift; partly if at some"),
        new("C4", "It is superior where the rate of shift itself changes.", Curves, "second-order shift, abstract; seasons here ours",
            "digits, first η₀: gain over the constant rate with seasons of no and most swaps ≥ 0.02, interval above 0"),
        new("C5", "Vulnerability does not necessarily impair performance.", "a statement", "no shift, abstract",
            "digits, first η₀, no swaps: interval of the gain above −0.005; partly if its mean is"),
        new("C6", "The gain does not hang on one initial learning rate.", Ours, "digits",
            "as C1 at each other η₀"),
        new("C7", "A better constant rate does not do as well.", Ours, "digits",
            "first η₀: interval of online accuracy over the best constant rate of all (by the mean over seeds) above 0 at every rate of shift; partly if at some"),
        new("C8", "Nor where both are tuned: homeostasis from its best initial rate.", Ours, "digits",
            "interval of the best homeostatic arm's online accuracy over the best constant one's above 0 at every rate of shift; partly if at some"),
        new("C9", "It holds for articles of clothing too.", Curves, Setting,
            "clothes, first η₀: as C1, and C2's rule at the most swaps; partly if some of it"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, Smallest, Seeds: 1, TimeSpan.FromSeconds(1), "Embedded images, 2 epochs broken off after 600 samples."),
        new(PresetName.Quick, new HomeostaticOptions { Epochs = 10, Swaps = [0, 10, 300], RateFactors = [1, 4, 16], TuneHomeostasis = false }, Seeds: 5, TimeSpan.FromSeconds(120),
            "Embedded images, 10 epochs of 60,000 samples (the paper has 50), three rates of shift and seasons."),
        new(PresetName.Desk, new HomeostaticOptions { Epochs = 20, RateFactors = [0.25, 1, 4, 16] }, Seeds: 8, TimeSpan.FromMinutes(15),
            "Embedded images, 20 epochs of 60,000 samples (the paper has 50)."),
        new(PresetName.Paper, new HomeostaticOptions { Mnist = ImageSource.Full, Fashion = ImageSource.Full, GridSeeds = 5 }, Seeds: 10, TimeSpan.FromHours(2), "All images, 50 epochs.")
        {
            RequiredData = ["mnist", "fashion-mnist"],
        },
    ];

    private static HomeostaticOptions Smallest => new() { Epochs = 2, BatchesPerEpoch = 60, Swaps = [0, 300], SeasonEpochs = 1, RateFactors = [1, 4], InitialRates = [0.0058] };

    /// <inheritdoc/>
    protected override IEnumerable<ShiftArm> Arms(HomeostaticOptions options) => new ShiftPlanner(options).Arms();

    /// <inheritdoc/>
    protected override TrialResult Run(ShiftArm arm, HomeostaticOptions options, TrialContext context) => new ShiftTrial(arm, options, context).Run();

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<ShiftArm> trials, HomeostaticOptions options) => new ShiftFindings(trials, options).All();

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<ShiftArm> trials, HomeostaticOptions options) => new ShiftFigures(trials, options).All();
}
