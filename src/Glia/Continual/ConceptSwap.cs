namespace Glia.Continual;

/// <summary>An exchange of two labels in a stream.</summary>
/// <param name="Sample">The first sample that has the new label.</param>
/// <param name="First">One label.</param>
/// <param name="Second">The other.</param>
public readonly record struct ConceptSwap(long Sample, int First, int Second);
