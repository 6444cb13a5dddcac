namespace Glia.Recurrent;

/// <summary>Sizes and time constants of a <see cref="CtRnn"/>; the defaults are those of Liu et al. 2024, arXiv 2310.08513.</summary>
public sealed record CtRnnOptions
{
    /// <summary>I, number of inputs.</summary>
    public required int Inputs { get; init; }

    /// <summary>N, number of recurrent units.</summary>
    public required int Units { get; init; }

    /// <summary>O, number of outputs.</summary>
    public required int Outputs { get; init; }

    /// <summary>τ, time constant of the units in ms. Default 100.</summary>
    public double TimeConstant { get; init; } = 100;

    /// <summary>Δt, duration of a step in ms, at most τ. Default 100, which makes a plain recurrent network.</summary>
    public double TimeStep { get; init; } = 100;

    /// <summary>The units' nonlinearity. Default ReLU.</summary>
    public CtRnnActivation Activation { get; init; } = CtRnnActivation.Relu;

    /// <summary>a = Δt / τ, the share of a unit's state that is new in each step.</summary>
    public double Leak => TimeStep / TimeConstant;

    internal CtRnnOptions Validated()
    {
        Require(Inputs > 0, nameof(Inputs), Inputs, "at least 1");
        Require(Units > 0, nameof(Units), Units, "at least 1");
        Require(Outputs > 0, nameof(Outputs), Outputs, "at least 1");
        Require(TimeConstant > 0 && double.IsFinite(TimeConstant), nameof(TimeConstant), TimeConstant, "above 0 ms");
        Require(TimeStep > 0 && TimeStep <= TimeConstant, nameof(TimeStep), TimeStep, FormattableString.Invariant($"above 0 and at most the time constant of {TimeConstant} ms"));
        return this;
    }

    private static void Require(bool holds, string name, double value, string expected)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"CtRnnOptions.{name} must be {expected}; got {value}."));
        }
    }
}
