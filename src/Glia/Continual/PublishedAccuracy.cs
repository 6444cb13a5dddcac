namespace Glia.Continual;

/// <summary>An accuracy that somebody has published.</summary>
/// <param name="Strategy">The strategy; the name that <c>ComparedStrategies</c> uses where it is there.</param>
/// <param name="Setting">Network and training.</param>
/// <param name="Acc">ACC, from 0 to 1.</param>
/// <param name="Bwt">BWT; null where none was given.</param>
/// <param name="Source">Who published it.</param>
/// <param name="Recalled">Whether it was recalled from memory and not read again: to be quoted as such.</param>
public sealed record PublishedAccuracy(string Strategy, string Setting, double Acc, double? Bwt, string Source, bool Recalled);
