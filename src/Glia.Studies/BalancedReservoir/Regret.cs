using Glia.Lab.Statistics;
using Glia.Lab.Trials;

namespace Glia.Studies.BalancedReservoir;

/// <summary>What is lost by one choice of target rates over all settings, relative to the best choice in each.</summary>
/// <remarks>A setting is a slope and an input fraction. A loss is 1 − capacity/best or 1 − best/error, the worse of the two tasks; the best is that of any target in the setting, seed by seed.</remarks>
internal sealed class Regret
{
    private readonly List<(ReservoirMethod Method, double Parameter, long Seed, double Loss)> _losses;

    public Regret(TrialTable<ReservoirArm> trials, BalancedReservoirOptions options)
    {
        var rows = trials.Where(arm => arm.Method is ReservoirMethod.Local or ReservoirMethod.LocalHeterogeneous && arm.InputScaling == options.InputScalings[0]).Rows;
        Cells = rows.Select(row => (row.Arm.Slope, row.Arm.InputFraction)).Distinct().Count();
        _losses = [.. from cell in rows.GroupBy(row => (row.Arm.Slope, row.Arm.InputFraction, row.Seed))
                      let memory = cell.Max(row => row["memory"])
                      let error = cell.Min(row => row["narma"])
                      from row in cell
                      group Math.Max(1 - (row["memory"] / memory), 1 - (error / row["narma"])) by (row.Arm.Method, row.Arm.Parameter, row.Seed) into losses
                      select (losses.Key.Method, losses.Key.Parameter, losses.Key.Seed, losses.Average())];
    }

    /// <summary>Number of settings.</summary>
    public int Cells { get; }

    /// <summary>The mean loss of every target.</summary>
    public IEnumerable<(string Name, Estimate Regret)> ByTarget() => _losses.GroupBy(loss => (loss.Method, loss.Parameter)).Select(target => (
        target.Key.Method == ReservoirMethod.Local ? FormattableString.Invariant($"ρ={target.Key.Parameter}") : FormattableString.Invariant($"Beta(2, {target.Key.Parameter})"),
        Estimate.FromSample([.. target.Select(loss => loss.Loss)])));

    /// <summary>For each seed, the loss of the method's target that loses least in the mean over the other seeds.</summary>
    public IReadOnlyList<SeedValue> Tuned(ReservoirMethod method)
    {
        var targets = _losses.Where(loss => loss.Method == method).GroupBy(loss => loss.Parameter).Select(target => target.ToDictionary(loss => loss.Seed, loss => loss.Loss)).ToList();
        var seeds = _losses.Select(loss => loss.Seed).Distinct().Order().ToList();
        return targets.Count == 0 || seeds.Count < 2 ? []
            : [.. seeds.Select(seed => new SeedValue(seed, targets.MinBy(target => target.Where(pair => pair.Key != seed).Average(pair => pair.Value))![seed]))];
    }
}
