using System.Globalization;
using Glia.Lab.Studies;
using Glia.Lab.Trials;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>The rules of the claims that compare with strategies against forgetting, each at the strength that validation images chose.</summary>
internal sealed class StrategyFindings(TrialTable<RehearsalArm> trials, PowerLawRehearsalOptions options)
{
    private const string Acc = "acc";

    /// <summary>C2: permuted digits.</summary>
    public Finding? Permuted()
    {
        var power = Power("");
        var grids = StrategyGrid.All(trials, "").Select(grid => (Grid: grid, Gain: trials.Difference(power, grid.Chosen.Name, Acc))).Where(rival => rival.Gain is not null)
            .Select(rival => (rival.Grid, Gain: rival.Gain!.Value)).ToList();
        var (ewc, overEwc) = grids.FirstOrDefault(rival => rival.Grid.Family.Name == "EWC");
        if (ewc is null)
        {
            return null;
        }

        var verdict = Rule.PartlyUnless(Rule.AtLeast(overEwc, .04), grids.All(rival => rival.Gain.Lower > 0 && (rival.Grid != ewc || !ewc.IsChoiceAtEnd)));
        return new Finding("C2", $"ACC, {power} − {ewc.Chosen.Name}", overEwc, verdict)
        {
            PValue = overEwc.PValue,
            Note = FindingText.Join(grids.Select(rival => $"over {rival.Grid.Chosen.Name} {FindingText.Number(rival.Gain)} ({Cost(rival.Grid.Chosen)})").Concat(grids.Select(rival => rival.Grid.ToString()))
                .Concat(Over(RehearsalPlanner.LargeStep))),
        };
    }

    /// <summary>C10: classes that are added.</summary>
    public Finding? Split()
    {
        var power = Power(RehearsalPlanner.Split);
        var grids = StrategyGrid.All(trials, RehearsalPlanner.Split);
        var best = grids.MaxBy(grid => grid.Validation(grid.Chosen))?.Chosen;
        return best is not null && trials.Difference(power, best.Name, Acc) is { } difference
            ? new Finding("C10", $"ACC, {power} − {best.Name}", difference, Rule.AtLeast(difference, .1))
            {
                PValue = difference.PValue,
                Note = FindingText.Join(grids.Select(grid => grid.ToString()).Prepend("split MNIST only; not CIFAR-100 or TinyImageNet")),
            }
            : null;
    }

    /// <summary>What rehearsal by the power law gains over each strategy in another setting.</summary>
    public IEnumerable<string> Over(string variant) => StrategyGrid.All(trials, variant)
        .Select(grid => (Grid: grid, Gain: trials.Difference(Power(variant), grid.Chosen.Name, Acc))).Where(rival => rival.Gain is not null)
        .Select(rival => $"over {rival.Grid.Chosen.Name} {FindingText.Number(rival.Gain!.Value)}{(rival.Grid.IsChoiceAtEnd ? " (at the end of its grid)" : "")}");

    private string Power(string variant) => RehearsalArm.NameOf(RehearsalMethod.PowerLaw, options.Exponent, variant);

    private string Cost(RehearsalArm arm) => string.Create(
        CultureInfo.InvariantCulture,
        $"keeps {trials.Of(arm.Name).Mean("stateBytes")!.Value.Mean / 1e6:0.0} MB, {trials.Of(arm.Name).Mean("gradientEvaluations")!.Value.Mean:N0} gradients and {trials.Of(arm.Name).Mean("forwardSamples")!.Value.Mean:N0} forward passes of a sample");
}
