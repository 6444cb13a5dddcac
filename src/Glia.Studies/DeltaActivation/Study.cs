using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.DeltaActivation;

/// <summary>Can a network learn activations that stay the same from frame to frame, so that a computer has little to recompute in video?</summary>
/// <remarks>
/// A small convolutional network learns to tell digits in stills. On films in which one digit gives way to another it is refined with delta activation layers (quantised with learned
/// steps, changes penalised), and with every rival, at several strengths. The largest strength that loses at most two points of accuracy on validation films is judged on test films.
/// </remarks>
public sealed class Study : Study<DeltaActivationOptions, ClipArm>
{
    private const string Abstract = "ResNet50, UCF101; abstract";
    private const string Control = "not stated; our control";

    /// <inheritdoc/>
    public override string Slug => "delta-activation";

    /// <inheritdoc/>
    public override string Paper =>
        "Amirreza Yousefzadeh, Manolis Sifalakis: Training for temporal sparsity in deep neural networks, application in video processing, 2021, arXiv 2107.07305.";

    /// <inheritdoc/>
    public override string Data => "Generated: MNIST digits (the embedded part, or all of it) that move over a still background with sensor noise and give way to another digit in mid-film. UCF101 where its folder is given.";

    /// <inheritdoc/>
    public override string Differences =>
        "The paper's body could not be read: method and figures come from its abstract and the published code. A small network on films of moving digits stands for ResNet50 on UCF101; each of a film's two digits gets an answer. "
        + "Trained with Adam (rates 0.003 for weights and 0.01 for steps, falling, batches of 8 films) instead of gradient descent with momentum, without augmentation. As in the paper, the density of changes of one method is compared with the density of activations of another. "
        + "Strengths are chosen on validation films. The fan-out in the penalty is the exact mean of multiply-accumulates an activation causes; the paper's code has hand-set numbers. Thresholds of the rules are ours.";

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims { get; } =
    [
        new("C1a", "Training for temporal sparsity makes activations several times sparser.", "almost 3× sparsity; density .532 → .070 in the published code's comments", Abstract,
            "density weighted by operations ≤ 1/3 of the plain network's in every seed, and mean test accuracy lost ≤ 2 points; partly if one"),
        new("C1b", "Accuracy that is lost comes back with longer training.", "recoverable", Abstract,
            "after as many epochs again with a hundredth of the largest sp_rate, mean loss ≤ 1 point or half of what it was, and density still ≤ 1/3 in every seed; partly if one"),
        new("C2a", "It beats purely spatial sparsity (L1).", "accuracy .673 at densities of .04–.16; L1 .654 at .05–.71", "comments of the published code",
            "L1's weighted density above the delta activation's in every seed, each at its largest strength within two points, interval above 0; partly if only its mean is"),
        new("C2b", "It is the training that does it, not the quantiser.", Control, "moving digits", "the rule of C2a against the plain network quantised without further training"),
        new("C3", "It is usable from the start of training too.", "stated without figure", Abstract, "the rule of C1a, trained from the first epoch, sp_rate chosen alike"),
        new("C4", "State costs memory.", "about +40 % for ResNet50 if every layer keeps it (third-party notes)", "ResNet50", "sums of all convolutions over parameters within 35 and 45 %, counted"),
        new("C5", "Inference by changes equals inference frame by frame.", "by construction", "method", "in every seed no logit differs by more than 1e-4 and every answer is the same; partly if one"),
        new("C6", "Zeros are operations saved.", "by construction", "method", "multiply-accumulates made within 2 % of those of the changes, counted on tensors with the fan-out of every place, in every seed"),
        new("C7", "It is time that it uses.", Control, "moving digits", "with shuffled frames the density is ≥ 1.5 times as high in every seed"),
        new("C8", "The sign of the step's gradient must be turned.", "in the published code", "moving digits", "with the natural sign steps shrink in every seed, and less is kept of them than with the paper's sign; partly if one"),
        new("C9", "The sparsity on UCF101.", "almost 3×", Abstract, "with UCF101's files (ucfFolder): the rule of C1a in the mean; partly at best, since the network is small"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, Small with { TrainingClips = 64, ValidationClips = 20, TestClips = 20, Canvas = 28, Frames = 3, DenseEpochs = 1, RefinementEpochs = 1, DeltaWeights = [1e-2], SpatialWeights = [1e-2], Multiples = [0.5] }, Seeds: 1, TimeSpan.FromSeconds(5),
            "64 films of 3 frames, 28 × 28."),
        new(PresetName.Quick, Small, Seeds: 3, TimeSpan.FromSeconds(130), "500 films of 4 frames, 32 × 32; two strengths of each trained method."),
        new(PresetName.Desk, new DeltaActivationOptions { TrainingClips = 1000, OtherNoises = [], StillShares = [] }, Seeds: 3, TimeSpan.FromMinutes(15), "1,000 films of 8 frames, 40 × 40; four strengths of each trained method."),
        new(PresetName.Paper, new DeltaActivationOptions(), Seeds: 3, TimeSpan.FromHours(4),
            "6,000 films of 8 frames, other noises and still films; UCF101 with --set ucfFolder=<folder>. ResNet50 with weights of ImageNet is not part of it."),
    ];

    private static DeltaActivationOptions Small => new()
    {
        TrainingClips = 500,
        ValidationClips = 300,
        TestClips = 400,
        Canvas = 32,
        Frames = 4,
        DenseEpochs = 20,
        RefinementEpochs = 5,
        DeltaWeights = [1e-2, 3e-2],
        SpatialWeights = [1e-2, 3e-2],
        Multiples = [0.125, 0.25, 0.5, 0.75, 1, 1.5],
        OtherNoises = [],
        StillShares = [],
    };

    /// <inheritdoc/>
    protected override IEnumerable<ClipArm> Arms(DeltaActivationOptions options)
    {
        var main = Main(options);
        return
        [
            main,
            .. options.OtherNoises.Except([options.NoiseDeviation]).Select(noise => main with { NoiseDeviation = noise }),
            .. options.StillShares.Except([0]).Select(share => main with { StillShare = share }),
            .. options.UcfFolder.Length == 0 ? [] : new[] { main with { Source = ClipSource.Ucf101 } },
        ];
    }

    /// <summary>The films by which the claims are judged.</summary>
    internal static ClipArm Main(DeltaActivationOptions options) => new(ClipSource.ChangingDigits, options.NoiseDeviation, 0);

    /// <inheritdoc/>
    protected override TrialResult Run(ClipArm arm, DeltaActivationOptions options, TrialContext context) => new DeltaTrial(arm, options, context).Run();

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<ClipArm> trials, DeltaActivationOptions options) => new DeltaFindings(trials, options).All();

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<ClipArm> trials, DeltaActivationOptions options) => new DeltaFigures(trials, options).All();
}
