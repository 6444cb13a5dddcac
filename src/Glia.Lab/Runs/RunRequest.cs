using Glia.Lab.Studies;

namespace Glia.Lab.Runs;

/// <summary>What a user asks for: a study at a size, with some options set and with these seeds.</summary>
/// <param name="Preset">The size.</param>
/// <param name="Set">Options as <c>name=value</c>.</param>
/// <param name="Seeds">The seeds, or null for the preset's.</param>
/// <param name="Parent">The run that this one is made from, or null.</param>
public sealed record RunRequest(PresetName Preset, IReadOnlyList<string> Set, IReadOnlyList<long>? Seeds, string? Parent = null);
