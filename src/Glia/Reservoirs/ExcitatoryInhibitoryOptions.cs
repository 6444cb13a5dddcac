namespace Glia.Reservoirs;

/// <summary>Constants of a reservoir of excitatory and inhibitory rate neurons (Srinivasan, Plenz and Girvan 2025).</summary>
public sealed record ExcitatoryInhibitoryOptions
{
    /// <summary>Number of neurons, N. Default 300.</summary>
    public int Units { get; init; } = 300;

    /// <summary>f_E: which part of the neurons is excitatory; there must be at least one neuron of each kind. Default 0.8.</summary>
    public double ExcitatoryFraction { get; init; } = 0.8;

    /// <summary>k: mean number of inputs of a neuron from the others, at most N. Default 30.</summary>
    public double Degree { get; init; } = 30;

    /// <summary>How the inputs of a neuron are drawn. Default <see cref="InDegrees.Random"/>.</summary>
    public InDegrees InDegrees { get; init; } = InDegrees.Random;

    /// <summary>Standard deviation of the weights of a kind over their mean. Default 0.2.</summary>
    public double WeightDeviation { get; init; } = 0.2;

    /// <summary>β, above −1: inhibition is 1 + β times what balances excitation on average; below 0 excitation dominates. Default 0.</summary>
    public double BalanceShift { get; init; }

    /// <summary>c, above 0: how steep the sigmoid is. Default 5.</summary>
    public double SigmoidSlope { get; init; } = 5;

    /// <summary>θ: the potential at which a neuron is half active. Default 0.</summary>
    public double Threshold { get; init; }

    /// <summary>What part of a potential stays for the next step, 0 or more and below 1. Default 0.</summary>
    public double Leak { get; init; }

    /// <summary>f_in: which part of the neurons receives the input, above 0 and at most 1. Default 0.3.</summary>
    public double InputFraction { get; init; } = 0.3;

    /// <summary>σ_in: input weights are drawn from U(−σ_in, σ_in). Default 0.5.</summary>
    public double InputScaling { get; init; } = 0.5;

    /// <summary>Number of excitatory neurons, N_E: the first of all.</summary>
    internal int ExcitatoryUnits => (int)Math.Round(ExcitatoryFraction * Units);

    internal ExcitatoryInhibitoryOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Units, 2);
        Require(ExcitatoryFraction is > 0 and < 1 && ExcitatoryUnits > 0 && ExcitatoryUnits < Units, nameof(ExcitatoryFraction), ExcitatoryFraction,
            "between 0 and 1, with a neuron of each kind: without inhibition nothing can be balanced");
        Require(Degree > 0 && Degree <= Units, nameof(Degree), Degree, FormattableString.Invariant($"above 0 and at most the number of units, {Units}"));
        Require(WeightDeviation >= 0, nameof(WeightDeviation), WeightDeviation, "0 or more");
        Require(BalanceShift > -1, nameof(BalanceShift), BalanceShift, "above −1");
        Require(SigmoidSlope > 0, nameof(SigmoidSlope), SigmoidSlope, "above 0");
        Require(true, nameof(Threshold), Threshold, "finite");
        Require(Leak is >= 0 and < 1, nameof(Leak), Leak, "0 or more and below 1");
        Require(InputFraction is > 0 and <= 1, nameof(InputFraction), InputFraction, "above 0 and at most 1");
        Require(InputScaling >= 0, nameof(InputScaling), InputScaling, "0 or more");
        return this;
    }

    private static void Require(bool holds, string name, double value, string expected)
    {
        if (!holds || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"ExcitatoryInhibitoryOptions.{name} must be {expected}; got {value}."));
        }
    }
}
