using Glia.Dendrites;
using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.SparseDendrites;

/// <summary>How often does a dendritic segment with a few synapses mistake a random sparse pattern for its own, or miss its own under noise?</summary>
public sealed class Study : Study<SparseDendritesOptions, DendriteArm>
{
    // Points of figure 4A, with s = 24 and θ = 12; figure 4B has a = 128, s = 30, n = 6000; shared segments have n = 4000, a = 40, s = 30, θ = 15.
    private static readonly (int Cells, int Active)[] Points = [(300, 128), (500, 128), (500, 256), (900, 256), (1500, 256)];
    private static readonly int[] MissThresholds = [8, 12, 16];

    /// <inheritdoc/>
    public override string Slug => "sparse-dendrites";

    /// <inheritdoc/>
    public override string Paper => "Ahmad, Hawkins: How do neurons operate on sparse distributed representations? A mathematical theory of sparsity, neurons and active dendrites. 2016, arXiv 1601.00720.";

    /// <inheritdoc/>
    public override string Data => "None: random patterns. Beyond the paper: sparse codes of the embedded MNIST images.";

    /// <inheritdoc/>
    public override string Differences => "The exponent of C1 and the setting of figure 5B could not be read; shared segments are also judged by the exact mixture over their size; C9 is the repository's neuron.";

    /// <inheritdoc/>
    public override bool UsesLibtorch => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims { get; } =
    [
        new("C1", "A small subsample recognises a large pattern almost without error.", "about one in 10¹² (exponent unreadable)", "n=10,000, a=300, s=30, θ=12.", "P(false match) < 1e-9, the paper's own measure of a safe segment; partly if < 1e-6."),
        new("C2", "And it tolerates corruption.", "P(miss) smaller than about 10⁻⁷", "a=300, s=30, θ=12; 60 of the active cells moved.", "P(miss) < 1e-7; partly if < 1e-6."),
        new("C3", "A million segments are still safe.", "better than 1 in a billion", "n=10,000, a=300, s=30, θ=15, M=10⁶.", "P(any false match) < 1e-9, as the paper words it; partly if it is not, but rounds to 1.0e-9 (two digits)."),
        new("C4", "Error falls faster than exponentially with n at fixed a, and not for dense codes.", "a=128: 0.292 at n=300, 1e-12 at about n=4,100; a=n/2: 0.005 to 0.0072", "s=24, θ=12, n = 300 to 19,900 (figure 5A).", "P(300) within 0.1 % of 0.292, P(4,100) within 1 % of 1e-12, a=256 below 1e-14 at n=19,900, dense never below 5e-3; and faster than exponentially: more than half of the steps of n lower log P by more than the step before. Partly without the last."),
        new("C5", "Error falls exponentially with s at θ = s/2.", "straight lines on a logarithmic axis (figure 5B; its numbers are not printed)", "s = 4 to 60; our n=2,000 and a=64, 128, 256.", "R² of log P over s at least 0.99 for each a; partly if at least 0.95."),
        new("C6", "Ten patterns on one segment are still reliable.", "1.7347431e-12", "n=20,000, a=100, s=25, θ=15, M=10 (equation 15).", "Equation 15 within 1e-6 of the figure, and exact mixture and equation 15 below 1e-9; partly if only the second."),
        new("C7", "The best threshold is 9 to 20; biology measured 8 to 20.", "median error crosses 1e-9 near θ=9", "210 settings of n, sparsity and s (figure 6, grid of the repository).", "Medians within 1e-10 of the repository's, first θ with a median ≤ 2e-9 is 9 and with ≤ 1e-9 is 10; partly if the first θ with ≤ 2e-9 lies in 8 to 20."),
        new("C8", "The formulas match simulation.", "indistinguishable, 10⁸ comparisons a point", "Figures 4A and 4B, and segments shared by several patterns.", "In every simulation of every seed |observed − predicted| ≤ 5 standard deviations (a count's variance taken as at least 10), and every printed number met within 1e-12 or its digits."),
        new("C9", "A linear unit with the same synapses loses clearly (Poirazi and Mel's comparison).", "figure unknown; must lose from 20 patterns on", "40 patterns, n=2,000, a=40, s=20, 10 of 40 active cells moved; the linear unit's threshold finds 99 % of the copies.", "Dendritic neuron: every copy found and no stranger of any seed taken; linear − dendritic false positives: mean ≥ 0.03 and interval above 0. Partly without the first."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, new SparseDendritesOptions { Comparisons = 20_000, MissComparisons = 10_000, Noise = [0.25, 0.6], SharedComparisons = 10_000, SharedPatterns = [1, 20], Strangers = 2000, Copies = 200, Images = 50 }, Seeds: 1, TimeSpan.FromSeconds(2), "10,000 to 20,000 comparisons a point."),
        new(PresetName.Quick, new SparseDendritesOptions(), Seeds: 3, TimeSpan.FromSeconds(10), "2·10⁶ comparisons a point of figure 4A, 10⁶ a point elsewhere; 2,000 images."),
        new(PresetName.Desk, Everything(50_000_000, 10_000_000), Seeds: 5, TimeSpan.FromMinutes(1), "5·10⁷ comparisons a point of figure 4A, 10⁷ a point of figure 4B, 10⁶ a number of sharing patterns; 10,000 images."),
        new(PresetName.Paper, Everything(100_000_000, 100_000_000), Seeds: 5, TimeSpan.FromMinutes(5), "10⁸ comparisons a point of figures 4A and 4B, as in the paper; 10⁶ a number of sharing patterns; 10,000 images."),
    ];

    private static SparseDendritesOptions Everything(int comparisons, int missComparisons) => new()
    {
        Comparisons = comparisons,
        MissComparisons = missComparisons,
        SharedPatterns = [.. Enumerable.Range(1, 40)],
        StoredPatterns = [1, 5, 10, 20, 30, 40, 60, 80],
        Copies = 100_000,
        Images = 10_000,
    };

    /// <inheritdoc/>
    protected override IEnumerable<DendriteArm> Arms(SparseDendritesOptions options) =>
    [
        .. Enum.GetValues<DendritePart>().Where(part => part <= DendritePart.Unions).Select(part => new DendriteArm(part)),
        new DendriteArm(DendritePart.RealCodes),
        .. Points.Select(point => new DendriteArm(DendritePart.FalseMatches, point.Cells, point.Active)),
        .. options.Noise.Distinct().Select(noise => new DendriteArm(DendritePart.Misses, 6000, 128, Noise: noise)),
        .. options.SharedPatterns.Distinct().Select(patterns => new DendriteArm(DendritePart.SharedSegments, 4000, 40, patterns)),
        .. options.StoredPatterns.Distinct().SelectMany(patterns => new[]
        {
            new DendriteArm(DendritePart.DendriticNeuron, Patterns: patterns), new DendriteArm(DendritePart.LinearNeuron, Patterns: patterns),
        }),
    ];

    /// <inheritdoc/>
    protected override TrialResult Run(DendriteArm arm, SparseDendritesOptions options, TrialContext context) => arm.Part switch
    {
        DendritePart.Tables => Formulas.Tables(),
        DendritePart.Headline => Formulas.Headline(),
        DendritePart.Curves => Formulas.Curves(),
        DendritePart.Thresholds => Formulas.ThresholdGrid(options),
        DendritePart.Unions => Formulas.Unions(options),
        DendritePart.FalseMatches => FalseMatches(arm, options, context),
        DendritePart.Misses => Misses(arm, options, context),
        DendritePart.SharedSegments => SharedSegments(arm, options, context),
        DendritePart.DendriticNeuron => new NeuronTest(arm.Patterns, options, context).Dendritic(),
        DendritePart.LinearNeuron => new NeuronTest(arm.Patterns, options, context).Linear(),
        _ => CodeTest.Run(options, context),
    };

    private static TrialResult FalseMatches(DendriteArm arm, SparseDendritesOptions options, TrialContext context)
    {
        const int synapses = 24, threshold = 12;
        var found = MatchSimulation.FalseMatches(arm.Cells, arm.Active, synapses, options.Comparisons, context.Stream(arm.Name), stop: context.Stop);
        var predicted = SdrTheory.FalseMatchProbability(arm.Cells, arm.Active, synapses, threshold);
        return SimulationResult.Of(found, [("", found.Matches(threshold), predicted, SimulationResult.Independent(predicted, found))]);
    }

    private static TrialResult Misses(DendriteArm arm, SparseDendritesOptions options, TrialContext context)
    {
        const int synapses = 30;
        var moved = (int)Math.Round(arm.Noise * arm.Active);
        var found = MatchSimulation.CorruptedMatches(arm.Cells, arm.Active, synapses, moved, options.MissComparisons, context.Stream(arm.Name), stop: context.Stop);
        return SimulationResult.Of(found, MissThresholds.Select(threshold =>
        {
            var predicted = SdrTheory.FalseNegativeProbability(arm.Active, synapses, threshold, moved);
            return ($", θ={threshold}", found.Misses(threshold), predicted, SimulationResult.Independent(predicted, found));
        }));
    }

    private static TrialResult SharedSegments(DendriteArm arm, SparseDendritesOptions options, TrialContext context)
    {
        const int synapses = 30, threshold = 15;
        var found = MatchSimulation.UnionMatches(arm.Cells, arm.Active, synapses, arm.Patterns, options.SharedComparisons, context.Stream(arm.Name), stop: context.Stop);
        var predicted = SdrTheory.UnionFalseMatch(arm.Cells, arm.Active, synapses, threshold, arm.Patterns);
        return SimulationResult.Of(found, [("", found.Matches(threshold), predicted.Probability, MatchSimulation.UnionVariance(predicted, found))]);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<DendriteArm> trials, SparseDendritesOptions options) => SparseDendritesJudge.Judge(trials);

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<DendriteArm> trials, SparseDendritesOptions options) => SparseDendritesFigures.Draw(trials);
}
