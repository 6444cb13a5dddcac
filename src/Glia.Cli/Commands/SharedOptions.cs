using System.CommandLine;
using Glia.Lab.Runs;
using Glia.Lab.Studies;

namespace Glia.Cli.Commands;

/// <summary>Options that several commands take, each with the same name and meaning everywhere.</summary>
internal static class SharedOptions
{
    public static Option<string?> Runs() => new("--runs") { Description = "Folder of the runs (default: GLIA_RUNS, or ./runs)", HelpName = "folder" };

    public static RunsFolder Folder(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { Length: > 0 } named ? new RunsFolder(named) : RunsFolder.Default;

    public static Argument<string> Run() => new("run") { Description = $"A run's name or a unique part of it, its folder, or {RunsFolder.Last}" };

    public static Option<string[]> Set() => new("--set") { Description = "Set an option of the study; may be repeated (glia show <paper> lists them)", HelpName = "name=value" };

    public static Option<string?> Seeds() => new("--seeds") { Description = "Number of seeds (5; at most 1000), a range (101-105), a list (3,7,11) or one seed (9001-9001)", HelpName = "seeds" };

    public static Option<int?> Workers() => new("--workers") { Description = "Run trials in this many processes of their own", HelpName = "N" };

    public static Option<int?> Parallel() => new("--parallel") { Description = "Trials that run at once in this process (default: the number of cores)", HelpName = "N" };

    public static Option<bool> Json() => new("--json") { Description = "Print events as JSON lines; text for people goes to the error output" };

    public static Option<bool> Strict() => new("--strict") { Description = $"Exit with {ExitCodes.NotReproduced} if a tested claim did not reproduce" };

    public static Option<string?> Preset() => new("--preset") { Description = "smoke, quick (default), desk or paper", HelpName = "preset" };

    public static PresetName PresetName(string? text) => text is null ? Lab.Studies.PresetName.Quick
        : Enum.GetNames<PresetName>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known ? Enum.Parse<PresetName>(known)
        : throw new UsageException($"There is no preset '{text}'.{Lab.Text.Suggestion.DidYouMean(text, Enum.GetNames<PresetName>().Select(name => name.ToLowerInvariant()))} The presets are smoke, quick, desk and paper.");

    public static IReadOnlyList<long>? SeedsOf(string? text)
    {
        try
        {
            return text is null ? null : SeedList.Parse(text);
        }
        catch (FormatException problem)
        {
            throw new UsageException(problem.Message);
        }
    }

    public static int Positive(int? value, string option, int otherwise) => value is null ? otherwise
        : value is > 0 and <= 1024 ? value.Value
        : throw new UsageException($"{option} must be a whole number from 1 to 1024; got {value}.");
}
