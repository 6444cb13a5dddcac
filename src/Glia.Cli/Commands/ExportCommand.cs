using System.CommandLine;
using Glia.Lab.Reports;
using Glia.Lab.Runs;

namespace Glia.Cli.Commands;

/// <summary><c>glia export</c>: a run's trials for other programs and for papers.</summary>
internal static class ExportCommand
{
    private static readonly string[] Formats = ["csv", "parquet", "json", "latex"];

    public static Command Create(CliContext context)
    {
        var (name, runs) = (SharedOptions.Run(), SharedOptions.Runs());
        var format = new Option<string>("--format") { Description = string.Join(", ", Formats), DefaultValueFactory = _ => "csv", HelpName = "format" };
        var output = new Option<string?>("--output") { Description = "File to write (default: standard output; a file is needed for parquet)", HelpName = "file" };
        var command = new Command("export", """
            Write a run's trials as CSV, Parquet or JSON, or its arms' means and intervals as a LaTeX table.

            Examples:
              glia export @last --format csv --output trials.csv
              glia export @last --format latex
            """) { name, format, output, runs };
        command.SetAction(async (parsed, _) =>
        {
            var run = RunFolder.Open(SharedOptions.Folder(parsed, runs).Find(parsed.GetValue(name)!));
            var table = MetricsTable.Of(run);
            var (kind, file) = (parsed.GetValue(format)!, parsed.GetValue(output));
            if (kind == "parquet")
            {
                await ParquetExport.WriteAsync(table, file ?? throw new UsageException("Parquet is no text: name a file with --output."));
                return ExitCodes.Ok;
            }

            var text = kind switch
            {
                "csv" => TableExport.Csv(table),
                "json" => TableExport.Json(table) + "\n",
                "latex" => TableExport.Latex(table, $"{run.Record.Study}, {run.Record.Scale} Mean [95 % interval] over {run.Record.Seeds.Count} seeds."),
                _ => throw new UsageException($"There is no format '{kind}'.{Lab.Text.Suggestion.DidYouMean(kind, Formats)} The formats are {string.Join(", ", Formats)}."),
            };
            if (file is null)
            {
                context.Output.Profile.Out.Writer.Write(text);
            }
            else
            {
                AtomicFile.Write(file, text);
            }

            return ExitCodes.Ok;
        });
        return command;
    }
}
