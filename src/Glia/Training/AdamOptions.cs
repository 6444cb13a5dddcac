namespace Glia.Training;

/// <summary>Constants of <see cref="Adam"/>; the defaults are those of torch.optim.Adam.</summary>
public sealed record AdamOptions
{
    /// <summary>Decay β₁ of the gradient's mean, in [0, 1), at each step. Default 0.9 throughout.</summary>
    public Func<long, double> FirstMomentDecay { get; init; } = Schedule.Constant(0.9);

    /// <summary>Decay β₂ of the squared gradient's mean, in [0, 1). Default 0.999.</summary>
    public double SecondMomentDecay { get; init; } = 0.999;

    /// <summary>ε, added to the root of the squared gradient's mean. Default 10⁻⁸.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Weight decay λ added to the gradient, g + λp (L2 penalty). Default 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Weight decay that shrinks the parameter itself, p ← p(1 − rate·λ), as AdamW does. Default 0.</summary>
    public double DecoupledWeightDecay { get; init; }

    internal AdamOptions Validated()
    {
        ArgumentNullException.ThrowIfNull(FirstMomentDecay);
        Require(nameof(SecondMomentDecay), SecondMomentDecay, SecondMomentDecay is >= 0 and < 1, "at least 0 and less than 1");
        Require(nameof(Epsilon), Epsilon, Epsilon >= 0, "at least 0");
        Require(nameof(WeightDecay), WeightDecay, WeightDecay >= 0, "at least 0");
        Require(nameof(DecoupledWeightDecay), DecoupledWeightDecay, DecoupledWeightDecay >= 0, "at least 0");
        return this;
    }

    private static void Require(string name, double value, bool holds, string rule)
    {
        if (!holds || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"AdamOptions.{name} must be {rule}, and finite; got {value}.");
        }
    }
}
