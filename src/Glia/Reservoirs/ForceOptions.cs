namespace Glia.Reservoirs;

/// <summary>Constants of a chaotic rate network that learns by FORCE (Sussillo and Abbott 2009).</summary>
public sealed record ForceOptions
{
    /// <summary>Number of units, N. Default 1,000.</summary>
    public int Units { get; init; } = 1000;

    /// <summary>g: size of the recurrent weights, whose spectral radius is about g; above 1 the network is chaotic by itself. Default 1.5.</summary>
    public double Gain { get; init; } = 1.5;

    /// <summary>p: probability of a recurrent connection, above 0 and at most 1. Default 0.1.</summary>
    public double Connectivity { get; init; } = 0.1;

    /// <summary>dt/τ: length of a step in time constants of the units, above 0 and at most 1. Default 0.1.</summary>
    public double Step { get; init; } = 0.1;

    /// <summary>Feedback weights are drawn from U(−this, this). Default 1.</summary>
    public double FeedbackScaling { get; init; } = 1;

    /// <summary>α: P₀ = I/α, above 0. Default 1.</summary>
    public double Regularisation { get; init; } = 1;

    /// <summary>Weights are updated at every so many steps, 1 or more. Default 2.</summary>
    public int UpdateEvery { get; init; } = 2;

    internal ForceOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Units, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(UpdateEvery, 1);
        Require(Gain >= 0, nameof(Gain), Gain, "0 or more");
        Require(Connectivity is > 0 and <= 1, nameof(Connectivity), Connectivity, "above 0 and at most 1");
        Require(Step is > 0 and <= 1, nameof(Step), Step, "above 0 and at most 1");
        Require(FeedbackScaling >= 0, nameof(FeedbackScaling), FeedbackScaling, "0 or more");
        Require(Regularisation > 0, nameof(Regularisation), Regularisation, "above 0");
        return this;
    }

    private static void Require(bool holds, string name, double value, string expected)
    {
        if (!holds || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"ForceOptions.{name} must be {expected}; got {value}."));
        }
    }
}
