using System.Globalization;
using Glia.Continual;
using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>The study's rules, as its claims state them; fixed before any run.</summary>
internal static class PowerLawRehearsalJudge
{
    private const int FewTasks = 10;
    private const int ManyTasks = 25;
    private const string Acc = "acc";

    public static IEnumerable<Finding> Judge(TrialTable<RehearsalArm> trials, PowerLawRehearsalOptions options)
    {
        var few = new Stream(trials, options, FewTasks, TaskScenario.DomainIncremental);
        var split = new Stream(trials, options, options.SplitTasks.Count > 0 ? options.SplitTasks[0] : 0, TaskScenario.ClassIncremental);
        return new[]
        {
            few.Against("C1", few.Naive, 0.12) is { } mitigates ? mitigates with { Note = few.JointNote() } : null,
            few.Against("C2", few.BestRegularised(), 0.04),
            Worst(few.Against("C3", few.Other(RehearsalMethod.Exponential, 1), 0.02), few.Against("C3", few.Other(RehearsalMethod.MostRecent, 0), 0.08)),
            few.Against("C4", few.Other(RehearsalMethod.Uniform, 0), 0),
            Robust(trials, options),
            few.Facilitation(),
            split.Against("C7", split.BestRegularised(), 0.04),
        }.OfType<Finding>();
    }

    private static Finding? Robust(TrialTable<RehearsalArm> trials, PowerLawRehearsalOptions options)
    {
        var many = new Stream(trials, options, ManyTasks, TaskScenario.DomainIncremental);
        var few = new Stream(trials, options, FewTasks, TaskScenario.DomainIncremental);
        var worst = Worst(
        [
            many.Against("C5", many.Naive, 0.25), many.Against("C5", many.Other(RehearsalMethod.Exponential, 0.5), 0.06),
            .. options.AblationHidden.Select(hidden => few.Against("C5", few.Naive, 0.12, arm => arm with { Hidden = hidden })),
            .. options.AblationFractions.Select(fraction => few.Against("C5", few.Naive, 0, arm => arm.Rehearses ? arm with { Fraction = fraction } : arm)),
        ]);

        // Without the many tasks the claim is not tested, whatever the ablations say.
        return many.Against("C5", many.Naive, 0.25) is null ? null : worst;
    }

    private static Finding? Worst(params IReadOnlyList<Finding?> findings) => findings.OfType<Finding>().OrderBy(finding => finding.Verdict).FirstOrDefault();

    // One stream of tasks: its arms by method, and the power law against any of them.
    private sealed class Stream(TrialTable<RehearsalArm> trials, PowerLawRehearsalOptions options, int tasks, TaskScenario scenario)
    {
        public RehearsalArm Naive => new(RehearsalMethod.Naive, 0, scenario, tasks, options.Fraction, options.Hidden, options.Order, options.Clock);

        private RehearsalArm PowerLaw => Other(RehearsalMethod.PowerLaw, options.Exponents[0]);

        public RehearsalArm Other(RehearsalMethod method, double parameter) => Naive with { Method = method, Parameter = parameter };

        public Finding? Against(string claim, RehearsalArm? baseline, double threshold, Func<RehearsalArm, RehearsalArm>? changed = null)
        {
            var (power, other) = (changed?.Invoke(PowerLaw) ?? PowerLaw, baseline is null ? null : changed?.Invoke(baseline) ?? baseline);
            return other is not null && trials.Difference(power.Name, other.Name, Acc) is { } difference
                ? new Finding(claim, string.Create(CultureInfo.InvariantCulture, $"ACC, {power.Name} − {other.Title} ({trials.Of(other.Name).Mean(Acc)!.Value.Mean:0.000})"), difference, Rule.AtLeast(difference, threshold))
                : null;
        }

        // Chosen by accuracy on validation images, never on the test images that are judged.
        public RehearsalArm? BestRegularised() => trials.Where(arm => arm.Regularises && arm.Scenario == scenario && arm.Tasks == tasks && arm.Hidden == options.Hidden)
            .Arms.MaxBy(arm => trials.Of(arm.Name).Mean("validation")!.Value.Mean);

        public string JointNote() => trials.Difference(PowerLaw.Name, Other(RehearsalMethod.Joint, 0).Name, Acc) is { } gap
            ? $"power law − joint: {EstimateFormat.Text(gap)} (expected within ±0.03)" : "";

        public Finding? Facilitation()
        {
            const string samples = "samples to 70 %";
            var both = trials.Where(arm => arm.Name == PowerLaw.Name || arm.Name == Naive.Name);
            if (both.Rows.Any(row => !row.Result.Metrics.ContainsKey(samples)) || both.Difference(Naive.Name, PowerLaw.Name, samples) is not { } gain)
            {
                return null;
            }

            return new Finding("C6", "samples until 70 %, naive − power law", gain, Rule.AtLeast(gain, 0));
        }
    }
}
