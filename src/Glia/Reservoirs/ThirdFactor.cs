namespace Glia.Reservoirs;

/// <summary>What a three-factor rule is told about the outcome.</summary>
public enum ThirdFactor
{
    /// <summary>The error d − y of each output, with its sign.</summary>
    SignedError,

    /// <summary>Its magnitude alone: how surprising, not in which direction.</summary>
    UnsignedError,
}
