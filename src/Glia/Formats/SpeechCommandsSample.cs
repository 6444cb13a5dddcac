namespace Glia.Formats;

/// <summary>One recording of a spoken word.</summary>
/// <param name="File">Its WAV file.</param>
/// <param name="Label">Which word, a place in <see cref="SpeechCommandsFolder.Words"/>.</param>
public sealed record SpeechCommandsSample(string File, int Label);
