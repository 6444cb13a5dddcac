namespace Glia.Formats;

/// <summary>The content of an IDX file: an array of numbers with its dimensions.</summary>
/// <param name="ElementType">Type of the numbers.</param>
/// <param name="Dimensions">Lengths of the dimensions, slowest first: [count, rows, columns] for images, [count] for labels.</param>
/// <param name="Bytes">The numbers as they stand in the file (big-endian), without its header.</param>
public sealed record IdxArray(IdxElementType ElementType, IReadOnlyList<int> Dimensions, byte[] Bytes);
