using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.AstroSnn;

/// <summary>The rules of <see cref="AstroClaims"/>.</summary>
internal sealed class AstroSnnJudge(TrialTable<AstroArm> trials)
{
    public const double Chance = 0.25;
    private const double AtChance = 0.32;
    private const int LongDelay = 80;

    /// <summary>Spiking units with slow or recurrent state of their own, as language models.</summary>
    public static readonly IReadOnlyList<AstroUnit> SpikingRivals = [AstroUnit.WideLif, AstroUnit.AdaptiveLif, AstroUnit.SlowLif, AstroUnit.RecurrentLif, AstroUnit.SpikeGpt];

    private static readonly AstroUnit[] Rivals = [AstroUnit.WideLif, AstroUnit.AdaptiveLif, AstroUnit.SlowLif, AstroUnit.RecurrentLif];
    private readonly List<int> _delays = [.. trials.Arms.Where(arm => arm is { Part: AstroPart.Memory, Unit: AstroUnit.AstrocyteModulated }).Select(arm => arm.Delay).Order()];

    public IEnumerable<Finding> All() => new[] { Retention(), Astrocyte(), FairRivals(), Language(), LongRange(), Cost(), FairLanguage(), Copying(), Association() }.OfType<Finding>()
        .Select(finding => finding with { Note = $"{AstroClaims.Reconstruction}. {finding.Note}" });

    private Finding? Retention()
    {
        var both = _delays.Where(delay => Recall(delay, AstroUnit.Lif) is not null).ToList();
        if (both.Count == 0)
        {
            return null;
        }

        var held = both.Count(delay => Recall(delay, AstroUnit.AstrocyteModulated)!.Value.Mean >= Needed(delay) && Recall(delay, AstroUnit.Lif)!.Value.Mean <= AtChance);
        var difference = Difference(both[^1], AstroUnit.AstrocyteModulated, AstroUnit.Lif)!.Value;
        return new Finding("C1", $"accuracy at D={both[^1]}, AM-SU − LIF", difference, Rule.Graded(held == both.Count, held > 0))
        {
            PValue = difference.PValue,
            Note = string.Join("; ", both.Select(delay => $"D={delay}: AM-SU {Text(delay, AstroUnit.AstrocyteModulated)}, LIF {Text(delay, AstroUnit.Lif)}")),
        };
    }

    private Finding? Astrocyte()
    {
        if (_delays.Count == 0)
        {
            return null;
        }

        Estimate Emptied(int delay) => trials.Of(new AstroArm(AstroPart.Memory, AstroUnit.AstrocyteModulated, delay).Name).Mean("accuracy, astrocytes emptied")!.Value;
        var forgets = _delays.All(delay => Emptied(delay).Mean <= AtChance);
        var frozen = Recall(LongDelay, AstroUnit.FrozenAstrocyte);
        var slow = frozen is { } value && value.Mean <= 0.60;
        return new Finding("C2", $"accuracy with the astrocytes emptied at D/2, D={_delays[^1]}", Emptied(_delays[^1]), Rule.Graded(forgets && slow, forgets || slow))
        {
            Note = string.Join("; ", _delays.Select(delay => $"D={delay}: emptied {EstimateFormat.Brief(Emptied(delay))}"))
                + (frozen is { } held ? $"; astrocytes held at τ=2, D={LongDelay}: {EstimateFormat.Brief(held)}" : $"; D={LongDelay} was not run"),
        };
    }

    private Finding? FairRivals()
    {
        if (_delays.Count == 0)
        {
            return null;
        }

        var delay = _delays[^1];
        var rivals = Rivals.Where(unit => Recall(delay, unit) is not null).ToList();
        if (rivals.Count == 0)
        {
            return null;
        }

        var best = rivals.MaxBy(unit => Recall(delay, unit, "validation accuracy")!.Value.Mean);
        if (Difference(delay, AstroUnit.AstrocyteModulated, best) is not { } difference)
        {
            return null;
        }

        return new Finding("C3", $"accuracy at D={delay}, AM-SU − {AstroArm.Label(best)}", difference, Rule.Graded(difference.Lower > 0, !(difference.Upper < 0)))
        {
            PValue = difference.PValue,
            Note = string.Join("; ", rivals.Append(AstroUnit.Gru).Where(unit => Recall(delay, unit) is not null).Select(unit => $"{AstroArm.Label(unit)} {Text(delay, unit)}")),
        };
    }

    private Finding? Language()
    {
        if (Between(AstroUnit.Lif, AstroUnit.AstrocyteModulated, "bpc") is not { } gain)
        {
            return null;
        }

        var rows = Text(AstroUnit.AstrocyteModulated).Rows;
        var learnt = rows.All(row => row["bpc"] < row["unigram bpc"] - 1.5);
        var verdict = Rule.AtLeast(gain, 0.03);
        return new Finding("C4", "bits per character, LIF − AM-SU", gain, Rule.PartlyUnless(verdict, learnt))
        {
            PValue = gain.PValue,
            Note = $"{Listed(AstroPart.Language, "bpc", "bits per character")}; unigram {EstimateFormat.Number(rows[0]["unigram bpc"])}",
        };
    }

    private Finding? LongRange()
    {
        if (Between(AstroUnit.Lif, AstroUnit.AstrocyteModulated, "long-range advantage") is not { } negative)
        {
            return null;
        }

        // The metric is bpc on all characters minus bpc on second mentions; LIF − AM-SU of it is the average gain minus the gain there.
        var advantage = new Estimate(-negative.Mean, -negative.Upper, -negative.Lower, negative.Count) { PValue = negative.PValue };
        return new Finding("C5", "gain over LIF on second mentions − on all characters, bpc", advantage, Rule.Graded(advantage.Lower > 0, advantage.Mean > 0))
        {
            PValue = advantage.PValue,
            Note = $"second mentions: AM-SU {EstimateFormat.Brief(Text(AstroUnit.AstrocyteModulated).Mean("bpc, second mentions")!.Value)}, LIF {EstimateFormat.Brief(Text(AstroUnit.Lif).Mean("bpc, second mentions")!.Value)} bits per character",
        };
    }

    private Finding? Cost()
    {
        var rows = trials.Where(arm => arm.Part == AstroPart.Cost).Rows.Where(row => row.Result.Metrics.ContainsKey("AM-SU ms, max/min")).ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        Estimate Mean(string metric) => Estimate.FromSample([.. rows.Select(row => row[metric])]);
        var (flat, growth) = (Mean("AM-SU ms, max/min"), Mean("GPT ms, longest/shortest"));
        var bytes = rows.All(row => row["AM-SU state constant"] == 1 && row["GPT cache as predicted"] == 1);
        var range = rows.All(row => row.Result.Arrays["contexts"].Values is { Count: > 1 } contexts && contexts.Min() <= 64 && contexts.Max() >= 4096);
        var (isFlat, grows) = (flat.Mean <= 1.2, growth.Mean >= 1.5);
        return new Finding("C6", "GPT ms a token, longest/shortest context", growth, Rule.Graded(bytes && isFlat && grows && range, bytes && (isFlat || grows)))
        {
            Note = $"AM-SU max/min {EstimateFormat.Brief(flat)}; ms a token at the longest context: AM-SU {EstimateFormat.Brief(Mean("AM-SU ms, longest"))}, GPT {EstimateFormat.Brief(Mean("GPT ms, longest"))}; "
                + $"bytes: AM-SU {EstimateFormat.Number(rows[0]["AM-SU bytes"])}, GPT {EstimateFormat.Number(rows[0]["GPT bytes, longest"])}",
        };
    }

    private Finding? FairLanguage()
    {
        var rivals = SpikingRivals.Where(unit => Text(unit).Mean("validation bpc") is not null).ToList();
        if (rivals.Count == 0)
        {
            return null;
        }

        var best = rivals.MinBy(unit => Text(unit).Mean("validation bpc")!.Value.Mean);
        return Between(best, AstroUnit.AstrocyteModulated, "bpc") is not { } gain ? null
            : new Finding("C8", $"bits per character, {AstroArm.Label(best)} − AM-SU", gain, Rule.Graded(gain.Lower > 0, !(gain.Upper < 0)))
            {
                PValue = gain.PValue,
                Note = Listed(AstroPart.Language, "bpc", "bits per character"),
            };
    }

    private Finding? Copying()
    {
        var rivals = SpikingRivals.Where(unit => Task(AstroPart.Copying, unit).Mean("validation accuracy") is not null).ToList();
        if (rivals.Count == 0)
        {
            return null;
        }

        var best = rivals.MaxBy(unit => Task(AstroPart.Copying, unit).Mean("validation accuracy")!.Value.Mean);
        return TaskDifference(AstroPart.Copying, AstroUnit.AstrocyteModulated, best) is not { } difference ? null
            : new Finding("C9", $"accuracy, AM-SU − {AstroArm.Label(best)}", difference, Rule.Graded(difference.Lower > 0, !(difference.Upper < 0)))
            {
                PValue = difference.PValue,
                Note = Listed(AstroPart.Copying, "accuracy", "accuracy"),
            };
    }

    private Finding? Association()
    {
        if (TaskDifference(AstroPart.Association, AstroUnit.AstrocyteMemory, AstroUnit.AstrocyteModulated) is not { } difference)
        {
            return Finding.NotTested("C10", "No model recalls within a desk's time; run with --set associationSteps=20000.");
        }

        if (Task(AstroPart.Association, AstroUnit.Transformer).Mean("accuracy") is { Mean: < 0.9 } attention)
        {
            return Finding.NotTested("C10", $"Trained too short: not even the GPT recalls ({EstimateFormat.Brief(attention)}). Raise associationSteps. {Listed(AstroPart.Association, "accuracy", "Accuracy")}");
        }

        var recalls = Task(AstroPart.Association, AstroUnit.AstrocyteMemory).Mean("accuracy")!.Value.Mean >= 0.9;
        return new Finding("C10", "accuracy, AM-SU with associative memory − AM-SU", difference, Rule.Graded(recalls && difference.Lower > 0, difference.Lower > 0))
        {
            PValue = difference.PValue,
            Note = Listed(AstroPart.Association, "accuracy", "accuracy"),
        };
    }

    private static double Needed(int delay) => delay switch { <= 5 => 0.95, <= 20 => 0.90, _ => 0.70 };

    private Estimate? Recall(int delay, AstroUnit unit, string metric = "accuracy") => trials.Of(new AstroArm(AstroPart.Memory, unit, delay).Name).Mean(metric);

    private Estimate? Difference(int delay, AstroUnit unit, AstroUnit baseline) =>
        trials.Difference(new AstroArm(AstroPart.Memory, unit, delay).Name, new AstroArm(AstroPart.Memory, baseline, delay).Name, "accuracy");

    private TrialTable<AstroArm> Task(AstroPart part, AstroUnit unit) => trials.Of(new AstroArm(part, unit).Name);

    private Estimate? TaskDifference(AstroPart part, AstroUnit unit, AstroUnit baseline) =>
        trials.Difference(new AstroArm(part, unit).Name, new AstroArm(part, baseline).Name, "accuracy");

    private string Listed(AstroPart part, string metric, string what) => what + ": "
        + string.Join("; ", trials.Arms.Where(arm => arm.Part == part).Select(arm => $"{AstroArm.Label(arm.Unit)} {EstimateFormat.Brief(trials.Of(arm.Name).Mean(metric)!.Value)}"));

    private TrialTable<AstroArm> Text(AstroUnit unit) => trials.Of(new AstroArm(AstroPart.Language, unit).Name);

    private Estimate? Between(AstroUnit unit, AstroUnit baseline, string metric) =>
        trials.Difference(new AstroArm(AstroPart.Language, unit).Name, new AstroArm(AstroPart.Language, baseline).Name, metric);

    private string Text(int delay, AstroUnit unit) => EstimateFormat.Brief(Recall(delay, unit)!.Value);
}
