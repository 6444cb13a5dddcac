using System.Text.Json;
using Glia.Lab.Studies;

namespace Glia.Lab.Runs;

/// <summary>What a run is: <c>run.json</c>, written once when the run is made.</summary>
public sealed record RunRecord
{
    /// <summary>The version of the run folder's layout that this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The version of the run folder's layout.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The run's name, which is also its folder's.</summary>
    public required string Name { get; init; }

    /// <summary>The study's slug.</summary>
    public required string Study { get; init; }

    /// <summary>The preset that the options were made from.</summary>
    public required PresetName Preset { get; init; }

    /// <summary>The data and scale, in the preset's words.</summary>
    public required string Scale { get; init; }

    /// <summary>Every option with its value.</summary>
    public required JsonElement Options { get; init; }

    /// <summary>What the user set, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>The seeds.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>When the run was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The version of Glia.</summary>
    public required string Version { get; init; }

    /// <summary>The commit of the working tree that Glia was started in, if it is a checkout of Glia.</summary>
    public string? Commit { get; init; }

    /// <summary>Whether that working tree had changes; they are in <c>diff.patch</c>.</summary>
    public bool Dirty { get; init; }

    /// <summary>The run that this one was made from by <c>glia rerun</c>.</summary>
    public string? Parent { get; init; }
}
