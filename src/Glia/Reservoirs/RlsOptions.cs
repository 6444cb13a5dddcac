namespace Glia.Reservoirs;

/// <summary>Constants of recursive least squares.</summary>
public sealed record RlsOptions
{
    /// <summary>α: P₀ = I/α, above 0. Default 1.</summary>
    public double Regularisation { get; init; } = 1;

    /// <summary>l, above 0 and at most 1: by how much the past counts less with every step. Default 1, nothing is forgotten.</summary>
    public double Forgetting { get; init; } = 1;

    internal RlsOptions Validated()
    {
        if (!(Regularisation > 0) || !double.IsFinite(Regularisation))
        {
            throw new ArgumentOutOfRangeException(nameof(Regularisation), Regularisation, "RlsOptions.Regularisation must be above 0 and finite.");
        }

        return Forgetting is > 0 and <= 1 ? this
            : throw new ArgumentOutOfRangeException(nameof(Forgetting), Forgetting, "RlsOptions.Forgetting must be above 0 and at most 1.");
    }
}
