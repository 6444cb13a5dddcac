using Glia.Lab.Figures;
using Glia.Lab.Statistics;
using Glia.Lab.Trials;

namespace Glia.Studies.RichLazy;

/// <summary>The figures.</summary>
internal sealed class RegimeFigures(TrialTable<RegimeArm> all, RichLazyOptions options)
{
    private readonly TrialTable<RegimeArm> _trials = RegimeFindings.Learned(all);
    private static readonly Axis Rank = new("rank of the initial weights", Scale: AxisScale.Log10);

    public IEnumerable<Figure> All() => _trials.Rows.Count == 0 ? [] : [
        Measure("kernel-alignment", "kernelAlignment", "How alike the tangent kernel stays", "alignment of tangent kernels, KA"),
        Measure("representation-alignment", "representationAlignment", "How alike the representation stays", "alignment of representations, RA"),
        Measure("weight-change", "weightChange", "How far the recurrent weights went", "‖ΔW‖"),
        Theory(), Structures(), Losses()];

    private LineFigure Measure(string name, string metric, string title, string axis) => new()
    {
        Name = name,
        Title = title,
        Caption = "After learning against before, on probe sequences drawn before; initial weights of all ranks have the same Frobenius norm. Bands are 95 % intervals over seeds.",
        XAxis = Rank,
        YAxis = new Axis(axis),
        Series = [.. Enum.GetValues<LearningTask>().Where(task => task != LearningTask.LinearFunction).Select(task => (Task: task, Ranks: RegimeFindings.Ranks(_trials, task, options)))
            .Where(pair => pair.Ranks.Rows.Count > 0).Select(pair => Course(RegimeArm.ShortName(pair.Task), pair.Ranks, metric))],
    };

    private LineFigure Theory() => new()
    {
        Name = "linear-theory",
        Title = "The linear network: rank, and alignment with the task",
        Caption = "Alignment of the tangent kernel of a two-layer linear network after learning with that before. Bands are 95 % intervals over seeds.",
        XAxis = Rank,
        YAxis = new Axis("alignment of tangent kernels, KA"),
        Series = [Course("random directions", RegimeFindings.Ranks(_trials, LearningTask.LinearFunction, options), "kernelAlignment")],
        ReferenceLines = [.. _trials.Where(arm => arm.Connectivity is Connectivity.Aligned or Connectivity.Orthogonal).Arms.Select(arm =>
            new ReferenceLine(arm.Name["linear, ".Length..], _trials.Of(arm.Name).Mean("kernelAlignment")!.Value.Mean))],
    };

    private ScatterFigure Structures() => new()
    {
        Name = "effective-rank",
        Title = "Structures of connectivity beside ranks",
        Caption = "Effective rank (Σσ)²/Σσ² of the initial recurrent weights and alignment of the tangent kernel; 2AF, a point a run, equal Frobenius norms.",
        XAxis = new Axis("effective rank", Scale: AxisScale.Log10),
        YAxis = new Axis("alignment of tangent kernels, KA"),
        Series = [Points("ranks", RegimeFindings.Ranks(_trials, LearningTask.PerceptualDecision, options)), .. options.Structures.Select(structure => Points($"{structure}", _trials.Where(arm => arm.Connectivity == structure)))],
    };

    private LineFigure Losses()
    {
        var ranks = RegimeFindings.Ranks(_trials, LearningTask.PerceptualDecision, options);
        return new LineFigure
        {
            Name = "losses",
            Title = "Loss by rank",
            Caption = "Cross-entropy of 2AF, mean of 100 updates; bands are 95 % intervals over seeds.",
            XAxis = new Axis("updates"),
            YAxis = new Axis("loss", Scale: AxisScale.Log10),
            Series = [.. ranks.Arms.Select(arm => Losses(arm, ranks.Of(arm.Name)))],
        };
    }

    private static LineSeries Losses(RegimeArm arm, TrialTable<RegimeArm> table)
    {
        var rows = table.Rows.Select(row => row.Result.Arrays["losses"].Values).ToList();
        return LineSeries.From(FormattableString.Invariant($"rank {arm.Rank}"), Enumerable.Range(0, rows.Min(values => values.Count)).Select(index =>
            (100.0 * (index + 1), Estimate.FromSample([.. rows.Select(values => values[index])]))));
    }

    private static LineSeries Course(string label, TrialTable<RegimeArm> ranks, string metric) =>
        LineSeries.From(label, ranks.Arms.OrderBy(arm => arm.Rank).Select(arm => ((double)arm.Rank, ranks.Of(arm.Name).Mean(metric)!.Value)));

    private static ScatterSeries Points(string label, TrialTable<RegimeArm> table) =>
        new(label, [.. table.Rows.Select(row => row["effectiveRank"])], [.. table.Rows.Select(row => row["kernelAlignment"])]);
}
