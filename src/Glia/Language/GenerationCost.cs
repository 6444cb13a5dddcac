namespace Glia.Language;

/// <summary>What a token costs after a context.</summary>
/// <param name="Context">Tokens read before.</param>
/// <param name="Milliseconds">Median time of a token; NaN where none was taken.</param>
/// <param name="StateBytes">Bytes that the model needs to go on.</param>
public readonly record struct GenerationCost(int Context, double Milliseconds, long StateBytes);
