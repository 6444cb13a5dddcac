using Glia.Lab.Figures;
using Glia.Lab.Trials;

namespace Glia.Studies.AstroSnn;

/// <summary>The study's figures.</summary>
internal sealed class AstroSnnFigures(TrialTable<AstroArm> trials)
{
    public IEnumerable<Figure> All() => new Figure?[] { Recall(), Tasks(), Text(), Times() }.OfType<Figure>();

    private LineFigure? Recall()
    {
        var memory = trials.Where(arm => arm.Part == AstroPart.Memory);
        return memory.Rows.Count == 0 ? null : new LineFigure
        {
            Name = "recall",
            Title = "How long a cue is held",
            Caption = $"{AstroClaims.Reconstruction}. Test accuracy of delayed cue recall, 32 units (64 where said), each arm at the learning rate that is best on validation sequences; bands are 95 % intervals over seeds.",
            XAxis = new Axis("D, steps between cue and answer"),
            YAxis = new Axis("accuracy"),
            ReferenceLines = [new ReferenceLine("chance", AstroSnnJudge.Chance)],
            Series =
            [
                .. memory.Arms.GroupBy(arm => arm.Unit).Select(unit => LineSeries.From(AstroArm.Label(unit.Key), unit.Select(arm => ((double)arm.Delay, memory.Of(arm.Name).Mean("accuracy")!.Value)))),
                .. memory.Arms.Where(arm => arm.Unit == AstroUnit.AstrocyteModulated).GroupBy(arm => arm.Unit).Select(unit =>
                    LineSeries.From("AM-SU, astrocytes emptied at D/2", unit.Select(arm => ((double)arm.Delay, memory.Of(arm.Name).Mean("accuracy, astrocytes emptied")!.Value)))),
            ],
        };
    }

    private BarFigure? Tasks()
    {
        var arms = trials.Arms.Where(arm => arm.Part is AstroPart.Copying or AstroPart.Association).ToList();
        return arms.Count == 0 ? null : new BarFigure
        {
            Name = "tasks",
            Title = "Copying and associative recall",
            Caption = $"{AstroClaims.Reconstruction}. Test accuracy of copying 8 symbols after 20 blanks and of recalling one of 8 pairs, small language models of width 32, each at the learning rate that is best on validation sequences.",
            XAxis = new Axis("model"),
            YAxis = new Axis("accuracy"),
            ReferenceLines = [new ReferenceLine("chance", 0.125)],
            Bars =
            [
                .. arms.Select(arm => Bar.From(
                    AstroArm.Label(arm.Unit), trials.Of(arm.Name).Mean("accuracy")!.Value, [.. trials.Of(arm.Name).Values("accuracy").Select(value => value.Value)], arm.Part == AstroPart.Copying ? "copying" : "associative recall")),
            ],
        };
    }

    private BarFigure? Text()
    {
        var arms = trials.Arms.Where(arm => arm.Part == AstroPart.Language).ToList();
        Bar Of(AstroArm arm, string metric, string group) => Bar.From(AstroArm.Label(arm.Unit), trials.Of(arm.Name).Mean(metric)!.Value, [.. trials.Of(arm.Name).Values(metric).Select(value => value.Value)], group);
        return arms.Count == 0 ? null : new BarFigure
        {
            Name = "text",
            Title = "Bits per character of the test text",
            Caption = $"{AstroClaims.Reconstruction}. Lower is better; second mentions are names last mentioned 50 to 200 characters before. The dashed line is the unigram entropy.",
            XAxis = new Axis("model"),
            YAxis = new Axis("bits per character"),
            ReferenceLines = [new ReferenceLine("unigram", trials.Of(arms[0].Name).Rows[0]["unigram bpc"])],
            Bars = [.. arms.Select(arm => Of(arm, "bpc", "all characters")), .. arms.Select(arm => Of(arm, "bpc, second mentions", "second mentions of names"))],
        };
    }

    private LineFigure? Times()
    {
        var rows = trials.Where(arm => arm.Part == AstroPart.Cost).Rows.Where(row => row.Result.Arrays.ContainsKey("GPT ms")).ToList();
        LineSeries Of(string label, string array) => new()
        {
            Label = label,
            X = rows[0].Result.Arrays["contexts"].Values,
            Y = [.. rows[0].Result.Arrays[array].Values.Select((_, i) => rows.Average(row => row.Result.Arrays[array].Values[i]))],
            Individuals = [.. rows.Select(row => row.Result.Arrays[array].Values)],
        };
        return rows.Count == 0 ? null : new LineFigure
        {
            Name = "generation-time",
            Title = "Time of a token by length of the text before",
            Caption = $"{AstroClaims.Reconstruction}. Batch 1, one thread, median of tokens generated in turn by both models; thin lines are seeds.",
            XAxis = new Axis("context, tokens", Scale: AxisScale.Log10),
            YAxis = new Axis("time of a token", "ms"),
            Series = [Of("AM-SU (reconstruction)", "AM-SU ms"), Of("small GPT with cache", "GPT ms")],
        };
    }
}
