namespace Glia.Neurons;

/// <summary>Which numbers a parameter may take, and how a learned one is kept there: training changes a raw number that a map turns into the parameter.</summary>
internal enum ParameterRange
{
    /// <summary>Any number; raw = value.</summary>
    Any,

    /// <summary>Greater than 0; value = softplus(raw).</summary>
    Positive,

    /// <summary>A time constant greater than 1 step, which the kernel takes as a leak: 1/τ = σ(raw).</summary>
    TimeConstant,

    /// <summary>A time constant greater than 1 step, which the kernel takes as what is kept of a trace in a step: 1 − 1/τ = σ(raw).</summary>
    Retention,

    /// <summary>Between 0 and 1, both included if fixed; value = σ(raw) if learned.</summary>
    Fraction,
}
