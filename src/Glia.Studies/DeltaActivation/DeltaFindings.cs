using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.DeltaActivation;

/// <summary>The rules of the claims; the thresholds are those of <see cref="Study.Claims"/>, written down before any judged run.</summary>
internal sealed class DeltaFindings(TrialTable<ClipArm> trials, DeltaActivationOptions options)
{
    /// <summary>Accuracy that may be lost, two percentage points.</summary>
    public const double AllowedLoss = 0.02;

    private const double DensityShare = 1.0 / 3;
    private const double Recovered = 0.01;
    private const double ShuffledRise = 1.5;
    private const double OperationsApart = 0.02;

    private readonly TrialTable<ClipArm> _main = trials.Of(Study.Main(options).Name);

    public IEnumerable<Finding> All() => _main.Rows.Count == 0 ? [] : [Sparser(), Recovers(), OverSpatial(), OverPostHoc(), FromStart(), Memory(), Exact(), Counted(), Time(), Sign(), Ucf()];

    private Finding Sparser()
    {
        var share = Share(ClipMethod.Delta);
        var (sparse, exact) = (_main.Rows.All(row => Share(row, ClipMethod.Delta) <= DensityShare), Loss(ClipMethod.Delta).Mean <= AllowedLoss);
        return new Finding("C1a", "density of changes, weighted by operations, over that of the plain network's activations", share, Rule.AllOf(sparse, exact))
        {
            Note = $"{Brief(ClipMethod.Delta + "Density")} and {Brief(ClipMethod.Dense + "Density")}; not weighted {Brief(ClipMethod.Delta + "PlainDensity")} and {Brief(ClipMethod.Dense + "PlainDensity")}; "
                + $"accuracy lost {Points(Loss(ClipMethod.Delta))} of {Brief(ClipMethod.Dense + "Accuracy")}; sp_rate {Chosen(ClipMethod.Delta)}{OtherFilms()}",
        };
    }

    private Finding Recovers()
    {
        var (strong, longer) = (Loss(ClipMethod.Strong), Loss(ClipMethod.Longer));
        var back = longer.Mean <= Math.Max(Recovered, strong.Mean / 2);
        var sparse = _main.Rows.All(row => Share(row, ClipMethod.Longer) <= DensityShare);
        return new Finding("C1b", "accuracy lost after training on with a hundredth of the largest sp_rate", longer, Rule.AllOf(back, sparse))
        {
            Note = $"lost before {Points(strong)}; weighted density over the plain network's {EstimateFormat.Brief(Share(ClipMethod.Strong))} before, {EstimateFormat.Brief(Share(ClipMethod.Longer))} after",
        };
    }

    private Finding OverSpatial() => Versus("C2a", "weighted density, L1 − delta, each at its largest strength that loses at most two points", ClipMethod.Spatial);

    private Finding OverPostHoc()
    {
        var finding = Versus("C2b", "weighted density, quantised without training − delta, chosen alike", ClipMethod.PostHoc);
        return finding with { Note = finding.Note + $"; frozen steps {Rival(ClipMethod.Frozen)}; delta network's threshold {Rival(ClipMethod.Threshold)}" };
    }

    private Finding Versus(string claim, string quantity, string rival)
    {
        var difference = Of(row => row[rival + "Density"] - row[ClipMethod.Delta + "Density"]);
        var always = _main.Rows.All(row => row[rival + "Density"] > row[ClipMethod.Delta + "Density"]);
        var fair = Loss(ClipMethod.Delta).Mean <= Math.Max(AllowedLoss, Loss(rival).Mean);
        return new Finding(claim, quantity, difference, Rule.Graded(always && difference.Lower > 0 && fair, difference.Mean > 0 && fair)) { PValue = difference.PValue, Note = $"delta {Rival(ClipMethod.Delta)}; rival {Rival(rival)}" };
    }

    private Finding FromStart()
    {
        var share = Share(ClipMethod.FromStart);
        return new Finding("C3", "weighted density over the plain network's, delta activations from the first epoch on", share,
            Rule.AllOf(_main.Rows.All(row => Share(row, ClipMethod.FromStart) <= DensityShare), Loss(ClipMethod.FromStart).Mean <= AllowedLoss))
        {
            Note = $"accuracy lost {Points(Loss(ClipMethod.FromStart))}; as refinement {EstimateFormat.Brief(Share(ClipMethod.Delta))} and {Points(Loss(ClipMethod.Delta))}",
        };
    }

    private Finding Memory()
    {
        var share = (double)ResidualNetworkState.Sums / ResidualNetworkState.Parameters;
        return new Finding("C4", "sums of all convolutions over parameters, ResNet50 at 224 × 224", Estimate.Exact(share), Rule.Holds(share is >= 0.35 and <= 0.45))
        {
            Note = FormattableString.Invariant($"{ResidualNetworkState.Sums:N0} sums, {ResidualNetworkState.Parameters:N0} parameters; what was sent last is as much again where it is kept at full width; this study's small network {Brief("stateOverParameters")}"),
        };
    }

    private Finding Exact()
    {
        var difference = Of(row => row["logitDifference"]);
        var same = _main.Rows.All(row => row["answersApart"] == 0);
        return new Finding("C5", "largest difference of a logit, by events − by whole frames", difference, Rule.AllOf(_main.Rows.All(row => row["logitDifference"] <= EventRun.Tolerance), same))
        {
            Note = $"films with a difference above 1e-4: {Brief("filmsApart")} of all; answers that differ: {_main.Rows.Sum(row => row["answersApart"])}; accuracy by events {Brief("eventAccuracy")}",
        };
    }

    private Finding Counted()
    {
        var ratio = Of(row => row["operations"] / row["expectedOperations"]);
        return new Finding("C6", "multiply-accumulates made over changes · fan-out, borders counted", ratio, Rule.Holds(_main.Rows.All(row => Math.Abs((row["operations"] / row["expectedOperations"]) - 1) <= OperationsApart)))
        {
            Note = $"{Brief("operations")} a frame; over density · dense ones, with the mean fan-out, {EstimateFormat.Brief(Of(row => row["operations"] / row["averageOperations"]))}",
        };
    }

    private Finding Time()
    {
        var rise = Of(row => row["shuffledDensity"] / row[ClipMethod.Delta + "Density"]);
        return new Finding("C7", "weighted density with shuffled frames over that in order", rise, Rule.Holds(_main.Rows.All(row => row["shuffledDensity"] >= ShuffledRise * row[ClipMethod.Delta + "Density"])));
    }

    private Finding Sign()
    {
        var natural = Of(row => row["naturalStepGrowth"]);
        return new Finding("C8", "step after training over step before, natural sign", natural, Rule.AllOf(_main.Rows.All(row => row["naturalStepGrowth"] < 1), _main.Rows.All(row => row["stepGrowth"] > row["naturalStepGrowth"])))
        {
            Note = $"with the paper's sign {Brief("stepGrowth")}",
        };
    }

    private Finding Ucf()
    {
        var rows = trials.Where(arm => arm.Source == ClipSource.Ucf101).Rows;
        if (rows.Count == 0)
        {
            return Finding.NotTested("C9", "Needs UCF101 (6.5 GB): --set ucfFolder=<folder>; and even then the study's small network, not ResNet50 with weights of ImageNet.");
        }

        var share = Estimate.FromSample([.. rows.Select(row => Share(row, ClipMethod.Delta))]);
        var loss = Estimate.FromSample([.. rows.Select(row => row[ClipMethod.Dense + "Accuracy"] - row[ClipMethod.Delta + "Accuracy"])]);
        return new Finding("C9", "weighted density over the plain network's, UCF101, small network", share, Rule.PartlyUnless(Rule.AllOf(share.Mean <= DensityShare, loss.Mean <= AllowedLoss), false))
        {
            Note = $"accuracy lost {Points(loss)} of {EstimateFormat.Brief(Estimate.FromSample([.. rows.Select(row => row[ClipMethod.Dense + "Accuracy"])]))}",
        };
    }

    private string OtherFilms() => string.Concat(trials.Where(arm => arm.Source != ClipSource.Ucf101 && arm.Name != Study.Main(options).Name).Arms.Select(arm =>
        $"; {arm.Name}: {EstimateFormat.Brief(Estimate.FromSample([.. trials.Of(arm.Name).Rows.Select(row => Share(row, ClipMethod.Delta))]))} of the plain network's"));

    private Estimate Share(string method) => Of(row => Share(row, method));

    private static double Share(TrialRow<ClipArm> row, string method) => row[method + "Density"] / row[ClipMethod.Dense + "Density"];

    private Estimate Loss(string method) => Of(row => row[ClipMethod.Dense + "Accuracy"] - row[method + "Accuracy"]);

    private string Rival(string method) => $"{Brief(method + "Density")} losing {Points(Loss(method))}";

    private string Chosen(string method) => string.Join(", ", _main.Rows.Select(row => EstimateFormat.Number(row[method + "Strength"], 2)).Distinct());

    private Estimate Of(Func<TrialRow<ClipArm>, double> value) => Estimate.FromSample([.. _main.Rows.Select(value)]);

    private string Brief(string metric) => EstimateFormat.Brief(_main.Mean(metric)!.Value);

    private static string Points(Estimate share) => FormattableString.Invariant($"{100 * share.Mean:0.0} points");
}
