using System.CommandLine;
using Glia.Lab.Reports;
using Glia.Lab.Runs;
using Glia.Lab.Statistics;
using Spectre.Console;

namespace Glia.Cli.Commands;

/// <summary><c>glia compare</c>: two runs of one study beside each other.</summary>
internal static class CompareCommand
{
    public static Command Create(CliContext context)
    {
        var first = new Argument<string>("first") { Description = "A run" };
        var second = new Argument<string>("second") { Description = "Another run of the same study" };
        var metric = new Option<string?>("--metric") { Description = "Only this metric" };
        var runs = SharedOptions.Runs();
        var command = new Command("compare", """
            Compare two runs: the options that differ, then each metric's difference (second − first) with its 95 % interval.

            Example:
              glia compare 2026-11-24-power-law-rehearsal-quick-7f3a @last
            """) { first, second, metric, runs };
        command.SetAction(parsed =>
        {
            var folder = SharedOptions.Folder(parsed, runs);
            var comparison = RunComparison.Of(RunFolder.Open(folder.Find(parsed.GetValue(first)!)), RunFolder.Open(folder.Find(parsed.GetValue(second)!)));
            foreach (var (name, a, b) in comparison.Options)
            {
                context.Output.Write(new Text($"{name}: {a} → {b}\n"));
            }

            foreach (var (arms, which) in new[] { (comparison.OnlyInFirst, "first"), (comparison.OnlyInSecond, "second") })
            {
                if (arms.Count > 0)
                {
                    context.Output.Write(new Text($"only in the {which} run: {string.Join("; ", arms)}\n"));
                }
            }

            var wanted = parsed.GetValue(metric);
            var rows = comparison.Metrics.Where(row => wanted is null || row.Metric == wanted).ToList();
            if (rows.Count == 0)
            {
                throw new UsageException(wanted is null ? "The runs have no arm with a metric in common."
                    : $"Both runs have no metric '{wanted}'.{Lab.Text.Suggestion.DidYouMean(wanted, comparison.Metrics.Select(row => row.Metric).Distinct())}");
            }

            var table = new Table().Border(TableBorder.Simple).AddColumns("arm", "metric", "first", "second", "difference [[95 % interval]]", "by");
            foreach (var row in rows)
            {
                table.AddRow(new Text(row.Arm), new Text(row.Metric), new Text(EstimateFormat.Text(row.First)), new Text(EstimateFormat.Text(row.Second)), new Text(EstimateFormat.Text(row.Difference)), new Text(row.IsPaired ? "seed" : "sample"));
            }

            context.Output.Write(table);
            return ExitCodes.Ok;
        });
        return command;
    }
}
