using Glia.Lab.Figures;
using Glia.Lab.Statistics;
using Glia.Lab.Trials;

namespace Glia.Studies.MotionDelays;

/// <summary>The figures; what a run did not measure is left out.</summary>
internal sealed class MotionFigures(TrialTable<MotionArm> trials, MotionDelaysOptions options)
{
    private static readonly Axis Accuracy = new("accuracy", Minimum: 0, Maximum: 1);
    private readonly TrialTable<MotionArm> _main = trials.Where(arm => arm.Method == MotionMethod.HeterogeneousDelays);

    private ReferenceLine Chance => new("chance", 1.0 / (options.Directions * options.Speeds.Count));

    public IEnumerable<Figure> All()
    {
        var figures = new List<Figure>();
        if (trials.Where(arm => arm.Method != MotionMethod.Motifs) is { Rows.Count: > 0 } detectors)
        {
            figures.Add(Detectors(detectors));
        }

        if (_main.Rows.Count > 0)
        {
            figures.AddRange([Kept(), Films(), Raster(), Textures(), Spread()]);
        }

        if (trials.Where(arm => arm.Method == MotionMethod.Motifs) is { Rows.Count: > 0 } motifs)
        {
            figures.Add(Motifs(motifs));
        }

        return figures;
    }

    private BarFigure Detectors(TrialTable<MotionArm> detectors) => new()
    {
        Name = "accuracy",
        Title = "Which detectors tell motions apart",
        Caption = "Films of one motion that are decided rightly; bars are 95 % intervals, points are seeds.",
        XAxis = new Axis("detector"),
        YAxis = Accuracy,
        Bars = [.. detectors.Arms.Select(arm => Bar.From(arm.Name, detectors.Of(arm.Name).Mean("accuracy")!.Value.Within(0, 1), [.. detectors.Of(arm.Name).Values("accuracy").Select(value => value.Value)]))],
        ReferenceLines = [Chance],
    };

    private LineFigure Kept() => new()
    {
        Name = "kept-synapses",
        Title = "Accuracy with few synapses",
        Caption = "Accuracy against the fraction of weights kept: the strongest, those of the shortest delays, or any. Bands are 95 % intervals over seeds.",
        XAxis = new Axis("fraction of weights kept", Scale: AxisScale.Log10),
        YAxis = Accuracy,
        Series = [Curve("the strongest", "kept", "pruned"), Curve("the shortest delays", "shortened kept", "shortened"), Curve("at random", "kept", "random")],
        ReferenceLines = [Chance],
    };

    private ImageGridFigure Films()
    {
        var film = _main.Rows[0].Result.Arrays["film"];
        var (motions, delays, height, width) = (film.Shape[0], film.Shape[1], film.Shape[2], film.Shape[3]);
        var size = height * width;

        // The centre of delay 0 outshines all others by far: the scale is that of the rest.
        var largest = film.Values.Where((_, i) => i / size % delays > 0).Select(Math.Abs).DefaultIfEmpty(1).Max();
        var classes = options.Classes;
        int[] shown = [.. Enumerable.Range(0, 4).Select(i => i * options.Directions / 4).Distinct()];
        return new ImageGridFigure
        {
            Name = "kernels",
            Title = "Kernels through the delays",
            Caption = $"ON weights of one seed; a row is a motion, from the longest delay of {delays - 1} ms, at its direction, to the present. White raises the evidence, black lowers it.",
            Columns = delays,
            Black = -largest,
            White = largest,
            Images = [.. Enumerable.Range(0, motions * delays).Select(i =>
            {
                var (motion, delay) = (i / delays, delays - 1 - (i % delays));
                
                // Both in one label would not fit over the narrow images of many delays.
                var label = i % delays == 0 ? FormattableString.Invariant($"{classes.Direction(shown[motion]) * 180 / Math.PI:0}°") : $"{delay} ms";
                return new GridImage(label, width, height, [.. film.Values.Skip(((motion * delays) + delay) * size).Take(size).Select(value => (float)value)]);
            })],
        };
    }

    private RasterFigure Raster()
    {
        // ON events stand above OFF events, so that each polarity is a group of its own.
        var raster = _main.Rows[0].Result.Arrays["raster"];
        return new RasterFigure
        {
            Name = "events",
            Title = "Events of one row of pixels",
            Caption = "A film of one motion as the simulated event camera sees it; the slope of the lines is the motion along the row.",
            XAxis = new Axis("time", "ms"),
            YAxis = new Axis("column, OFF below and ON above"),
            NeuronCount = 2 * options.Window,
            Groups = [new NeuronGroup("OFF", 0, options.Window), new NeuronGroup("ON", options.Window, options.Window)],
            Spikes = [.. Enumerable.Range(0, raster.Shape[0]).Select(i => new Spike(raster[i, 0], (int)raster[i, 1] + ((int)raster[i, 2] * options.Window)))],
        };
    }

    private BarFigure Textures() => new()
    {
        Name = "textures",
        Title = "The aperture problem",
        Caption = "Moving textures: without orientation, gratings at right angles to their motion, gratings of any orientation; and tests that a detector of motion must fail.",
        XAxis = new Axis("what is shown"),
        YAxis = Accuracy,
        Bars = [.. new[] { "accuracy", "isotropic", "perpendicular gratings", "oblique gratings", "shuffled" }.Select(metric =>
            Bar.From(metric switch { "accuracy" => "images", "shuffled" => "images, times shuffled", _ => metric }, _main.Mean(metric)!.Value.Within(0, 1), [.. _main.Values(metric).Select(value => value.Value)]))],
        ReferenceLines = [Chance],
    };

    private LineFigure Spread() => new()
    {
        Name = "velocity-spread",
        Title = "Textures whose velocity is uncertain",
        Caption = "Isotropic textures against the spread of their velocity, as a fraction of the speed. Bands are 95 % intervals over seeds.",
        XAxis = new Axis("spread of the velocity ÷ speed", Scale: AxisScale.Log10),
        YAxis = Accuracy,
        Series = [Curve("isotropic textures", "bandwidths", "isotropic")],
        ReferenceLines = [Chance],
    };

    private static BarFigure Motifs(TrialTable<MotionArm> motifs) => new()
    {
        Name = "motifs",
        Title = "Motifs of spikes found in a raster",
        Caption = "Motifs that are found with their exact step, by neurons that know them; bars are 95 % intervals, points are seeds.",
        XAxis = new Axis("motifs and delays"),
        YAxis = new Axis("true positives", Minimum: 0, Maximum: 1),
        Bars = [.. motifs.Arms.Select(arm => Bar.From(arm.Name, motifs.Of(arm.Name).Mean("true positives")!.Value.Within(0, 1), [.. motifs.Of(arm.Name).Values("true positives").Select(value => value.Value)]))],
    };

    private LineSeries Curve(string label, string x, string y)
    {
        var rows = _main.Rows.Select(row => row.Result.Arrays).ToList();
        return LineSeries.From(label, rows[0][x].Values.Select((value, i) => (value, Estimate.FromSample([.. rows.Select(arrays => arrays[y].Values[i])]).Within(0, 1))));
    }
}
