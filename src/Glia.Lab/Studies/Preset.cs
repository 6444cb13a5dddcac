namespace Glia.Lab.Studies;

/// <summary>One size of a study: its options, how many seeds, how long, and what it needs.</summary>
/// <param name="Name">Which of the four sizes.</param>
/// <param name="Options">The study's options at this size.</param>
/// <param name="Seeds">Number of seeds; the seeds are 1 … that number unless the user names others.</param>
/// <param name="Expected">Expected time on two cores, measured once; shown before a run until this machine has its own figures.</param>
/// <param name="Scale">The scale in a few words, printed with every finding: data, sizes, what is smaller than in the paper.</param>
public sealed record Preset(PresetName Name, StudyOptions Options, int Seeds, TimeSpan Expected, string Scale)
{
    /// <summary>Names of data sets of the registry without which the preset cannot run; none where embedded data serve.</summary>
    public IReadOnlyList<string> RequiredData { get; init; } = [];
}
