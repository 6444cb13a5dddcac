using Glia.Lab.Figures;
using Glia.Lab.Statistics;
using Glia.Lab.Trials;
using Glia.Memories;

namespace Glia.Studies.MultitaskingHopfield;

/// <summary>The figures.</summary>
internal sealed class MemoryFigures(TrialTable<MemoryArm> trials, MultitaskingHopfieldOptions options)
{
    private const int CurvePoints = 96;

    public IEnumerable<Figure> All()
    {
        foreach (var patterns in trials.Where(arm => arm.Part == MemoryPart.Recall && arm.Dilution > 0).Arms.Select(arm => arm.Patterns).Distinct())
        {
            yield return Hierarchy(patterns);
        }

        if (trials.Rows.Any(row => row.Arm.Part == MemoryPart.Noise))
        {
            yield return Noise();
        }

        if (trials.Rows.Any(row => row.Arm.Part == MemoryPart.Learning))
        {
            yield return Learning();
        }

        if (trials.Rows.FirstOrDefault(row => row.Arm.Part == MemoryPart.PhaseMap) is { } map)
        {
            yield return Map(map);
        }
    }

    private LineFigure Hierarchy(int patterns)
    {
        var border = Dilution.CriticalHierarchy(patterns);
        var arms = trials.Where(arm => arm.Part == MemoryPart.Recall && arm.Patterns == patterns).Arms.OrderBy(arm => arm.Dilution).ToList();
        return new LineFigure
        {
            Name = FormattableString.Invariant($"hierarchy-{patterns}"),
            Title = FormattableString.Invariant($"Blank entries free neurons for further patterns (K={patterns})"),
            Caption = FormattableString.Invariant($"Amplitudes of the patterns after recall without noise, the largest first, over the share of blank entries: measured in networks of {options.Neurons} neurons (marks, 95 % intervals) ")
                + FormattableString.Invariant($"and (1−d) d^(k−1) (curves), which is stable up to d = {border:0.000}; curves end there."),
            XAxis = new Axis("share of blank entries d"),
            YAxis = new Axis("amplitude"),
            Series =
            [
                .. Enumerable.Range(1, patterns).Select(rank => LineSeries.From(FormattableString.Invariant($"m{rank}, measured"), arms.Select(arm => (arm.Dilution, trials.Of(arm.Name).Mean($"m{rank}")!.Value)))
                    with { Form = SeriesForm.Marks, ColourIndex = rank - 1 }),
                .. Enumerable.Range(1, patterns).Select(rank => Curve(FormattableString.Invariant($"m{rank}, formula"), rank - 1, Math.Min(border, 0.95), dilution => Dilution.HierarchicalMagnetisation(rank, dilution))),
            ],
        };
    }

    private LineFigure Noise()
    {
        var arms = trials.Where(arm => arm.Part == MemoryPart.Noise).Arms.OrderBy(arm => arm.Dilution).ToList();
        Func<double, double> Theory(int rank) => dilution => Solved(dilution).Amplitudes[rank - 1] / (1 - dilution);
        return new LineFigure
        {
            Name = "noise",
            Title = "With noise, many blanks make all signals equal",
            Caption = FormattableString.Invariant($"Amplitudes over 1 − d of three patterns at {options.SimulatedTemperature} of the critical temperature: networks of {options.Neurons} neurons (marks, 95 % intervals) and the self-consistent state of least free energy (curves). ")
                + "Sorting the amplitudes of a network of finite size draws equal ones apart.",
            XAxis = new Axis("share of blank entries d"),
            YAxis = new Axis("amplitude / (1 − d)"),
            Series =
            [
                .. Enumerable.Range(1, Study.ThreePatterns).Select(rank => LineSeries.From(FormattableString.Invariant($"m{rank}, networks"), arms.Select(arm =>
                    (arm.Dilution, Estimate.FromSample([.. trials.Of(arm.Name).Rows.Select(row => row[$"m{rank}"] / (1 - arm.Dilution))])))) with { Form = SeriesForm.Marks, ColourIndex = rank - 1 }),
                .. Enumerable.Range(1, Study.ThreePatterns).Select(rank => Curve(FormattableString.Invariant($"m{rank}, equations"), rank - 1, 0.95, Theory(rank))),
            ],
        };
    }

    private LineFigure Learning()
    {
        var findings = new MemoryFindings(trials, options);
        double Theory(double examples)
        {
            var equations = new SelfConsistency(Study.ThreePatterns, options.LearningDilution, 0, ExampleSet.EntropyOf(options.Quality, examples));
            return equations.Solve(equations.PerturbedSingle()).Amplitudes[0];
        }

        var (least, most) = (Math.Log(options.Examples.Min()), Math.Log(options.Examples.Max()));
        var sizes = Enumerable.Range(0, CurvePoints).Select(point => Math.Exp(least + ((most - least) * point / (CurvePoints - 1)))).ToList();
        return new LineFigure
        {
            Name = "teacher",
            Title = "A teacher changes little",
            Caption = "First amplitude after learning from noisy examples of three patterns, with and without a teacher (marks, 95 % intervals), and the equations for many examples, which are the same for both (curve).",
            XAxis = new Axis("examples of each pattern M", Scale: AxisScale.Log10),
            YAxis = new Axis("first amplitude"),
            Series =
            [
                .. Enum.GetValues<HebbianRule>().Select(rule => LineSeries.From(rule == HebbianRule.Supervised ? "supervised" : "unsupervised", findings.Curve(rule).Select(point => ((double)point.Examples, point.Amplitude)))
                    with { Form = SeriesForm.Marks }),
                new LineSeries { Label = "equations", X = sizes, Y = [.. sizes.Select(Theory)] },
            ],
            ReferenceLines = [new ReferenceLine("0.8 (1−d)", 0.8 * (1 - options.LearningDilution))],
        };
    }

    private HeatMapFigure Map(TrialRow<MemoryArm> row)
    {
        var values = row.Result.Arrays["last over first"].Values;
        return new HeatMapFigure
        {
            Name = "phases",
            Title = "One pattern, a hierarchy, or all alike",
            Caption = "Third amplitude over the first in the self-consistent state of least free energy of three patterns: 0 one pattern alone, 1 all alike, grey nothing recalled. The parallel state begins at d = 2/3 near the critical temperature.",
            XAxis = new Axis("share of blank entries d"),
            YAxis = new Axis("temperature / critical temperature"),
            Colour = new Axis("third amplitude / first", Minimum: 0, Maximum: 1),
            Values = [.. Enumerable.Range(0, options.MapSteps).Select(line => values.Skip(line * options.MapSteps).Take(options.MapSteps).ToList())],
            ColumnLabels = [.. Enumerable.Range(0, options.MapSteps).Select(column => FormattableString.Invariant($"{MemoryTrial.MapDilution(column, options):0.00}"))],
            RowLabels = [.. Enumerable.Range(0, options.MapSteps).Select(line => FormattableString.Invariant($"{MemoryTrial.MapTemperature(line, options):0.00}"))],
        };
    }

    private SelfConsistentState Solved(double dilution) => new SelfConsistency(Study.ThreePatterns, dilution, options.SimulatedTemperature * (1 - dilution)).Lowest();

    private static LineSeries Curve(string label, int colour, double end, Func<double, double> value)
    {
        var points = Enumerable.Range(0, CurvePoints).Select(point => end * point / (CurvePoints - 1)).ToList();
        return new LineSeries { Label = label, X = points, Y = [.. points.Select(value)], ColourIndex = colour };
    }
}
