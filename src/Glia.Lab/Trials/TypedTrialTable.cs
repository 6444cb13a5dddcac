using Glia.Lab.Statistics;
using Glia.Lab.Studies;

namespace Glia.Lab.Trials;

/// <summary>The finished trials of a typed study; all that <c>Judge</c> and <c>Draw</c> see.</summary>
/// <param name="Rows">The finished trials, in the plan's order.</param>
public sealed record TrialTable<TArm>(IReadOnlyList<TrialRow<TArm>> Rows)
    where TArm : Arm
{
    /// <summary>The arms that have at least one finished trial, in the plan's order.</summary>
    public IReadOnlyList<TArm> Arms => [.. Rows.Select(row => row.Arm).DistinctBy(arm => arm.Name)];

    /// <summary>The trials whose arm fulfils the condition.</summary>
    public TrialTable<TArm> Where(Func<TArm, bool> condition) => new([.. Rows.Where(row => condition(row.Arm))]);

    /// <summary>The trials of one arm, by its name.</summary>
    public TrialTable<TArm> Of(string armName) => Where(arm => arm.Name == armName);

    /// <summary>A metric's values with their seeds.</summary>
    public IReadOnlyList<SeedValue> Values(string metric) => [.. Rows.Select(row => new SeedValue(row.Seed, row[metric]))];

    /// <summary>A metric's mean over all rows with its 95 % interval; null without rows.</summary>
    public Estimate? Mean(string metric) =>
        Rows.Count == 0 ? null : Estimate.FromSample([.. Rows.Select(row => row[metric])]);

    /// <summary>The mean difference of a metric between two arms, paired by seed; null where the arms share no seed.</summary>
    public Estimate? Difference(string armName, string baselineName, string metric)
    {
        var baseline = Of(baselineName).Values(metric);
        var seeds = baseline.Select(value => value.Seed).ToHashSet();
        var shared = new TrialTable<TArm>([.. Of(armName).Rows.Where(row => seeds.Contains(row.Seed))]);
        return shared.Rows.Count == 0 ? null : PairedDifference.Between(shared.Values(metric), baseline).Estimate;
    }
}
