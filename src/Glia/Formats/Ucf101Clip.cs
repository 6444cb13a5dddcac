namespace Glia.Formats;

/// <summary>A clip of UCF101.</summary>
/// <param name="Path">A film .y4m, or a folder of its frames as PNG or JPEG images.</param>
/// <param name="Label">Index of the class.</param>
public sealed record Ucf101Clip(string Path, int Label);
