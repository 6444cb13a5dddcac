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

    public static TheoryData<string> Names => [.. All.Select(figure => figure.Name)];

    public static IReadOnlyList<Figure> All => [Line, Bar, HeatMap, Raster, Scatter, ImageGrid];

    public static Figure Named(string name) => All.Single(figure => figure.Name == name);
}
