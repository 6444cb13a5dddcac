using Glia.Lab.Figures;
using Glia.Lab.Trials;

namespace Glia.Studies.ElmNeuron;

/// <summary>The figures; what a run did not measure is left out.</summary>
internal sealed class ElmNeuronFigures(TrialTable<ElmArm> trials, ElmNeuronOptions options)
{
    private const string Auc = "AUC";
    private readonly ElmArm _judged = new(ElmPart.NeuronIo, ElmModel.Elm, options.Memories.Max());

    public IEnumerable<Figure> All() =>
        new Figure?[] { Sizes(), Bars(ElmPart.NeuronIo, "neuron-auc", "Spikes of the neuron", Auc), Trace(), Bars(ElmPart.SpokenSum, "sums", "Sums of two spoken digits", "accuracy"), Bars(ElmPart.Recall, "recall", "Delayed recall", "accuracy") }
            .OfType<Figure>();

    private LineFigure? Sizes()
    {
        var sizes = options.Memories.Order().Select(memories => _judged with { Size = memories }).Where(arm => trials.Of(arm.Name).Rows.Count > 0).ToList();
        var others = trials.Arms.Where(arm => arm.Part == ElmPart.NeuronIo && arm.Model != ElmModel.Elm).ToList();
        return sizes.Count < 2 ? null : new LineFigure
        {
            Name = "auc-by-parameters",
            Title = "How well spikes are predicted, by number of parameters",
            Caption = "Area under the ROC curve of held-out simulations; bands are 95 % intervals over seeds. Marks are other models.",
            XAxis = new Axis("parameters", Scale: AxisScale.Log10),
            YAxis = new Axis(Auc),
            Series =
            [
                LineSeries.From("ELM", sizes.Select(Point)),
                .. others.Select(arm => LineSeries.From(arm.Name[(arm.Name.IndexOf(':', StringComparison.Ordinal) + 2)..], [Point(arm)]) with { Form = SeriesForm.Marks }),
            ],
        };

        (double X, Lab.Statistics.Estimate Y) Point(ElmArm arm) => (trials.Of(arm.Name).Mean("parameters")!.Value.Mean, trials.Of(arm.Name).Mean(Auc)!.Value);
    }

    private BarFigure? Bars(ElmPart part, string name, string title, string metric)
    {
        var arms = trials.Arms.Where(arm => arm.Part == part).ToList();
        return arms.Count == 0 ? null : new BarFigure
        {
            Name = name,
            Title = title,
            Caption = "Bars are means over seeds with 95 % intervals, points are seeds; learning rates were chosen on validation data.",
            XAxis = new Axis("model"),
            YAxis = new Axis(metric),
            Bars = [.. arms.Select(arm => Bar.From(arm.Name, trials.Of(arm.Name).Mean(metric)!.Value, [.. trials.Of(arm.Name).Values(metric).Select(value => value.Value)]))],
        };
    }

    private LineFigure? Trace()
    {
        if (trials.Of(_judged.Name).Rows.FirstOrDefault(row => row.Result.Arrays.ContainsKey("soma")) is not { } row)
        {
            return null;
        }

        LineSeries Series(string label, string array) => new()
        {
            Label = label,
            X = [.. Enumerable.Range(0, row.Result.Arrays[array].Values.Count).Select(step => (double)step)],
            Y = row.Result.Arrays[array].Values,
        };
        return new LineFigure
        {
            Name = "voltage",
            Title = "Voltage of the soma, and what the ELM neuron makes of the same input",
            Caption = "A held-out simulation, clipped at −55 mV as in training. The model starts at rest, so that the first 150 ms do not count in the measures.",
            XAxis = new Axis("time", "ms"),
            YAxis = new Axis("voltage", "mV"),
            Series = [Series("simulated", "soma"), Series($"ELM, d_m = {_judged.Size}", "predicted soma")],
        };
    }
}
