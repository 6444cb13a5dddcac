using Glia.Lab.Studies;

namespace Glia.Lab.Runs;

/// <summary>A run in a list.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Study">The study's slug.</param>
/// <param name="Preset">The preset.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Trials">Trials of the plan.</param>
/// <param name="Done">Trials with a result.</param>
/// <param name="Failed">Trials whose last try failed.</param>
/// <param name="Verdicts">The verdict of each claim, in the claims' order; empty until the run was judged.</param>
public sealed record RunSummary(string Name, string Study, PresetName Preset, DateTimeOffset Created, int Trials, int Done, int Failed, IReadOnlyList<Verdict> Verdicts)
{
    /// <summary>Whether every trial has a result.</summary>
    public bool IsComplete => Done == Trials;

    /// <summary>Reads the summary from a run's folder, counting files only.</summary>
    /// <exception cref="RunException">The folder is no run folder or is damaged.</exception>
    public static RunSummary Of(string folder)
    {
        var run = RunFolder.Open(folder);
        var trials = run.File("trials");
        var done = Directory.EnumerateFiles(trials, "*.json").Count()
            + Directory.EnumerateFiles(trials, "*.jsonl").Sum(file => File.ReadLines(file).Count());
        return new RunSummary(
            run.Record.Name, run.Record.Study, run.Record.Preset, run.Record.Created, run.Plan.Count, Math.Min(done, run.Plan.Count),
            Directory.EnumerateFiles(trials, "*.failed").Count(), [.. run.Findings().Select(finding => finding.Verdict)]);
    }
}
