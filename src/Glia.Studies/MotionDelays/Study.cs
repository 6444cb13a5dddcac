using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.MotionDelays;

/// <summary>Does a layer of neurons whose synapses have learned weights and delays tell motions apart, from events alone, and with few synapses?</summary>
/// <remarks>Films of images that move behind a small window are turned into events. A layer adds up evidence for each motion at each pixel and millisecond, by a
/// kernel over polarity, delay and place; it learns on films whose motion changes and is tested on films of one motion, from images that it never saw.</remarks>
public sealed class Study : Study<MotionDelaysOptions, MotionArm>
{
    /// <inheritdoc/>
    public override string Slug => "motion-delays";

    /// <inheritdoc/>
    public override string Paper =>
        "Antoine Grimaldi, Laurent U. Perrinet: Learning heterogeneous delays in a layer of spiking neurons for fast motion detection, 2023, Biological Cybernetics, doi 10.1007/s00422-023-00975-8.";

    /// <inheritdoc/>
    public override string Data => "Dead leaves (images of discs that cover each other), drawn for each seed, or photographs of the user's; motion clouds; random motifs of spikes.";

    /// <inheritdoc/>
    public override string Differences =>
        "The paper's photographs are not available; its notebook is followed where the paper differs (softmax instead of sigmoid, the last event instead of an accumulated residual, "
        + "geometric instead of Poisson blocks). quick and desk have fewer motions, pixels and delays, far fewer steps and a larger step size. Only places whose receptive field lies inside the film count.";

    /// <inheritdoc/>
    public override bool UsesLibtorch => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims { get; } =
    [
        new("C1", "One layer with learned weights and delays detects full-field motion.", "about 91 % (chance 2.8 %)", "36 motions, 200 new films.", "Mean accuracy over films of one motion ≥ 0.8; partly if its interval lies above three times chance."),
        new("C2", "The delays do it.", "not stated; our baseline", "The same layer at delay 0 alone, the whole window in space.", "One frame's mean accuracy ≤ 0.15 and interval of the paired difference above 0; partly if only the second."),
        new("C3", "Most synapses can be pruned.", "near peak down to about 1/31 of the weights; half saturation at 652 synapses, 1.5·10⁻³", "Pruning by magnitude.", "With 5 % of the weights the mean loss is ≤ 0.05; partly if ≤ 0.1."),
        new("C4", "Shortening the delays instead costs far more.", "half saturation at about 1/3 of the weights, against 1.5·10⁻³", "Only the shortest delays are kept.", "Mean ratio of the half saturations (shortened ÷ pruned) ≥ 5, and delay 0 alone loses ≥ 0.3; partly if one of the two."),
        new("C5", "Kernels follow straight lines through space and delay, along their motion.", "qualitative", "Centroid of positive ON weights, by delay.", "At least 90 % of the classes within 25° of minus their velocity; partly if at least half."),
        new("C6", "ON and OFF weights are opposite in sign.", "qualitative", "All weights but the centre of delay 0, which starts so.", "Mean correlation < −0.5; partly if its interval lies below 0."),
        new("C7", "Gratings oblique to their motion are hard (aperture problem), isotropic textures are not.", "qualitative", "Motion clouds with a narrow spread of the velocity.", "Perpendicular − oblique ≥ 0.15, interval above 0, and isotropic within 0.1 of images; partly if one of the two."),
        new("C8", "Accuracy falls as the velocity gets uncertain.", "qualitative", "Isotropic motion clouds, spread of the velocity varied.", "Interval of narrowest − widest above 0; partly if the mean is."),
        new("C9", "It is motion that is detected (our check).", "not in the paper", "Test films with time running backwards, and with the times of events shuffled.", "At least 60 % of right films are taken for the opposite motion when reversed, and accuracy with shuffled times is within 0.1 of chance; partly if one of the two."),
        new("C10", "Learned delays beat two frames, fixed random delays, a matched filter, and random pruning.", "not in the paper; our baselines", "Same films, step sizes chosen alike on validation films.", "All intervals of paired differences above 0; partly if some."),
        new("C11", "Neurons with delays find motifs of spikes (companion paper).", "98.8 %", "N=128 neurons, M=144 motifs, D=31 delays, T=1000, known kernels (ICANN 2023).", "Mean rate of true positives ≥ 0.97 and interval of the gain over D=5 above 0; partly if one of the two."),
        new("C12", "Also many motifs at once.", "above 80 % with 1,364 motifs", "N=128, D=31, T=1000.", "Mean rate of true positives > 0.8; partly if > 0.5."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, Smallest, Seeds: 1, TimeSpan.FromSeconds(4), "4 motions, films of 16 × 16 pixels and 30 ms, kernels of 5 delays and 5 × 5 pixels, 8 training films once."),
        new(PresetName.Quick, Quick, Seeds: 3, TimeSpan.FromSeconds(45), "8 motions, films of 24 × 24 pixels and 80 ms, kernels of 11 delays and 9 × 9 pixels, 40 training films 6 times; dead leaves."),
        new(PresetName.Desk, new MotionDelaysOptions(), Seeds: 3, TimeSpan.FromMinutes(9), "16 motions, films of 32 × 32 pixels and 80 ms, kernels of 11 delays and 9 × 9 pixels, 60 training films 8 times; dead leaves."),
        new(PresetName.Paper, Whole, Seeds: 3, TimeSpan.FromDays(20), "36 motions, films of 64 × 64 pixels and 100 ms (the size of the notebook's stored run), kernels of 21 delays and 17 × 17 pixels, 400 films 200 times; photographs of the user's: --set imageFolder=…"),
    ];

    private static MotionDelaysOptions Smallest => new()
    {
        ImageSize = 64,
        TrainingImages = 1,
        Window = 16,
        Steps = 30,
        Directions = 4,
        Speeds = [0.7],
        Delays = 5,
        ReceptiveField = 5,
        TrainingFilms = 8,
        Epochs = 1,
        LearningRates = [0.01],
        ValidationFilms = 4,
        TestFilms = 4,
        SaccadicFilms = 2,
        KeptFractions = [1, 0.25, 0.05, 0.01],
        VelocityBandwidths = [0.1, 1],
        MotifCounts = [20],
        MotifDelays = [5],
        MotifRasters = 1,
    };

    private static MotionDelaysOptions Quick => new()
    {
        ImageSize = 256,
        TrainingImages = 6,
        Window = 24,
        Speeds = [0.5],
        TrainingFilms = 40,
        Epochs = 6,
        LearningRates = [0.005],
        ValidationFilms = 8,
        TestFilms = 40,
        SaccadicFilms = 12,
        KeptFractions = [1, 0.25, 0.05, 0.025, 0.01, 0.0025, 0.001],
        VelocityBandwidths = [0.05, 0.5, 2],
        MotifDelays = [5, 31],
        MotifRasters = 1,
    };

    private static MotionDelaysOptions Whole => new()
    {
        Images = ImageSource.Photographs,
        ImageSize = 1024,
        Window = 64,
        Steps = 100,
        Directions = 12,
        Speeds = Vision.MotionClasses.Paper.Speeds,
        Delays = 21,
        ReceptiveField = 17,
        TrainingFilms = 400,
        Epochs = 200,
        LearningRates = [0.0002],
        TestFilms = 200,
        MotifRasters = 20,
    };

    /// <inheritdoc/>
    protected override IEnumerable<MotionArm> Arms(MotionDelaysOptions options) =>
    [
        .. Enum.GetValues<MotionMethod>().Where(method => method != MotionMethod.Motifs).Select(method => new MotionArm(method)),
        .. options.MotifCounts.Select(count => new MotionArm(MotionMethod.Motifs, 31, count))
            .Concat(options.MotifDelays.Select(delays => new MotionArm(MotionMethod.Motifs, delays, 144))).Distinct(),
    ];

    /// <inheritdoc/>
    protected override TrialResult Run(MotionArm arm, MotionDelaysOptions options, TrialContext context) =>
        arm.Method == MotionMethod.Motifs ? MotifTrial.Run(arm, options, context) : new MotionTrial(arm, options, context).Run();

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<MotionArm> trials, MotionDelaysOptions options) => new MotionFindings(trials, options).All();

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<MotionArm> trials, MotionDelaysOptions options) => new MotionFigures(trials, options).All();
}
