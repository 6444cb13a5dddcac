namespace Glia.Identification;

/// <summary>Sizes of the simulated branched cell and of a recording from it.</summary>
public sealed record BranchedCellOptions
{
    /// <summary>Dendritic branches. Default 8.</summary>
    public int Branches { get; init; } = 8;

    /// <summary>Excitatory synapses of each branch. Default 16.</summary>
    public int ExcitatoryPerBranch { get; init; } = 16;

    /// <summary>Inhibitory synapses of each branch. Default 8.</summary>
    public int InhibitoryPerBranch { get; init; } = 8;

    /// <summary>Factor f of the AMPA and NMDA conductances. Default 0.8, about two spikes a second.</summary>
    public double ExcitatoryScale { get; init; } = 0.8;

    /// <summary>Length of a recording in milliseconds. Default 6,000.</summary>
    public int DurationMs { get; init; } = 6000;

    /// <summary>Number of synapses: excitatory of all branches, then inhibitory of all branches.</summary>
    public int Inputs => Branches * (ExcitatoryPerBranch + InhibitoryPerBranch);

    internal BranchedCellOptions Validated()
    {
        foreach (var (name, value) in new[] { (nameof(Branches), Branches), (nameof(ExcitatoryPerBranch), ExcitatoryPerBranch), (nameof(InhibitoryPerBranch), InhibitoryPerBranch), (nameof(DurationMs), DurationMs) })
        {
            if (value is <= 0 or > 10_000_000)
            {
                throw new ArgumentOutOfRangeException(name, value, $"BranchedCellOptions.{name} must be from 1 to 10,000,000; got {value}.");
            }
        }

        return ExcitatoryScale is >= 0 and <= 100 ? this
            : throw new ArgumentOutOfRangeException(nameof(ExcitatoryScale), ExcitatoryScale, FormattableString.Invariant($"BranchedCellOptions.ExcitatoryScale must be from 0 to 100; got {ExcitatoryScale}."));
    }
}
