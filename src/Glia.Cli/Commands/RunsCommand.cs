using System.CommandLine;
using System.Globalization;
using Glia.Lab.Runs;
using Glia.Lab.Studies;
using Spectre.Console;

namespace Glia.Cli.Commands;

/// <summary><c>glia runs</c>: lists the runs.</summary>
internal static class RunsCommand
{
    public static Command Create(CliContext context)
    {
        var study = new Option<string?>("--study") { Description = "Only runs of this paper", HelpName = "paper" };
        var limit = new Option<int>("--limit") { Description = "At most so many", DefaultValueFactory = _ => 30 };
        var unfinished = new Option<bool>("--unfinished") { Description = "Only runs that miss trials" };
        var reindex = new Option<bool>("--reindex") { Description = "Make the index anew from the run folders first" };
        var runs = SharedOptions.Runs();
        var command = new Command("runs", """
            List the runs, newest first.

            Examples:
              glia runs
              glia runs --study power-law-rehearsal --unfinished
              glia runs --reindex
            """) { study, limit, unfinished, reindex, runs };
        command.SetAction(parsed =>
        {
            using var index = new RunIndex(SharedOptions.Folder(parsed, runs));
            if (parsed.GetValue(reindex))
            {
                foreach (var problem in index.Rebuild())
                {
                    context.Error.WriteLine("warning: left out: " + problem);
                }
            }

            var most = parsed.GetValue(limit);
            var listed = index.List(parsed.GetValue(study), parsed.GetValue(unfinished) ? int.MaxValue : most)
                .Where(run => !parsed.GetValue(unfinished) || !run.IsComplete).Take(most).ToList();
            if (listed.Count == 0)
            {
                context.Output.WriteLine("No runs. Make one with: glia run <paper>");
                return ExitCodes.Ok;
            }

            var table = new Table().Border(TableBorder.Simple).AddColumns("run", "trials", "verdicts");
            foreach (var run in listed)
            {
                var failed = run.Failed > 0 ? string.Create(CultureInfo.InvariantCulture, $", {run.Failed} failed") : "";
                table.AddRow(new Text(run.Name), new Text(string.Create(CultureInfo.InvariantCulture, $"{run.Done}/{run.Trials}{failed}")), new Text(Verdicts(run.Verdicts)));
            }

            context.Output.Write(table);
            return ExitCodes.Ok;
        });
        return command;
    }

    /// <summary>Verdicts counted: <c>3 reproduced, 1 not reproduced</c>.</summary>
    public static string Verdicts(IReadOnlyList<Verdict> verdicts) => verdicts.Count == 0 ? "–" : string.Join(", ", verdicts
        .GroupBy(verdict => verdict).OrderByDescending(group => group.Key)
        .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {VerdictText.Words(group.Key)}")));
}
