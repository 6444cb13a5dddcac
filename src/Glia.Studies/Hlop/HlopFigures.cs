using Glia.Lab.Figures;
using Glia.Lab.Statistics;
using Glia.Lab.Trials;

namespace Glia.Studies.Hlop;

/// <summary>The figures; what a run did not measure is left out.</summary>
internal sealed class HlopFigures(TrialTable<HlopArm> trials, HlopStudyOptions options)
{
    public IEnumerable<Figure> All() => trials.Rows.Count == 0 ? [] : [Seen(), Bars("acc", "final-accuracy", "Accuracy after the last task", "ACC: mean test accuracy over all tasks"), Bars("bwt", "backward-transfer", "How much is forgotten", "BWT: mean change of a task's accuracy from right after it to the end; 0 is no forgetting")];

    private LineFigure Seen() => new()
    {
        Name = "accuracy-over-tasks",
        Title = $"Accuracy on the tasks seen so far, {options.Tasks} tasks",
        Caption = "Mean test accuracy over all tasks up to the one just learnt; bands are 95 % intervals over seeds.",
        XAxis = new Axis("tasks learnt"),
        YAxis = new Axis("test accuracy"),
        Series =
        [
            .. trials.Arms.Where(arm => arm.IsMain && arm.Method != HlopMethod.Joint).Select(arm => LineSeries.From(arm.Name, ByTask(arm, "seenAccuracy"))),
        ],
    };

    private BarFigure Bars(string metric, string name, string title, string caption) => new()
    {
        Name = name,
        Title = title,
        Caption = caption + "; bars are 95 % intervals, points are seeds.",
        XAxis = new Axis("method"),
        YAxis = new Axis(metric == "acc" ? "test accuracy" : "backward transfer"),
        Bars =
        [
            .. trials.Arms.Select(arm => trials.Of(arm.Name)).Where(table => table.Rows[0].Result.Metrics.ContainsKey(metric))
                .Select(table => Bar.From(table.Rows[0].Arm.Name, table.Mean(metric)!.Value, [.. table.Values(metric).Select(value => value.Value)])),
        ],
    };

    private IEnumerable<(double X, Estimate Y)> ByTask(HlopArm arm, string array)
    {
        var rows = trials.Of(arm.Name).Rows.Select(row => row.Result.Arrays[array].Values).ToList();
        return Enumerable.Range(0, rows[0].Count).Select(task => (task + 1.0, Estimate.FromSample([.. rows.Select(values => values[task])])));
    }
}
