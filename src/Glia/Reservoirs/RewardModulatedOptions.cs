namespace Glia.Reservoirs;

/// <summary>Constants of reward-modulated learning.</summary>
public sealed record RewardModulatedOptions
{
    /// <summary>η, above 0 and below 2: the rate of the signed error whose mean step it takes. Default 0.05.</summary>
    public double Rate { get; init; } = 0.05;

    /// <summary>σ of the exploration that is added to each output, above 0. Default 0.2.</summary>
    public double Exploration { get; init; } = 0.2;

    /// <summary>Share of the newest reward in its running mean, above 0 and at most 1. Default 0.2.</summary>
    public double BaselineRate { get; init; } = 0.2;

    internal RewardModulatedOptions Validated()
    {
        Require(Rate is > 0 and < 2, nameof(Rate), Rate, "above 0 and below 2");
        Require(Exploration > 0 && double.IsFinite(Exploration), nameof(Exploration), Exploration, "above 0 and finite");
        Require(BaselineRate is > 0 and <= 1, nameof(BaselineRate), BaselineRate, "above 0 and at most 1");
        return this;
    }

    private static void Require(bool holds, string name, double value, string expected)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"RewardModulatedOptions.{name} must be {expected}; got {value}."));
        }
    }
}
