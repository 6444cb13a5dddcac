namespace Glia.Dendrites;

/// <summary>How often a segment fires when several random patterns are active at once.</summary>
/// <param name="Active">Expected active cells; seldom whole.</param>
/// <param name="Continuous">The probability at that number, as in the paper's scripts.</param>
/// <param name="RoundedActive">The number rounded (half to even).</param>
/// <param name="Rounded">The probability at the rounded number.</param>
public readonly record struct ActivityUnionMatch(double Active, double Continuous, int RoundedActive, double Rounded);
