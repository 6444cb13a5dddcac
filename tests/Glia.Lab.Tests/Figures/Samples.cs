using Glia.Lab.Figures;

namespace Glia.Lab.Tests.Figures;

/// <summary>One figure of every kind, with letters that XML, CSV and JSON must escape.</summary>
internal static class Samples
{
    private static readonly Axis Accuracy = new("test accuracy", "%");

    public static LineFigure Line { get; } = new()
    {
        Name = "line",
        Title = "a < b & \"c\"",
        Caption = "Band: 95 % interval.",
        XAxis = new Axis("memory", "items", AxisScale.Log10),
        YAxis = Accuracy,
        Series =
        [
            new LineSeries
            {
                Label = "ours, \"best\"", X = [1, 10, 100], Y = [0.5, double.NaN, 0.7], Lower = [0.4, 0.4, 0.6], Upper = [0.6, 0.6, 0.8],
                Individuals = [[0.45, 0.55, 0.65]],
            },
            new LineSeries { Label = "theirs", X = [1], Y = [0.3] },
        ],
        ReferenceLines = [new ReferenceLine("chance", 0.1)],
    };

    public static BarFigure Bar { get; } = new()
    {
        Name = "bar",
        Title = "Bars",
        XAxis = new Axis("arm"),
        YAxis = Accuracy,
        Bars =
        [
            new Bar { Category = "a", Group = "g", Value = 2, Lower = 1, Upper = 3, Points = [1.5, 2.5] },
            new Bar { Category = "b", Group = "h", Value = -1 },
        ],
        ReferenceLines = [new ReferenceLine("claimed", 1.5)],
    };

    public static HeatMapFigure HeatMap { get; } = new()
    {
        Name = "heat",
        Title = "Heat",
        XAxis = new Axis("tested on"),
        YAxis = new Axis("trained on"),
        Colour = new Axis("accuracy", "%", Minimum: 0, Maximum: 1),
        Values = [[1, double.NaN, 0], [0.5, 0.25, 0]],
        RowLabels = ["r1", "r2"],
        ShowValues = true,
    };

    public static RasterFigure Raster { get; } = new()
    {
        Name = "raster",
        Title = "Spikes",
        XAxis = new Axis("time", "ms"),
        YAxis = new Axis("neuron"),
        NeuronCount = 3,
        Spikes = [new Spike(0.5, 0), new Spike(1.5, 2)],
    };

    public static ScatterFigure Scatter { get; } = new()
    {
        Name = "scatter",
        Title = "Cloud",
        XAxis = new Axis("claimed", "%"),
        YAxis = new Axis("measured", "%"),
        Series = [new ScatterSeries("s", [1, 2, double.NaN], [1, 3, 4])],
        ShowIdentity = true,
    };

    public static ImageGridFigure ImageGrid { get; } = new()
    {
        Name = "grid",
        Title = "Images",
        Images = [new GridImage("first", 2, 1, [0f, 1f]), new GridImage("second", 1, 2, [0.5f, float.NaN])],
        Columns = 2,
    };

    public static LineFigure Marks { get; } = Line with
    {
        Name = "marks",
        XAxis = new Axis("rate", "Hz", AxisScale.Log10),
        YAxis = new Axis("probability", "", AxisScale.Log10),
        Series =
        [
            new LineSeries { Label = "theory", X = [1, 10, 1e5], Y = [1e-24, 1e-6, 0.9], ColourIndex = 0 },
            new LineSeries { Label = "simulated", X = [1, 10, 1e5], Y = [2e-24, 1e-6, 0.9], Lower = [1e-24, 1e-7, 0.5], Upper = [3e-24, 1e-5, 1], Form = SeriesForm.Marks, ColourIndex = 0 },
        ],
    };

    public static BarFigure ManyBars { get; } = Bar with
    {
        Name = "many-bars",
        Title = "A title that is so long that it takes more than one line of the figure, which must push the data down and not cover them",
        Bars = [.. Enumerable.Range(0, 16).Select(i => new Bar { Category = $"a method with a long name, λ={i}", Value = 1_000_000 + i, Lower = 900_000, Upper = 1_100_000 })],
    };

    public static HeatMapFigure NamedHeatMap { get; } = HeatMap with
    {
        Name = "named-heat",
        RowLabels = ["excitatory, layer 2/3", "inhibitory"],
        ColumnLabels = ["a long name of a column", "another long name of one", "and a third that is longest of all"],
    };

    public static RasterFigure Groups { get; } = Raster with { Name = "groups", Groups = [new NeuronGroup("inhibitory", 2, 1), new NeuronGroup("excitatory", 0, 2)] };

    public static TheoryData<string> Names => [.. All.Select(figure => figure.Name)];

    public static IReadOnlyList<Figure> All => [Line, Bar, HeatMap, Raster, Scatter, ImageGrid, Marks, ManyBars, NamedHeatMap, Groups];

    public static Figure Named(string name) => All.Single(figure => figure.Name == name);
}
