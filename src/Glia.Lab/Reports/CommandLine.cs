using Glia.Lab.Runs;

namespace Glia.Lab.Reports;

/// <summary>Writes the commands that a report tells its reader.</summary>
public static class CommandLine
{
    /// <summary>The command that repeats a run: same study, preset, options and seeds.</summary>
    public static string Repeat(RunRecord run)
    {
        var set = string.Concat(run.Set.Select(assignment => $" --set {Quoted(assignment)}"));
        var seeds = run.Seeds is [var only] && only != 1 ? $"{only}-{only}" // one plain number would be a count
            : run.Seeds.SequenceEqual(SeedList.First(run.Seeds.Count)) ? SeedList.Counted(run.Seeds.Count)
            : string.Join(',', run.Seeds);
        return $"glia run {run.Study} --preset {run.Preset.ToString().ToLowerInvariant()}{set} --seeds {seeds}";
    }

    private static string Quoted(string word) => word.All(letter => char.IsAsciiLetterOrDigit(letter) || "=.,-_+".Contains(letter, StringComparison.Ordinal))
        ? word
        : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
