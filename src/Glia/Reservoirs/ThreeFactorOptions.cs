namespace Glia.Reservoirs;

/// <summary>Constants of a three-factor rule.</summary>
public sealed record ThreeFactorOptions
{
    /// <summary>η, above 0; below 2 with normalisation, where it diverges from 2 on. Default 0.05.</summary>
    public double Rate { get; init; } = 0.05;

    /// <summary>ε of the normalisation, 0 or more. Default 1e-8.</summary>
    public double Offset { get; init; } = 1e-8;

    /// <summary>What a step is divided by. Default <see cref="ErrorNormalisation.PopulationEnergy"/>.</summary>
    public ErrorNormalisation Normalisation { get; init; } = ErrorNormalisation.PopulationEnergy;

    /// <summary>What the synapses are told. Default <see cref="ThirdFactor.SignedError"/>.</summary>
    public ThirdFactor ThirdFactor { get; init; } = ThirdFactor.SignedError;

    internal ThreeFactorOptions Validated()
    {
        if (!(Rate > 0) || !double.IsFinite(Rate) || (Normalisation == ErrorNormalisation.PopulationEnergy && Rate >= 2))
        {
            throw new ArgumentOutOfRangeException(nameof(Rate), Rate, "ThreeFactorOptions.Rate must be above 0, and below 2 with normalisation: from 2 on it diverges.");
        }

        return Offset >= 0 && double.IsFinite(Offset) ? this
            : throw new ArgumentOutOfRangeException(nameof(Offset), Offset, "ThreeFactorOptions.Offset must be 0 or more.");
    }
}
