namespace Glia.Reservoirs;

/// <summary>How a reservoir's readout is fitted and connected.</summary>
public sealed record ReservoirModelOptions
{
    /// <summary>Steps at the start of each series whose states are not learned from. Default 100.</summary>
    public int Washout { get; init; } = 100;

    /// <summary>Ridge penalties λ; of several the best is found by cross-validation. Default 10⁻⁶ alone.</summary>
    public IReadOnlyList<double> Penalties { get; init; } = [1e-6];

    /// <summary>Stretches into which a single series is cut for cross-validation; several series are left out one by one. Default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>How the readout's weights are found. Default ridge regression.</summary>
    public ReadoutSolver Solver { get; init; } = ReadoutSolver.Ridge;

    /// <summary>Whether the readout also sees the input of the step. Default no.</summary>
    public bool InputToReadout { get; init; }

    /// <summary>Feedback of the outputs into the reservoir's last channels; null for none. Default none.</summary>
    public FeedbackOptions? Feedback { get; init; }

    internal ReservoirModelOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Washout);
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        return Penalties.Count > 0 && Penalties.All(penalty => penalty >= 0 && double.IsFinite(penalty)) ? this
            : throw new ArgumentOutOfRangeException(nameof(Penalties), string.Join(", ", Penalties), "ReservoirModelOptions.Penalties must be one or more numbers that are 0 or more and finite.");
    }
}
