using System.Globalization;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>The rules of the claims; the thresholds are those of <see cref="Study.Claims"/>, written down before any run of this code.</summary>
internal sealed class RehearsalFindings(TrialTable<RehearsalArm> trials, PowerLawRehearsalOptions options)
{
    private const string Acc = "acc";
    private readonly RehearsalPlanner _planner = new(options);
    private readonly string _power = RehearsalArm.NameOf(RehearsalMethod.PowerLaw, options.Exponent, "");
    private readonly string _longPower = new RehearsalPlanner(options).Long(RehearsalMethod.PowerLaw, options.Exponent);

    public IEnumerable<Finding> All()
    {
        var strategies = new StrategyFindings(trials, options);
        return new[] { Interference(), strategies.Permuted(), Exponential(), Recent(), Joint(), Uniform(), ManyTasks(), SizeAndAmount(), Facilitation(), strategies.Split() }.OfType<Finding>();
    }

    private Finding? Interference() => Simple("C1", RehearsalArm.NameOf(RehearsalMethod.Naive, 0, ""), .12) is { } finding
        ? finding with { Note = FindingText.Join(Streams().Prepend(Repeats()).Prepend(Budget()).Prepend(Extra())) }
        : null;

    private Finding? Exponential()
    {
        var fast = RehearsalArm.NameOf(RehearsalMethod.Exponential, 1, "");
        if (trials.Difference(_power, fast, Acc) is not { } difference)
        {
            return null;
        }

        var slow = RehearsalArm.NameOf(RehearsalMethod.Exponential, .5, "");
        var beside = trials.Difference(_power, slow, Acc) is { } overSlow ? $"against λ=0.5 {FindingText.Number(overSlow)}" : "";
        var verdict = Rule.AtLeast(difference, .02);
        var far = trials.Difference(_longPower, _planner.Long(RehearsalMethod.Exponential, .5), Acc);
        verdict = Rule.PartlyUnless(verdict, far is { } many && Rule.AtLeast(many, .06) == Verdict.Reproduced);
        return new Finding("C3", $"ACC, {_power} − {fast}", difference, verdict)
        {
            PValue = difference.PValue,
            Note = FindingText.Join([beside, far is { } value ? $"with {options.LongTasks} tasks, against λ=0.5, {FindingText.Number(value)}" : "the long stream was not run"]),
        };
    }

    private Finding? Recent() => Simple("C4", RehearsalArm.NameOf(RehearsalMethod.MostRecent, 0, ""), .08);

    private Finding? Joint()
    {
        var joint = RehearsalArm.NameOf(RehearsalMethod.Joint, 0, "");
        return trials.Difference(_power, joint, Acc) is { } difference
            ? new Finding("C5", $"ACC, {_power} − {joint}", difference, Rule.Within(difference, -.03, .03))
            : null;
    }

    private Finding? Uniform()
    {
        var uniform = RehearsalArm.NameOf(RehearsalMethod.Uniform, 0, "");
        if (trials.Difference(_power, uniform, Acc) is not { } difference)
        {
            return null;
        }

        var verdict = Rule.Holds(difference.Lower > 0);
        return new Finding("C6", $"ACC, {_power} − {uniform}", difference, verdict)
        {
            PValue = difference.PValue,
            Note = FindingText.Join(OverUniform().Prepend(verdict == Verdict.Reproduced ? "" : "uniform rehearsal is as good or better at this scale").Append(OtherExponents())),
        };
    }

    /// <summary>Power law against uniform rehearsal in every other setting that was run.</summary>
    private IEnumerable<string> OverUniform() => trials.Arms.Where(arm => arm.Method == RehearsalMethod.Uniform && arm.Variant.Length > 0)
        .Select(arm => (arm.Variant, Gain: trials.Difference(RehearsalArm.NameOf(RehearsalMethod.PowerLaw, options.Exponent, arm.Variant), arm.Name, Acc)))
        .Where(setting => setting.Gain is not null).Select(setting => $"{setting.Variant} {FindingText.Number(setting.Gain!.Value)}");

    private string OtherExponents() => string.Join(", ", trials.Arms
        .Where(arm => arm is { Method: RehearsalMethod.PowerLaw, Variant: "" } && arm.Parameter != options.Exponent)
        .Select(arm => $"{arm.Name} {FindingText.Number(trials.Of(arm.Name).Mean(Acc)!.Value)}"));

    private Finding? ManyTasks()
    {
        var naive = _planner.Long(RehearsalMethod.Naive);
        return trials.Difference(_longPower, naive, Acc) is { } difference
            ? new Finding("C7", $"ACC, {_longPower} − {naive}", difference, Rule.AtLeast(difference, .25))
            {
                PValue = difference.PValue,
                Note = FindingText.Join(new StrategyFindings(trials, options).Over(_planner.LongVariant)),
            }
            : null;
    }

    private Finding? SizeAndAmount()
    {
        var naive = RehearsalArm.NameOf(RehearsalMethod.Naive, 0, "");
        var gains = RehearsalPlanner.Fractions.Select(RehearsalPlanner.FractionVariant).Select(variant => (Variant: variant, Baseline: naive))
            .Concat(RehearsalPlanner.Widths.Select(RehearsalPlanner.WidthVariant).Select(variant => (Variant: variant, Baseline: RehearsalArm.NameOf(RehearsalMethod.Naive, 0, variant))))
            .Select(setting => (setting.Variant, Gain: trials.Difference(RehearsalArm.NameOf(RehearsalMethod.PowerLaw, options.Exponent, setting.Variant), setting.Baseline, Acc)))
            .Where(setting => setting.Gain is not null).Select(setting => (setting.Variant, Gain: setting.Gain!.Value)).ToList();
        if (gains.Count == 0)
        {
            return null;
        }

        var (where, smallest) = gains.MinBy(setting => setting.Gain.Mean);
        var holding = gains.Count(setting => setting.Gain.Lower > 0);
        var verdict = holding == gains.Count ? Verdict.Reproduced : holding > 0 ? Verdict.Partly : Verdict.NotReproduced;
        return new Finding("C8", $"ACC, power law − naive, smallest gain of {gains.Count} settings ({where})", smallest, verdict)
        {
            PValue = smallest.PValue,
            Note = string.Join("; ", gains.Select(setting => $"{setting.Variant}: {FindingText.Number(setting.Gain)}")),
        };
    }

    private Finding? Facilitation() =>
        trials.Difference(_power, RehearsalArm.NameOf(RehearsalMethod.Naive, 0, ""), "samplesTo70") is { } difference
            ? new Finding("C9", "samples of a new task to 70 % accuracy, power law − naive, mean over tasks 2 … T", difference, Verdict.NotTested)
            {
                Note = "reported without a threshold: the paper's outcome is not known; negative means faster",
            }
            : null;

    private Finding? Simple(string claim, string baseline, double threshold) => trials.Difference(_power, baseline, Acc) is { } difference
        ? new Finding(claim, $"ACC, {_power} − {baseline}", difference, Rule.AtLeast(difference, threshold)) { PValue = difference.PValue }
        : null;

    private string Extra() => trials.Difference(_power, RehearsalArm.NameOf(RehearsalMethod.ExtraOfCurrent, 0, ""), Acc) is { } difference
        ? $"against naive with the same number of samples {FindingText.Number(difference)}"
        : "";

    /// <summary>The gain over naive on other streams than permuted digits.</summary>
    private IEnumerable<string> Streams() => new[] { RehearsalPlanner.Rotated, RehearsalPlanner.Clothes, RehearsalPlanner.SplitGivenTask }
        .Select(variant => (Variant: variant, Gain: trials.Difference(
            RehearsalArm.NameOf(RehearsalMethod.PowerLaw, options.Exponent, variant), RehearsalArm.NameOf(RehearsalMethod.Naive, 0, variant), Acc)))
        .Where(stream => stream.Gain is not null).Select(stream => $"{stream.Variant} {FindingText.Number(stream.Gain!.Value)}");

    private string Budget() => string.Create(
        CultureInfo.InvariantCulture,
        $"images seen: {trials.Of(_power).Rows[0]["imagesSeen"]:N0}, naive {trials.Of(RehearsalArm.NameOf(RehearsalMethod.Naive, 0, "")).Rows[0]["imagesSeen"]:N0}");

    private string Repeats() => trials.Of(_power).Rows[0]["imageUses"] is > 1 and var uses
        ? string.Create(CultureInfo.InvariantCulture, $"an image serves {uses:0.0} times over all tasks, under another permutation each time")
        : "";
}
