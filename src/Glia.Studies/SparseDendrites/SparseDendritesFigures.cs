using Glia.Lab.Figures;
using Glia.Lab.Statistics;
using Glia.Lab.Trials;

namespace Glia.Studies.SparseDendrites;

/// <summary>The study's figures.</summary>
internal static class SparseDendritesFigures
{
    private static readonly Axis Probability = new("P(false match)", Scale: AxisScale.Log10);

    public static IEnumerable<Figure> Draw(TrialTable<DendriteArm> trials)
    {
        var parts = trials.Rows.ToLookup(row => row.Arm.Part);
        if (parts[DendritePart.Curves].FirstOrDefault() is { } curves)
        {
            yield return Cells(curves.Result.Arrays);
            yield return Synapses(curves.Result.Arrays);
        }

        if (parts[DendritePart.Thresholds].FirstOrDefault() is { } grid)
        {
            yield return Thresholds(grid.Result.Arrays);
        }

        if (parts[DendritePart.FalseMatches].Concat(parts[DendritePart.Misses]).Concat(parts[DendritePart.SharedSegments]).Any())
        {
            yield return SimulatedAgainstPredicted(parts);
        }

        if (parts[DendritePart.Misses].Any())
        {
            yield return Misses(trials.Where(arm => arm.Part == DendritePart.Misses));
        }

        if (parts[DendritePart.Unions].FirstOrDefault() is { } unions)
        {
            yield return Unions(unions.Result.Arrays, trials.Where(arm => arm.Part == DendritePart.SharedSegments));
        }

        if (parts[DendritePart.LinearNeuron].Any() && parts[DendritePart.DendriticNeuron].Any())
        {
            yield return Neurons(trials);
        }

        if (parts[DendritePart.RealCodes].FirstOrDefault() is { } codes)
        {
            yield return Codes(codes.Result.Arrays, [.. parts[DendritePart.RealCodes]]);
        }
    }

    private static LineFigure Cells(IReadOnlyDictionary<string, NumericArray> arrays) => new()
    {
        Name = "false-match-cells",
        Title = "Larger populations: sparse codes gain, dense ones do not",
        Caption = "By equation 4, s=24 and θ=12 unless the legend says otherwise (figure 5A). The curves bend upwards: error falls as a power of n.",
        XAxis = new Axis("n, cells of the population"),
        YAxis = Probability,
        Series =
        [
            .. Formulas.Actives.Select(active => Curve($"a={active}", arrays["cells"].Values, arrays[$"cells, a={active}"].Values)),
            Curve("a=n/2", arrays["cells"].Values, arrays["dense"].Values), Curve("a=n/2, s=25, θ=19", arrays["cells"].Values, arrays["dense, s=25, θ=19"].Values),
        ],
    };

    private static LineFigure Synapses(IReadOnlyDictionary<string, NumericArray> arrays) => new()
    {
        Name = "false-match-synapses",
        Title = "More synapses at a threshold of half of them",
        Caption = "By equation 4, n=2,000 and θ=s/2 (figure 5B).",
        XAxis = new Axis("s, synapses of the segment"),
        YAxis = Probability,
        Series = [.. Formulas.Actives.Select(active => Curve($"a={active}", arrays["synapses"].Values, arrays[$"synapses, a={active}"].Values))],
    };

    private static LineFigure Thresholds(IReadOnlyDictionary<string, NumericArray> arrays)
    {
        double[] x = [.. Formulas.Thresholds.Select(threshold => (double)threshold)];
        return new LineFigure
        {
            Name = "thresholds",
            Title = "Which threshold is safe?",
            Caption = "P(false match) over all settings of n, sparsity and s at each threshold (figure 6); biology measured thresholds of 8 to 20. Zeros are left out.",
            XAxis = new Axis("θ, active synapses needed"),
            YAxis = Probability,
            Series = [Curve("median", x, arrays["median"].Values), Curve("mean", x, arrays["mean"].Values), Curve("largest", x, arrays["largest"].Values)],
            ReferenceLines = [new ReferenceLine("10⁻⁹, safe", 1e-9)],
        };
    }

    private static ScatterFigure SimulatedAgainstPredicted(ILookup<DendritePart, TrialRow<DendriteArm>> parts)
    {
        ScatterSeries Of(string label, DendritePart part)
        {
            var points = parts[part].SelectMany(row => row.Result.Metrics.Where(metric => metric.Key.StartsWith("observed", StringComparison.Ordinal))
                .Select(metric => (X: row["predicted" + metric.Key["observed".Length..]], Y: metric.Value))).Where(point => point is { X: > 0, Y: > 0 }).ToList();
            return new ScatterSeries(label, [.. points.Select(point => point.X)], [.. points.Select(point => point.Y)]);
        }

        return new ScatterFigure
        {
            Name = "simulated-predicted",
            Title = "Formulas against simulation",
            Caption = "One point a simulation and seed, where anything was observed; on the line they agree (figures 4A and 4B).",
            XAxis = new Axis("predicted probability", Scale: AxisScale.Log10),
            YAxis = new Axis("observed frequency", Scale: AxisScale.Log10),
            ShowIdentity = true,
            Series = [Of("false match", DendritePart.FalseMatches), Of("miss", DendritePart.Misses), Of("false match, shared segment", DendritePart.SharedSegments)],
        };
    }

    private static LineFigure Misses(TrialTable<DendriteArm> trials)
    {
        var arms = trials.Arms.OrderBy(arm => arm.Noise).ToList();
        double[] noise = [.. arms.Select(arm => arm.Noise)];
        string[] thresholds = [.. trials.Rows[0].Result.Metrics.Keys.Where(name => name.StartsWith("predicted", StringComparison.Ordinal)).Select(name => name["predicted".Length..])];
        return new LineFigure
        {
            Name = "misses",
            Title = "Noise that a segment can stand",
            Caption = "P(miss) with a=128 and s=30 (figure 4B): the formula, and the simulation's mean with its 95 % interval over seeds.",
            XAxis = new Axis("fraction of active cells that moved"),
            YAxis = new Axis("P(miss)"),
            Series =
            [
                .. thresholds.Select((threshold, i) => Curve("formula" + threshold, noise, [.. arms.Select(arm => trials.Of(arm.Name).Rows[0]["predicted" + threshold])]) with { ColourIndex = i }),
                .. thresholds.Select((threshold, i) => Banded("simulated" + threshold, noise, [.. arms.Select(arm => trials.Of(arm.Name).Mean("observed" + threshold)!.Value)]) with { Form = SeriesForm.Marks, ColourIndex = i }),
            ],
        };
    }

    private static LineFigure Unions(IReadOnlyDictionary<string, NumericArray> arrays, TrialTable<DendriteArm> simulated)
    {
        var observed = simulated.Arms.OrderBy(arm => arm.Patterns).Select(arm => (arm.Patterns, Mean: simulated.Of(arm.Name).Mean("observed")!.Value)).Where(point => point.Mean.Mean > 0).ToList();
        var x = arrays["patterns"].Values;
        List<LineSeries> series =
        [
            Curve("shared segment, exact", x, arrays["shared, exact"].Values), Curve("shared segment, equation 15", x, arrays["shared, mean field"].Values),
            Curve("active at once", x, arrays["together"].Values),
        ];
        if (observed.Count > 0)
        {
            series.Add(Curve("shared segment, simulated", [.. observed.Select(point => (double)point.Patterns)], [.. observed.Select(point => point.Mean.Mean)]) with { Form = SeriesForm.Marks });
        }

        return new LineFigure
        {
            Name = "unions",
            Title = "Several patterns on one segment, or active at once",
            Caption = "n=4,000. Shared segment: a=40, s=30 a pattern, θ=15; simulated mean over seeds where anything was observed. Active at once: a=30 a pattern, s=20, θ=10.",
            XAxis = new Axis("M, patterns"),
            YAxis = Probability,
            Series = series,
        };
    }

    private static LineFigure Neurons(TrialTable<DendriteArm> trials)
    {
        LineSeries Of(string label, DendritePart part)
        {
            var arms = trials.Where(arm => arm.Part == part).Arms.OrderBy(arm => arm.Patterns).ToList();
            return Banded(label, [.. arms.Select(arm => (double)arm.Patterns)], [.. arms.Select(arm => trials.Of(arm.Name).Mean("false positives")!.Value)]);
        }

        return new LineFigure
        {
            Name = "linear-dendritic",
            Title = "Strangers taken for stored patterns",
            Caption = "n=2,000, a=40, 20 synapses a pattern. Both neurons find at least 99 % of copies with 10 of 40 active cells moved; band: 95 % interval over seeds.",
            XAxis = new Axis("stored patterns"),
            YAxis = new Axis("false positives", "fraction of random patterns"),
            Series = [Of("dendritic neuron, a segment a pattern", DendritePart.DendriticNeuron), Of("linear unit, the same synapses", DendritePart.LinearNeuron)],
        };
    }

    private static LineFigure Codes(IReadOnlyDictionary<string, NumericArray> arrays, IReadOnlyList<TrialRow<DendriteArm>> rows)
    {
        double[] thresholds = [.. Enumerable.Range(1, CodeTest.Synapses).Select(threshold => (double)threshold)];
        double[] Mean(string name) => [.. Enumerable.Range(1, CodeTest.Synapses).Select(threshold => rows.Average(row => row.Result.Arrays[name].Values[threshold])).Select(value => value > 0 ? value : double.NaN)];
        return new LineFigure
        {
            Name = "real-codes",
            Title = "Codes of real images are not random patterns",
            Caption = $"MNIST through a random projection, n={CodeTest.Cells}, a={CodeTest.Winners}, s={CodeTest.Synapses}: how often a segment on one image fires on another, mean over seeds, and equation 4.",
            XAxis = new Axis("θ, active synapses needed"),
            YAxis = Probability,
            Series = [Curve("equation 4, random patterns", thresholds, [.. arrays["predicted"].Values.Skip(1)]), Curve("measured, any other image", thresholds, Mean("measured")), Curve("measured, image of another digit", thresholds, Mean("measured, other digits"))],
        };
    }

    // A logarithmic axis has no place for 0.
    private static LineSeries Curve(string label, IReadOnlyList<double> x, IReadOnlyList<double> y) => new() { Label = label, X = x, Y = [.. y.Select(value => value > 0 ? value : double.NaN)] };

    private static LineSeries Banded(string label, IReadOnlyList<double> x, IReadOnlyList<Estimate> y) => new()
    {
        Label = label,
        X = x,
        Y = [.. y.Select(point => point.Mean)],
        Lower = [.. y.Select(point => point.HasInterval ? point.Lower : point.Mean)],
        Upper = [.. y.Select(point => point.HasInterval ? point.Upper : point.Mean)],
    };
}
