using System.Globalization;
using Glia.Lab.Trials;

namespace Glia.Studies.PowerLawRehearsal;

/// <summary>The grid of one strategy on one stream: every strength, and the one that does best on validation images.</summary>
internal sealed class StrategyGrid
{
    private readonly TrialTable<RehearsalArm> _trials;

    private StrategyGrid(StrategyFamily family, IReadOnlyList<RehearsalArm> arms, TrialTable<RehearsalArm> trials)
    {
        (Family, Arms, _trials) = (family, arms, trials);
        Chosen = arms.MaxBy(Validation)!;
    }

    public StrategyFamily Family { get; }

    /// <summary>The arms by rising strength.</summary>
    public IReadOnlyList<RehearsalArm> Arms { get; }

    /// <summary>The arm with the best mean accuracy on validation images; test images choose nothing.</summary>
    public RehearsalArm Chosen { get; }

    /// <summary>Whether a better strength may lie beyond the grid.</summary>
    public bool IsChoiceAtEnd => Chosen == Arms[0] || Chosen == Arms[^1];

    /// <summary>The grids of all strategies that were run on a stream.</summary>
    public static IReadOnlyList<StrategyGrid> All(TrialTable<RehearsalArm> trials, string variant) =>
    [
        .. StrategyFamily.All
            .Select(family => (Family: family, Arms: trials.Arms.Where(arm => arm.Strategy == family.Name && arm.Variant == variant).OrderBy(arm => arm.Parameter).ToList()))
            .Where(grid => grid.Arms.Count > 0).Select(grid => new StrategyGrid(grid.Family, grid.Arms, trials)),
    ];

    /// <summary>Mean accuracy of an arm on validation images.</summary>
    public double Validation(RehearsalArm arm) => _trials.Of(arm.Name).Mean("validationAcc")!.Value.Mean;

    /// <summary>The whole grid in words: strength, accuracy on validation and on test images.</summary>
    public override string ToString()
    {
        var cells = Arms.Select(arm => string.Create(
            CultureInfo.InvariantCulture, $"{arm.Parameter}: {Validation(arm):0.000}, {_trials.Of(arm.Name).Mean("acc")!.Value.Mean:0.000}"));
        var flag = IsChoiceAtEnd ? ", at the end of its grid" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Family.Name} {Family.Symbol} (validation, test) {string.Join("; ", cells)}: {Chosen.Parameter} chosen{flag}");
    }
}
