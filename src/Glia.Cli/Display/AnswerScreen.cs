using Glia.Lab.Reports;
using Glia.Lab.Runs;
using Glia.Lab.Statistics;
using Glia.Lab.Studies;
using Spectre.Console;

namespace Glia.Cli.Display;

/// <summary>The last screen of a run: the answer, in at most twelve lines, claims that fail as prominent as those that hold.</summary>
internal static class AnswerScreen
{
    private const int MostLines = 12;
    private const int LinesBesideClaims = 5;

    public static void Print(IAnsiConsole console, Study study, RunFolder run, IReadOnlyList<Finding> findings)
    {
        var rows = study.Claims.Zip(findings).ToList();
        // Where there are more claims than lines, what fails is shown before what holds.
        var shown = rows.Count <= MostLines - LinesBesideClaims ? rows
            : [.. rows.OrderBy(row => row.Second.Verdict == Verdict.NotTested).ThenBy(row => row.Second.Verdict).Take(MostLines - LinesBesideClaims - 1).OrderBy(row => rows.IndexOf(row))];
        var width = console.Profile.Width;
        var measured = shown.Select(row => Measured(row.Second)).ToList();
        var measuredWidth = Math.Max("measured [95 % interval]".Length, measured.Max(text => text.Length));
        var claimedWidth = Math.Max(12, width - measuredWidth - 24);
        Line(console, $"{"",-5}{"claimed".PadRight(claimedWidth)} {"measured [95 % interval]".PadRight(measuredWidth)} verdict", Style.Plain);
        for (var i = 0; i < shown.Count; i++)
        {
            var (claim, finding) = shown[i];
            Line(console, $"{claim.Id,-5}{Cut($"{claim.Statement} {claim.Claimed}", claimedWidth).PadRight(claimedWidth)} {measured[i].PadRight(measuredWidth)} {VerdictText.Words(finding.Verdict)}", StyleOf(finding.Verdict));
        }

        if (shown.Count < rows.Count)
        {
            Line(console, $"     and {rows.Count - shown.Count} more in the report", Style.Plain);
        }

        if (findings.Any(finding => finding.Verdict is Verdict.NotReproduced or Verdict.Partly))
        {
            Line(console, Cut("differs from the paper: " + study.Differences, width), Style.Plain);
        }

        Line(console, Cut("scale: " + run.Record.Scale, width), Style.Plain);
        Line(console, "report: " + run.File("report.html"), Style.Plain);
        Line(console, "repeat: " + CommandLine.Repeat(run.Record), Style.Plain);
    }

    private static string Measured(Finding finding) => finding.Measured is { } estimate ? EstimateFormat.Text(estimate) : "–";

    private static Style StyleOf(Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => new Style(Color.Green),
        Verdict.Partly => new Style(Color.Yellow),
        Verdict.NotReproduced => new Style(Color.Red),
        _ => new Style(Color.Grey),
    };

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";

    private static void Line(IAnsiConsole console, string text, Style style) => console.Write(new Text(text.TrimEnd() + "\n", style) { Overflow = Overflow.Crop });
}
