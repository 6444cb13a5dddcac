namespace Glia.GainControl;

/// <summary>Terms and weights of the objective that gains minimise; the defaults are those of our reconstruction.</summary>
public sealed record GainObjectiveOptions
{
    /// <summary>What a faithful representation is.</summary>
    public Fidelity Fidelity { get; init; } = Fidelity.LinearReadout;

    /// <summary>What activity costs.</summary>
    public ActivityCost ActivityCost { get; init; } = ActivityCost.SquaredNorm;

    /// <summary>α, weight of the activity, not negative. Default 1.</summary>
    public double ActivityWeight { get; init; } = 1;

    /// <summary>γ, weight of ½‖g − 1‖², above 0. Default 0.2.</summary>
    public double GainWeight { get; init; } = 0.2;

    /// <summary>σ² of the Gaussian channel, above 0; used by <see cref="Fidelity.GaussianInformation"/> alone. Default 1.</summary>
    public double NoiseVariance { get; init; } = 1;

    internal GainObjectiveOptions Validated()
    {
        Require(ActivityWeight >= 0, nameof(ActivityWeight), ActivityWeight, "0 or more");
        Require(GainWeight > 0, nameof(GainWeight), GainWeight, "above 0");
        Require(NoiseVariance > 0, nameof(NoiseVariance), NoiseVariance, "above 0");
        return this;
    }

    private static void Require(bool holds, string name, double value, string expected)
    {
        if (!holds || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} must be finite and {expected}; got {value}."));
        }
    }
}
