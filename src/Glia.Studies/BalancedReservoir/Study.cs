using Glia.Lab.Figures;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.BalancedReservoir;

/// <summary>Does a reservoir get better when each neuron balances its own excitation and inhibition, compared with tuning one knob for all?</summary>
/// <remarks>
/// A seed is a draw of connections, weights and task series, the same for all arms. Every method is tuned in the same way: for each seed, the setting with the best mean over the
/// other seeds counts. So no setting is chosen on the seed that it is judged by.
/// </remarks>
public sealed class Study : Study<BalancedReservoirOptions, ReservoirArm>
{
    private const string Abstract = "abstract; sizes and tasks of the figures unknown";

    /// <summary>The shift that stands for an excitation-dominated reservoir.</summary>
    internal const double ExcitationDominated = -0.4;

    /// <inheritdoc/>
    public override string Slug => "balanced-reservoir";

    /// <inheritdoc/>
    public override string Paper => "Srinivasan, Plenz, Girvan: Boosting Reservoir Computing with Brain-inspired Adaptive Dynamics, 2025, arXiv 2504.12480; its body could not be read.";

    /// <inheritdoc/>
    public override string Data => "Generated: random inputs, NARMA-10, Mackey–Glass, Lorenz; your own series with series=<file>.";

    /// <inheritdoc/>
    public override string Differences =>
        "Only the abstract and summaries could be read: equations follow a re-implementation that cites them, with its weights and the sign of its one-step design corrected (derived anew, "
        + "so that the targets are an exact fixed point). Connections are drawn at random with the mean degree, so that there is something to repair. Thresholds are ours: they were set beside a "
        + "prototype of two seeds (N=200, other degree and input), and stood before any run of this study. The paper's sizes and the denominator of its 130 % are unknown.";

    /// <inheritdoc/>
    public override bool UsesLibtorch => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Claim> Claims { get; } =
    [
        new("C1", "Reservoirs work best balanced or slightly over-inhibited; excitation-dominated ones are worse.", "direction", Abstract,
            "memory capacity at the best balance of 0 to 0.5 over that at −0.4: ≥ 1.15, interval above 1, at slopes 2 and 5 each, and the best balance of all ≥ 0 for every seed; partly if some hold"),
        new("C2a", "Local adaptation of inhibition beats globally tuned reservoirs.", "direction", Abstract,
            "tuned local over tuned global: memory capacity ≥ 1.15 times with its interval above 1, and NARMA-10 error ≤ 0.9 times with its interval below 1; partly if one"),
        new("C2b", "The gain is up to 130 %.", "up to 130 %; which task, size and denominator unknown", Abstract,
            "largest gain of the tuned local reservoir over the tuned global one, of all tasks (capacity ratio − 1, inverse error ratio − 1), whose interval lies above 0, ≥ 130 %; partly if only over the balanced untuned or the excitation-dominated one"),
        new("C3", "Different target rates for different neurons need less tuning.", "direction", Abstract,
            "regret = mean over slopes and input fractions of the worse loss of the two tasks, relative to the best target there; homogeneous − heterogeneous above 0 with its interval, both with their best constant; partly if only in the mean"),
        new("C4", "A one-step design gives the balanced weights without iterating.", "-", "a summary",
            "|mean rate − target| ≤ 0.05 and |1 − capacity over that of iteration| ≤ 0.1, both in the mean over slopes and targets; partly if one"),
        new("C5", "It is each neuron's own factor that helps.", "not stated; our control", "generated inputs",
            "memory capacity, tuned local − tuned reservoir with the mean of the local factors, above 0 with its interval; partly if only in the mean"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Preset> Presets { get; } =
    [
        new(PresetName.Smoke, new BalancedReservoirOptions
        {
            Units = 60, Degree = 12, Slopes = [5], InputFractions = [0.3], Balances = [-0.4, 0], Rates = [0.35], BetaShapes = [4], SpectralRadii = [0.9], EchoStateScalings = [0.5],
            TrainSteps = 600, TestSteps = 300, AdaptationSteps = 200, Delays = 30, ChaoticSeries = true,
        }, Seeds: 1, TimeSpan.FromSeconds(3), "60 neurons, one setting of each method."),
        new(PresetName.Quick, new BalancedReservoirOptions(), Seeds: 8, TimeSpan.FromMinutes(1), "200 neurons of degree 20; memory capacity and NARMA-10; eight draws."),
        new(PresetName.Desk, new BalancedReservoirOptions { Units = 300, Degree = 30, Delays = 150, InputScalings = [0.5, 0.2], ChaoticSeries = true }, Seeds: 5, TimeSpan.FromMinutes(10),
            "300 neurons of degree 30, two sizes of input; also Mackey–Glass and Lorenz; five draws."),
        new(PresetName.Paper, new BalancedReservoirOptions { Units = 500, Degree = 50, Delays = 250, InputScalings = [0.5, 0.2], TrainSteps = 10_000, TestSteps = 5000, ChaoticSeries = true }, Seeds: 10, TimeSpan.FromHours(2),
            "500 neurons of degree 50, the size of the re-implementation; the paper's own is unknown."),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<ReservoirArm> Arms(BalancedReservoirOptions options)
    {
        var fraction = options.InputFractions[0];
        foreach (var scaling in options.InputScalings.Distinct())
        {
            foreach (var slope in options.Slopes.Distinct())
            {
                ReservoirArm Arm(ReservoirMethod method, double parameter) => new(method, parameter, slope, fraction, scaling);
                foreach (var arm in options.Balances.Distinct().Select(balance => Arm(ReservoirMethod.GlobalBalance, balance)).Concat(options.Rates.Distinct().SelectMany(rate => new[]
                {
                    Arm(ReservoirMethod.Local, rate), Arm(ReservoirMethod.OneStep, rate), Arm(ReservoirMethod.MeanOfLocal, rate), Arm(ReservoirMethod.IntrinsicPlasticity, rate),
                })).Concat(options.BetaShapes.Distinct().Select(shape => Arm(ReservoirMethod.LocalHeterogeneous, shape))))
                {
                    yield return arm;
                }
            }
        }

        foreach (var arm in OtherFractions(options).Concat(EchoStates(options)))
        {
            yield return arm;
        }
    }

    /// <inheritdoc/>
    protected override TrialResult Run(ReservoirArm arm, BalancedReservoirOptions options, TrialContext context) => new ReservoirTrial(arm, options, context).Run();

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Judge(TrialTable<ReservoirArm> trials, BalancedReservoirOptions options) => new ReservoirFindings(trials, options).All();

    /// <inheritdoc/>
    protected override IEnumerable<Figure> Draw(TrialTable<ReservoirArm> trials, BalancedReservoirOptions options) => new ReservoirFigures(trials, options).All();

    /// <summary>Whether a shift of the balance stands for balanced or slightly over-inhibited.</summary>
    internal static bool IsBalanced(double shift) => shift is >= 0 and <= 0.5;

    // Heterogeneity is judged over more settings than the rest.
    private static IEnumerable<ReservoirArm> OtherFractions(BalancedReservoirOptions options) =>
        from fraction in options.InputFractions.Distinct().Skip(1)
        from slope in options.Slopes.Distinct()
        from target in options.Rates.Distinct().Select(rate => (Method: ReservoirMethod.Local, Parameter: rate)).Concat(options.BetaShapes.Distinct().Select(shape => (Method: ReservoirMethod.LocalHeterogeneous, Parameter: shape)))
        select new ReservoirArm(target.Method, target.Parameter, slope, fraction, options.InputScalings[0]);

    private static IEnumerable<ReservoirArm> EchoStates(BalancedReservoirOptions options) =>
        from radius in options.SpectralRadii.Distinct()
        from scaling in options.EchoStateScalings.Distinct()
        select new ReservoirArm(ReservoirMethod.EchoState, radius, 0, options.InputFractions[0], scaling);
}
