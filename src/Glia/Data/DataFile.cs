namespace Glia.Data;

/// <summary>A file of a data set.</summary>
/// <param name="Name">The file's name in the cache.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its checksum, in small hexadecimal letters.</param>
/// <param name="Addresses">Where it can be had, packed with gzip where the address ends in <c>.gz</c> and the name does not; tried in order.</param>
/// <param name="PathInNpmPackage">Where it lies in the set's npm package, or null.</param>
public sealed record DataFile(string Name, long Bytes, string Sha256, IReadOnlyList<Uri> Addresses, string? PathInNpmPackage = null);
