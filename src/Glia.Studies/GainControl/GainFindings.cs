using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.GainControl;

/// <summary>The rules of the claims; the thresholds are those of <see cref="Study.Claims"/>, written down before any judged run.</summary>
internal sealed class GainFindings(TrialTable<GainArm> trials, GainControlOptions options)
{
    private const double Exact = 1e-9;
    private const double Optimal = 1e-6;

    private readonly GainArm _arm = Study.Main(options);
    private readonly TrialTable<GainArm> _main = trials.Of(Study.Main(options).Name);
    private readonly TrialTable<GainArm> _uncoupled = trials.Of((Study.Main(options) with { Strength = 0 }).Name);

    public IEnumerable<Finding> All()
    {
        if (_main.Rows.Count > 0 && _uncoupled.Rows.Count > 0)
        {
            Finding[] findings = [Maxima(), Minima(), Repulsion(), Decorrelation(), Analytic(), SpecialCase(), Recordings(), Pattern()];
            foreach (var finding in findings)
            {
                yield return finding;
            }
        }
    }

    private Finding Maxima()
    {
        var fall = Of(row => 1 - row["adapterPeak"]);
        return new Finding("C1a", "fall of the peak of the neuron that prefers the adapter", fall, Rule.AtLeast(fall, 0.05))
        {
            PValue = fall.PValue,
            Note = $"its gain {Brief("adapterGain")}; with adapting synapses instead the peak changes to {Brief("synapses adapterPeak")} of what it was",
        };
    }

    private Finding Minima()
    {
        var (minimum, orthogonal) = (Of(row => row["largestMinimum"] - 1), Of(row => row["orthogonalPeak"] - 1));
        return new Finding("C1b", "largest rise of a neuron's minimum", minimum, Rule.AllOf(Rule.AtLeast(minimum, 0.02) == Verdict.Reproduced, orthogonal.Lower > 0))
        {
            PValue = minimum.PValue,
            Note = $"rise of the peak of the neuron orthogonal to the adapter {EstimateFormat.Brief(orthogonal)}",
        };
    }

    private Finding Repulsion()
    {
        var shift = Of(row => row["repulsion"]);
        var still = _uncoupled.Rows.All(row => row["largestShift"] < Exact);
        var (strengths, probabilities) = (ByStrength(), ByProbability());
        var verdict = Rule.AtLeast(shift, 0.3);
        var whole = still && strengths.Count > 2 && probabilities.Count > 1 && Grows(strengths) && Grows(probabilities);
        return new Finding("C1c", "mean shift of neurons 10 to 40° from the adapter, away from it, in degrees", shift, Rule.PartlyUnless(verdict, whole))
        {
            PValue = shift.PValue,
            Note = $"by vector sums {Brief("vectorRepulsion")}, of Poisson spikes {Brief("noisyRepulsion")}; without connections at most {EstimateFormat.Number(_uncoupled.Rows.Max(row => row["largestShift"]), 2)}°; "
                + $"over the strength {Course(strengths)}; over the adapter's probability {Course(probabilities)}; broad inhibition {Text(trials.Where(arm => arm.Setting == GainSetting.BroadInhibition).Mean("repulsion"))}; "
                + $"adapting synapses {Brief("synapses repulsion")}",
        };
    }

    private Finding Decorrelation()
    {
        var power = Of(row => row["offDiagonal"] - row["offDiagonalBefore"]);
        var correlation = Of(row => row["correlation"] - row["correlationBefore"]);
        var flatness = Of(row => row["unevenness"] / row["unevennessBefore"]);
        return new Finding("C1d", "off-diagonal power of the covariance, after − before", power, Rule.AllOf(power.Upper < 0, correlation.Upper < 0, flatness.Mean <= 0.5))
        {
            PValue = power.PValue,
            Note = $"mean |correlation| {Brief("correlationBefore")}, change {EstimateFormat.Brief(correlation)}; spread of mean responses after over before {EstimateFormat.Brief(flatness)}; "
                + $"adapting synapses: power {Brief("synapses offDiagonal")}, spread {Brief("synapses unevenness")}, from {Brief("offDiagonalBefore")} and {Brief("unevennessBefore")}",
        };
    }

    private Finding Analytic()
    {
        var networks = trials.Where(arm => arm.Setting != GainSetting.Measured).Rows;
        var (gradient, better) = (networks.Max(row => row["largestGradient"]), networks.Sum(row => row["betterNearby"]));
        return new Finding("C2", "largest gradient at the optimum, all networks", Estimate.Exact(gradient), Rule.Holds(gradient <= Optimal && better == 0))
        {
            Note = FormattableString.Invariant($"{networks.Count} networks and objectives; gains nearby that were better: {better}"),
        };
    }

    private Finding SpecialCase()
    {
        double Largest(string metric) => _uncoupled.Rows.Max(row => row[metric]);
        var error = Largest("closedFormError");
        return new Finding("C3", "largest distance of gains from the closed form, without connections", Estimate.Exact(error),
            Rule.Holds(error <= Optimal && Largest("largestShift") < Exact && Largest("correlationChange") < Exact))
        {
            Note = $"shifts at most {EstimateFormat.Number(Largest("largestShift"), 2)}°, correlation coefficients change by {EstimateFormat.Number(Largest("correlationChange"), 2)} at most",
        };
    }

    private Finding Recordings()
    {
        if (trials.Where(arm => arm.Setting == GainSetting.Measured).Rows is not [var row])
        {
            return Finding.NotTested("C4", "The recordings are not public; give your own tuning curves with controlCurves and adaptedCurves.");
        }

        return new Finding("C4", "correlation of predicted and measured changes", Estimate.Exact(row["changeCorrelation"]), Rule.AllOf(row["changeCorrelation"] >= 0.5, row["errorShare"] <= 0.5))
        {
            Note = $"squared error {EstimateFormat.Number(row["errorShare"], 3)} of that of no change",
        };
    }

    private Finding Pattern()
    {
        var difference = Of(row => row["repulsion"] - row["shuffled repulsion"]);
        return new Finding("C5", "shift with fitted gains − with the same gains shuffled, in degrees", difference, Rule.AtLeast(difference, 0.3)) { PValue = difference.PValue };
    }

    internal IReadOnlyList<(double Value, Estimate Shift)> ByStrength() =>
        Course(arm => arm.Setting == GainSetting.Different && arm with { Strength = _arm.Strength } == _arm, arm => arm.Strength);

    internal IReadOnlyList<(double Value, Estimate Shift)> ByProbability() =>
        Course(arm => arm.Setting == GainSetting.Different && arm with { AdapterProbability = _arm.AdapterProbability } == _arm, arm => arm.AdapterProbability);

    private IReadOnlyList<(double Value, Estimate Shift)> Course(Func<GainArm, bool> condition, Func<GainArm, double> value) =>
        [.. trials.Where(condition).Arms.OrderBy(value).Select(arm => (value(arm), trials.Of(arm.Name).Mean("repulsion")!.Value))];

    private static string Course(IReadOnlyList<(double Value, Estimate Shift)> course) =>
        string.Join(", ", course.Select(point => FormattableString.Invariant($"{point.Value}: {point.Shift.Mean:0.00}°")));

    private static bool Grows(IReadOnlyList<(double Value, Estimate Shift)> course) => course.Zip(course.Skip(1)).All(pair => pair.Second.Shift.Mean > pair.First.Shift.Mean);

    private Estimate Of(Func<TrialRow<GainArm>, double> value) => Estimate.FromSample([.. _main.Rows.Select(value)]);

    private string Brief(string metric) => Text(_main.Mean(metric));

    private static string Text(Estimate? estimate) => estimate is { } known ? EstimateFormat.Brief(known) : "unknown";
}
