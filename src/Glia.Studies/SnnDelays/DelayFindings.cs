using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.SnnDelays;

/// <summary>The rules of the claims; the thresholds are those of <see cref="Study.Claims"/>, written down before any run of this code.</summary>
internal sealed class DelayFindings(TrialTable<DelayArm> trials)
{
    private const string Accuracy = "accuracy";
    private const int Narrow = 16;
    private const int Wide = 32;
    private static readonly DelayMethod[] WithoutDelays = [DelayMethod.None, DelayMethod.NoneEqualParameters, DelayMethod.NoneTau5, DelayMethod.NoneTau10];

    public IEnumerable<Finding> All() =>
        new[] { LearnedOverFixed(), FixedOverNone(), WideNetwork(), Rounding(), DelaysCarryIt(), FallingWidth(), Memory() }
            .Concat(new SpeechFindings(trials).All())
            .OfType<Finding>();

    private Finding? LearnedOverFixed()
    {
        if (Difference(DelayMethod.Learned, DelayMethod.FixedRandom, Narrow) is not { } difference)
        {
            return null;
        }

        var (learned, fixedRandom) = (Mean(DelayMethod.Learned, Narrow), Mean(DelayMethod.FixedRandom, Narrow));
        return Found("C1", DelayMethod.FixedRandom, Narrow, difference, Rule.PartlyUnless(Rule.AtLeast(difference, .15), learned.Mean >= .8 && fixedRandom.Mean <= .75)) with
        {
            Note = Words($"learned {Text(learned)}", $"fixed {Text(fixedRandom)}", Against("fixed with equal parameters", DelayMethod.FixedEqualParameters), Against("rounded only at the end", DelayMethod.LearnedToTheEnd)),
        };
    }

    private Finding? FixedOverNone()
    {
        if (Difference(DelayMethod.FixedRandom, DelayMethod.NoneEqualParameters, Narrow) is not { } difference || Find(DelayMethod.None, Narrow) is not { } none)
        {
            return null;
        }

        return new Finding("C2", $"accuracy, {Name(DelayMethod.FixedRandom, Narrow)} − {Name(DelayMethod.NoneEqualParameters, Narrow)}", difference, Rule.PartlyUnless(Rule.AtLeast(difference, 0), none.Mean <= .15))
        {
            PValue = difference.PValue,
            Note = $"no delays {Text(none)}",
        };
    }

    private Finding? WideNetwork() => Difference(DelayMethod.Learned, DelayMethod.FixedRandom, Wide) is { } difference
        ? Found("C3", DelayMethod.FixedRandom, Wide, difference, Rule.PartlyUnless(Rule.AtLeast(difference, .03), Mean(DelayMethod.Learned, Wide).Mean >= .97)) with
        {
            Note = Words($"learned {Text(Mean(DelayMethod.Learned, Wide))}", $"fixed {Text(Mean(DelayMethod.FixedRandom, Wide))}"),
        }
        : null;

    private Finding? Rounding()
    {
        if (Metric(DelayMethod.Learned, Narrow, "roundingLoss") is not { } narrow)
        {
            return null;
        }

        var wide = Metric(DelayMethod.Learned, Wide, "roundingLoss");
        var (holds, wideHolds) = (narrow.Mean <= .15, wide is { Mean: <= .01 });
        return new Finding("C4", $"accuracy lost by rounding, {Name(DelayMethod.Learned, Narrow)}", narrow, Rule.AllOf(holds, wideHolds))
        {
            Note = Words(
                wide is { } w ? $"H={Wide} {Text(w)}" : $"H={Wide} was not run",
                Metric(DelayMethod.LearnedToTheEnd, Narrow, "roundingLoss") is { } late ? $"rounded only at the end {Text(late)}" : ""),
        };
    }

    private Finding? DelaysCarryIt()
    {
        if (Metric(DelayMethod.Learned, Narrow, "shuffledLoss") is not { } shuffled
            || Metric(DelayMethod.Learned, Narrow, "equalAccuracy") is not { } equal || Metric(DelayMethod.Learned, Narrow, "moved") is not { } moved)
        {
            return null;
        }

        bool[] parts = [shuffled.Mean >= .3, equal.Mean <= .2, moved.Mean >= 1];
        return new Finding("C5", $"accuracy lost by shuffling the delays, {Name(DelayMethod.Learned, Narrow)}", shuffled, Rule.AllOf(parts))
        {
            PValue = shuffled.PValue,
            Note = Words($"all delays equal: accuracy {Text(equal)}", $"delays moved by {Text(moved)} steps"),
        };
    }

    private Finding? FallingWidth() => Difference(DelayMethod.Learned, DelayMethod.ConstantSigma, Narrow) is { } difference
        ? Found("C6", DelayMethod.ConstantSigma, Narrow, difference, Rule.AtLeast(difference, 0))
        : null;

    private Finding? Memory()
    {
        var best = WithoutDelays.Where(method => Metric(method, Narrow, "validationAccuracy") is not null)
            .OrderByDescending(method => Metric(method, Narrow, "validationAccuracy")!.Value.Mean).FirstOrDefault();
        return Difference(DelayMethod.Learned, best, Narrow) is { } difference
            ? Found("C7", best, Narrow, difference, Rule.AtLeast(difference, .15)) with
            {
                Note = Find(DelayMethod.Recurrent, Narrow) is { } recurrent ? $"for reference, a recurrent network {Text(recurrent)}" : "the recurrent network was not run",
            }
            : null;
    }

    private static Finding Found(string claim, DelayMethod baseline, int hidden, Estimate difference, Verdict verdict) =>
        new(claim, $"accuracy, {Name(DelayMethod.Learned, hidden)} − {Name(baseline, hidden)}", difference, verdict) { PValue = difference.PValue };

    private static string Name(DelayMethod method, int hidden) => DelayArm.NameOf(method, DelayTask.Patterns, hidden);

    private Estimate? Difference(DelayMethod method, DelayMethod baseline, int hidden) => trials.Difference(Name(method, hidden), Name(baseline, hidden), Accuracy);

    private Estimate Mean(DelayMethod method, int hidden) => Find(method, hidden)!.Value;

    private Estimate? Find(DelayMethod method, int hidden) => Metric(method, hidden, Accuracy);

    private Estimate? Metric(DelayMethod method, int hidden, string metric) => trials.Of(Name(method, hidden)) is { Rows.Count: > 0 } rows ? rows.Mean(metric) : null;

    private string Against(string name, DelayMethod baseline) => Difference(DelayMethod.Learned, baseline, Narrow) is { } difference ? $"over {name} {Text(difference)}" : "";

    private static string Text(Estimate estimate) => EstimateFormat.Text(estimate);

    private static string Words(params IEnumerable<string> parts) => string.Join("; ", parts.Where(part => part.Length > 0));
}
