namespace Glia.Language;

/// <summary>Settings of <see cref="LongRangeText"/>.</summary>
public sealed record LongRangeTextOptions
{
    /// <summary>Small letters and blank of the order-3 source, at most 27. Default 27.</summary>
    public int Symbols { get; init; } = 27;

    /// <summary>Characters that may follow three others. Default 4.</summary>
    public int Successors { get; init; } = 4;

    /// <summary>Probability that a bracket opens, and that the innermost closes. Default 0.01.</summary>
    public double BracketProbability { get; init; } = 0.01;

    /// <summary>Deepest nesting of brackets. Default 4.</summary>
    public int Depth { get; init; } = 4;

    /// <summary>Probability that a name begins. Default 0.005.</summary>
    public double NameProbability { get; init; } = 0.005;

    /// <summary>Letters of a name. Default 6.</summary>
    public int NameLength { get; init; } = 6;

    /// <summary>Least distance of a name's second mention from its first. Default 50.</summary>
    public int NearestRepeat { get; init; } = 50;

    /// <summary>Distance at which the second mention is certain. Default 400.</summary>
    public int FarthestRepeat { get; init; } = 400;

    /// <summary>Probability, at each step in between, that the second mention begins. Default 0.01.</summary>
    public double RepeatProbability { get; init; } = 0.01;

    internal LongRangeTextOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Symbols, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Symbols, 27);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Successors);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Successors, Symbols);
        ArgumentOutOfRangeException.ThrowIfNegative(Depth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(NameLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(FarthestRepeat, NearestRepeat);
        var all = (2 * BracketProbability) + NameProbability + RepeatProbability;
        return BracketProbability >= 0 && NameProbability >= 0 && RepeatProbability >= 0 && all < 1 ? this
            : throw new ArgumentException($"LongRangeTextOptions' probabilities must be at least 0, and 2·BracketProbability + NameProbability + RepeatProbability below 1; got {all}.");
    }
}
