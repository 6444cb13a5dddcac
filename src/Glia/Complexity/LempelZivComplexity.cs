namespace Glia.Complexity;

/// <summary>Lempel-Ziv complexity of a sequence.</summary>
/// <param name="Phrases">c, the number of LZ76 phrases.</param>
/// <param name="Length">n, steps of the sequence.</param>
/// <param name="Normalized">c log₂(n) / n, bits a step.</param>
/// <param name="Note">What to know where the number says little (an empty or constant sequence); empty otherwise.</param>
public readonly record struct LempelZivComplexity(int Phrases, int Length, double Normalized, string Note);
