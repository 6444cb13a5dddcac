using System.Globalization;
using Glia.Continual;
using Glia.Lab.Statistics;

namespace Glia.Lab.Figures;

/// <summary>The usual figures of continual learning, from the accuracy matrices of several seeds.</summary>
public static class ContinualFigures
{
    private const string TestAccuracy = "test accuracy";

    /// <summary>The mean accuracy matrix as a heat map: rows are the tasks trained so far, columns the tasks tested.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="seeds">One matrix a seed, all of as many tasks.</param>
    /// <exception cref="ArgumentException">There is no matrix, or they differ in the number of tasks.</exception>
    public static HeatMapFigure AccuracyMap(string name, string title, IReadOnlyList<AccuracyMatrix> seeds)
    {
        var tasks = Checked(seeds);
        string[] numbers = [.. Enumerable.Range(1, tasks).Select(task => task.ToString(CultureInfo.InvariantCulture))];
        return new HeatMapFigure
        {
            Name = name,
            Title = title,
            Caption = string.Create(CultureInfo.InvariantCulture, $"Test accuracy on each task (columns) after training each task (rows), mean over {seeds.Count} seed(s). The diagonal is what was just learnt."),
            XAxis = new Axis("tested task"),
            YAxis = new Axis("trained up to task"),
            Colour = new Axis(TestAccuracy, Minimum: 0, Maximum: 1),
            Values = [.. Enumerable.Range(0, tasks).Select(trained => (double[])[.. Enumerable.Range(0, tasks).Select(tested => seeds.Average(matrix => matrix[trained, tested]))])],
            RowLabels = numbers,
            ColumnLabels = numbers,
            ShowValues = tasks <= 10,
        };
    }

    /// <summary>Mean forgetting curves by age, one for each method: accuracy on tasks learnt so many phases ago, with 95 % intervals over seeds.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="methods">Each method's name and its matrices, one a seed.</param>
    /// <exception cref="ArgumentException">A method has no matrix, or matrices of different numbers of tasks.</exception>
    public static LineFigure ForgettingByAge(string name, string title, IEnumerable<(string Label, IReadOnlyList<AccuracyMatrix> Seeds)> methods) => new()
    {
        Name = name,
        Title = title,
        Caption = "Mean test accuracy on tasks that were learnt so many phases ago, over all tasks that got so old; bands are 95 % intervals over seeds.",
        XAxis = new Axis("phases since the task was learnt"),
        YAxis = new Axis(TestAccuracy),
        Series = [.. methods.Select(method => LineSeries.From(method.Label, Points(method.Seeds, 0, matrix => matrix.AccuracyByAge())))],
    };

    /// <summary>The forgetting curve of each task of one method over the phases, with 95 % intervals over seeds.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="seeds">One matrix a seed.</param>
    /// <exception cref="ArgumentException">There is no matrix, or they differ in the number of tasks.</exception>
    public static LineFigure ForgettingByTask(string name, string title, IReadOnlyList<AccuracyMatrix> seeds) => new()
    {
        Name = name,
        Title = title,
        Caption = "Test accuracy on each task from when it was learnt on; bands are 95 % intervals over seeds.",
        XAxis = new Axis("tasks learnt"),
        YAxis = new Axis(TestAccuracy),
        Series = [.. Enumerable.Range(0, Checked(seeds)).Select(task => LineSeries.From(
            string.Create(CultureInfo.InvariantCulture, $"task {task + 1}"), Points(seeds, task + 1, matrix => matrix.ForgettingCurve(task))))],
    };

    private static IEnumerable<(double X, Estimate Y)> Points(IReadOnlyList<AccuracyMatrix> seeds, int first, Func<AccuracyMatrix, IReadOnlyList<double>> curve)
    {
        Checked(seeds);
        var curves = seeds.Select(curve).ToList();
        return Enumerable.Range(0, curves[0].Count).Select(i => ((double)(first + i), Estimate.FromSample([.. curves.Select(values => values[i])])));
    }

    private static int Checked(IReadOnlyList<AccuracyMatrix> seeds) => seeds.Select(matrix => matrix.Tasks).Distinct().Count() == 1
        ? seeds[0].Tasks
        : throw new ArgumentException($"Accuracy matrices of one number of tasks are needed; got those of {(seeds.Count == 0 ? "none" : string.Join(", ", seeds.Select(matrix => matrix.Tasks).Distinct()))}.", nameof(seeds));
}
