using Glia.Lab.Studies;

namespace Glia.Lab.Trials;

/// <summary>The finished trials of a run, in the plan's order.</summary>
/// <param name="Rows">Trials with what they measured.</param>
public sealed record TrialTable(IReadOnlyList<(Trial Trial, TrialResult Result)> Rows)
{
    /// <summary>The table with typed arms.</summary>
    public TrialTable<TArm> As<TArm>()
        where TArm : Arm => new([.. Rows.Select(row => new TrialRow<TArm>(row.Trial.ArmAs<TArm>(), row.Trial.Seed, row.Result))]);
}
