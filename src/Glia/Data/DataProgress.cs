namespace Glia.Data;

/// <summary>How far the getting of a file is.</summary>
/// <param name="File">Name of the file, or of the package that has it.</param>
/// <param name="Bytes">Bytes that are there, those of an earlier attempt included; packed where the address gives a packed file.</param>
/// <param name="TotalBytes">Bytes to come in all; null while that is not known.</param>
public readonly record struct DataProgress(string File, long Bytes, long? TotalBytes);
