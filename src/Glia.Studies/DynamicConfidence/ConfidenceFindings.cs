using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.DynamicConfidence;

/// <summary>The rules of the claims; the thresholds are those of <see cref="Study.Claims"/>, written down before any run.</summary>
internal sealed class ConfidenceFindings(TrialTable<ConversionArm> trials)
{
    /// <summary>Accuracy that may be lost, 0.2 percentage points.</summary>
    public const double AllowedLoss = 0.002;

    private const double LatencyShare = 0.70;
    private const double Advantage = 0.005;
    private const double AllowedChange = 0.003;
    private const double SpikesApart = 0.10;

    // Means of shares over samples and seeds: the last bits must not decide.
    private const double Rounding = 1e-9;

    private readonly TrialTable<ConversionArm> _main = trials.Of(ConversionArm.Main);

    public IEnumerable<Finding> All() => _main.Rows.Count == 0 ? [] : [Saving(), OverFixed(), OverRandom(), Oracle(), Robust(), Spikes(), Control()];

    private Finding Saving()
    {
        var (ratio, loss) = (Estimate(row => row["latency"] / row["equivalentLatency"]), Estimate(row => row["accuracy"] - row["fixedAccuracy"]));
        var (fast, exact) = (ratio.Mean <= LatencyShare + Rounding, loss.Mean >= -AllowedLoss - Rounding);
        return new Finding("C1", "mean latency over T_eq", ratio, Rule.AllOf(fast, exact))
        {
            Note = $"accuracy {Points(loss)} against T = {_main.Rows[0].Result.Arrays["fixedCurve"].Values.Count} ({Brief("accuracy")} and {Brief("fixedAccuracy")}); "
                + $"mean latency {Brief("latency")}, T_eq {Brief("equivalentLatency")}; saved of all T steps: {Percent(Estimate(row => 1 - (row["latency"] / Steps(row))))}{Others()}{Doubts()}",
        };
    }

    // What CalibrationAdvice says of a calibration set: few images, a class missing, an output that does not improve.
    private string Doubts() => _main.Rows.Count(row => row.Result.Metrics.GetValueOrDefault("calibrationDoubts") > 0) is > 0 and var doubtful
        ? $"; the calibration set is doubtful in {doubtful} of {_main.Rows.Count} trials (few images, a class missing, or an output that does not improve with time)"
        : "";

    private Finding OverFixed()
    {
        var difference = Estimate(row => row["accuracy"] - row["sameLatencyAccuracy"]);
        return new Finding("C2", "accuracy − that of fixed T at the same mean latency, rounded up", difference, Rule.AtLeast(difference, 0))
        {
            PValue = difference.PValue,
            Note = $"other criteria, chosen alike: {string.Join("; ", ConfidenceFigures.OtherCriteria.Select(name => $"{ConfidenceFigures.Words(name)} {Brief(name + "Accuracy")} at {Brief(name + "Latency")} steps"))}",
        };
    }

    private Finding OverRandom()
    {
        var difference = Estimate(row => row["accuracy"] - row["randomAccuracy"]);
        return new Finding("C3", "accuracy − that of stopping at random with the same latencies", difference, Rule.AtLeast(difference, Advantage - Rounding))
        {
            PValue = difference.PValue,
        };
    }

    private Finding Oracle()
    {
        var accurate = trials.Rows.All(row => row["oracleAccuracy"] >= row["fixedAccuracy"]);
        var safe = trials.Rows.All(row => row["oracleLatency"] < row["latency"]);
        var bold = trials.Rows.All(row => row["oracleLatencyMissesFirst"] < row["latency"]);
        return new Finding("C4", "accuracy of the oracle − that at T", Estimate(row => row["oracleAccuracy"] - row["fixedAccuracy"]),
            !accurate || !bold ? Verdict.NotReproduced : safe ? Verdict.Reproduced : Verdict.Partly)
        {
            Note = $"oracle: accuracy {Brief("oracleAccuracy")} at {Brief("oracleLatency")} steps where samples that are never right count T, {Brief("oracleLatencyMissesFirst")} where they count 1; "
                + $"first step from which the answer stays: {Brief("stableOracleLatency")}",
        };
    }

    private Finding Robust()
    {
        var change = Estimate(row => row["windowChange"]);
        return new Finding("C5", "largest change of accuracy within c_th ± 0.05", change, Rule.Holds(change.Mean <= AllowedChange + Rounding)) { Note = $"c_th {Brief("threshold")}, α {Brief("temperature")}" };
    }

    private Finding Spikes()
    {
        var apart = Estimate(row => (1 - (row["spikes"] / row["fixedSpikes"])) - (1 - (row["latency"] / Steps(row))));
        return new Finding("C6", "share of spikes saved − share of steps saved", apart, Rule.Holds(Math.Abs(apart.Mean) <= SpikesApart + Rounding))
        {
            Note = $"spikes a neuron {Brief("fixedSpikes")} → {Brief("spikes")}; synaptic operations a sample {Brief("fixedOperations")} → {Brief("operations")}",
        };
    }

    // The control must fail the rule of C1.
    private Finding Control()
    {
        var (ratio, loss) = (Estimate(row => row["controlLatency"] / row["equivalentLatency"]), Estimate(row => row["controlAccuracy"] - row["fixedAccuracy"]));
        return new Finding("C7", "mean latency over T_eq, stopped by another sample's confidence", ratio, Rule.Holds(!(ratio.Mean <= LatencyShare + Rounding && loss.Mean >= -AllowedLoss - Rounding)))
        {
            Note = $"accuracy {Points(loss)} against T, mean latency {Brief("controlLatency")}"
                + (Saving().Verdict == Verdict.Reproduced ? "" : "; a sample's own confidence does not pass the rule of C1 either, so that this alone says little"),
        };
    }

    private string Others()
    {
        var others = trials.Where(arm => arm.Name != ConversionArm.Main);
        return string.Concat(others.Arms.Select(arm =>
        {
            var rows = others.Of(arm.Name).Rows;
            var ratio = Lab.Statistics.Estimate.FromSample([.. rows.Select(row => row["latency"] / row["equivalentLatency"])]);
            var loss = Lab.Statistics.Estimate.FromSample([.. rows.Select(row => row["accuracy"] - row["fixedAccuracy"])]);
            return $"; {arm.Name}: {EstimateFormat.Brief(ratio)} of T_eq, accuracy {Points(loss)}";
        }));
    }

    private Estimate Estimate(Func<TrialRow<ConversionArm>, double> value) => Lab.Statistics.Estimate.FromSample([.. _main.Rows.Select(value)]);

    private string Brief(string metric) => EstimateFormat.Brief(_main.Mean(metric)!.Value);

    private static int Steps(TrialRow<ConversionArm> row) => row.Result.Arrays["fixedCurve"].Values.Count;

    private static string Points(Estimate share) => FormattableString.Invariant($"{100 * share.Mean:+0.00;−0.00;0.00} percentage points");

    private static string Percent(Estimate share) => FormattableString.Invariant($"{100 * share.Mean:0.0} %");
}
