namespace Glia.Recurrent;

/// <summary>Sizes of a long short-term memory, and how its gates begin.</summary>
public sealed record LongShortTermMemoryOptions
{
    /// <summary>Number of inputs.</summary>
    public required int Inputs { get; init; }

    /// <summary>Hidden units, as many as cells.</summary>
    public required int Hidden { get; init; }

    /// <summary>Outputs of the linear readout.</summary>
    public required int Outputs { get; init; }

    /// <summary>Longest time scale T_max in steps of chrono initialisation (forget bias ln U(1, T_max − 1), input bias its negative); null for PyTorch's default. Tallec, Ollivier, arXiv 1804.11188.</summary>
    public double? ChronoSteps { get; init; }

    internal LongShortTermMemoryOptions Validated()
    {
        foreach (var (name, value) in new[] { (nameof(Inputs), Inputs), (nameof(Hidden), Hidden), (nameof(Outputs), Outputs) })
        {
            if (value <= 0)
            {
                throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"LongShortTermMemoryOptions.{name} must be greater than 0; got {value}."));
            }
        }

        return ChronoSteps is null or > 2 ? this
            : throw new ArgumentOutOfRangeException(nameof(ChronoSteps), ChronoSteps, FormattableString.Invariant($"LongShortTermMemoryOptions.ChronoSteps must be greater than 2; got {ChronoSteps}."));
    }
}
