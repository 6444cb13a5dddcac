using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;
using Glia.Memories;

namespace Glia.Studies.MultitaskingHopfield;

/// <summary>Does an associative memory whose patterns have blank entries recall several patterns at once, and does a teacher help it to learn them?</summary>
/// <remarks>Patterns with a share d of blank entries are stored by Hebb's rule; the network is shown one of them, and comes to rest or is run with noise. What it recalls is set
/// beside closed forms and the self-consistency equations of large networks. Then the patterns are learned from noisy examples, with and without a teacher.</remarks>
public sealed class Study : Study<MultitaskingHopfieldOptions, MemoryArm>
{
    internal const int ThreePatterns = 3;
    internal const double JudgedNoisyStrong = 0.8;
    internal const double JudgedNoisyWeak = 0.5;
    internal const double BeyondBorder = 0.65;

    /// <inheritdoc/>
    public override string Slug => "multitasking-hopfield";

    /// <inheritdoc/>
    public override string Paper =>
        "Elena Agliari, Andrea Alessandrelli, Adriano Barra, Federico Ricci-Tersenghi: Parallel Learning by Multitasking Neural Networks, 2023, J. Stat. Mech., arXiv 2308.04106.";

    /// <inheritdoc/>
    public override string Data => "Random patterns, drawn for each seed; prototypes of the embedded MNIST digits beside them.";

    /// <inheritdoc/>
    public override string Differences =>
        "Of the paper only the abstract could be read: normalisations are from memory, borders of the hierarchical and the parallel state are derived here and agree with simulations. "
        + "Rules were written down knowing a prototype's figures, and are judged on fresh seeds.";

    /// <inheritdoc/>
    public override bool UsesLibtorch => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims { get; } =
    [
        new("C1", "With few blanks the signals are graded, as a power of the dilution.", "m_k = (1−d) d^(k−1)", "no noise, dilution at least 0.1 below the border of the hierarchy",
            "every network's first three amplitudes within 3·√(K/N) + 0.01 of the formula; partly if at least nine in ten networks"),
        new("C2", "Beyond the border the hierarchy gives way.", "border from 1 − 2d + d^K = 0 (derived)", "K=5, d=0.65, no noise",
            "first amplitude below the hierarchy's by ≥ 0.015 and the sum of the third to fifth above by ≥ 0.05, both intervals above 0; partly if one"),
        new("C3", "With many blanks and noise all signals are equal.", "m_1 = … = m_K; border at d = 2/3 near the critical temperature (derived)", "K=3, T/Tc = 0.909 by the equations, 0.667 by networks",
            "the state of least free energy is parallel at d ≥ 0.7 and a single pattern at d ≤ 0.6, and networks' last amplitude over the first is ≥ 0.7 at d=0.8 and ≤ 0.25 at d=0.5; partly if some hold"),
        new("C4", "Without blanks one pattern is recalled at a time.", "m = (1, 0, 0, …)", "d=0, K=3, one pattern shown", "the mean of the second amplitude < 0.06 and of the first ≥ 0.99; partly if one"),
        new("C5", "A teacher changes nothing: both Hebbian rules perform alike and have one threshold.", "same curves", "K=3, d=0.25, r=0.2",
            "largest mean distance of the first amplitudes over M ≥ 20 ≤ 0.05, and the numbers of examples at which they reach 0.8 (1−d) within a factor 1.3; partly if one"),
        new("C6", "Minimising the energy minimises the losses of all patterns at once.", "identity", "all recalls without noise",
            "−H/N = ½ Σ (n² − L₊ L₋) less the self-products, to 1e-9 in every network, and no sweep raises the energy"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, Smallest, Seeds: 1, TimeSpan.FromSeconds(1), "400 neurons, few dilutions."),
        new(PresetName.Quick, new MultitaskingHopfieldOptions { MapSteps = 12 }, Seeds: 5, TimeSpan.FromSeconds(10), "4,000 neurons, seven dilutions, 3 and 5 patterns; learning with 2,000 neurons and up to 321 examples."),
        new(PresetName.Desk, new MultitaskingHopfieldOptions(), Seeds: 20, TimeSpan.FromMinutes(1), "As quick with 20 seeds, and a phase map of 40 × 40 points."),
        new(PresetName.Paper, new MultitaskingHopfieldOptions { Neurons = 20_000, LearningNeurons = 10_000, Sweeps = 1000 }, Seeds: 20, TimeSpan.FromMinutes(20), "20,000 neurons, 10,000 for learning, 1,000 sweeps with noise."),
    ];

    private static MultitaskingHopfieldOptions Smallest => new()
    {
        Neurons = 400,
        LearningNeurons = 400,
        Dilutions = [0.3, BeyondBorder],
        NoisyDilutions = [JudgedNoisyWeak, JudgedNoisyStrong],
        Temperatures = [0.909],
        Sweeps = 20,
        Examples = [5, 21, 81],
        MapSteps = 4,
    };

    /// <inheritdoc/>
    protected override IEnumerable<MemoryArm> Arms(MultitaskingHopfieldOptions options) =>
    [
        .. options.Patterns.SelectMany(_ => options.Dilutions, (patterns, dilution) => new MemoryArm(MemoryPart.Recall, patterns, dilution)),
        .. options.Dilutions.Contains(0) && options.Patterns.Contains(ThreePatterns) ? Array.Empty<MemoryArm>() : [new MemoryArm(MemoryPart.Recall, ThreePatterns)],
        new MemoryArm(MemoryPart.RecallOfMixture, ThreePatterns),
        .. options.NoisyDilutions.Select(dilution => new MemoryArm(MemoryPart.Noise, ThreePatterns, dilution, options.SimulatedTemperature)),
        .. options.Temperatures.Append(options.SimulatedTemperature).Distinct().SelectMany(_ => options.NoisyDilutions, (temperature, dilution) => new MemoryArm(MemoryPart.Theory, ThreePatterns, dilution, temperature)),
        .. Enum.GetValues<HebbianRule>().SelectMany(_ => options.Examples, (rule, examples) => new MemoryArm(MemoryPart.Learning, ThreePatterns, options.LearningDilution, 0, examples, rule)),
        new MemoryArm(MemoryPart.Digits, ThreePatterns, 0, 0, options.Examples.Max()),
        .. options.MapSteps == 0 ? Array.Empty<MemoryArm>() : [new MemoryArm(MemoryPart.PhaseMap, ThreePatterns)],
    ];

    /// <inheritdoc/>
    protected override TrialResult Run(MemoryArm arm, MultitaskingHopfieldOptions options, TrialContext context) => new MemoryTrial(arm, options, context).Run();

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<MemoryArm> trials, MultitaskingHopfieldOptions options) => new MemoryFindings(trials, options).All();

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<MemoryArm> trials, MultitaskingHopfieldOptions options) => new MemoryFigures(trials, options).All();
}
