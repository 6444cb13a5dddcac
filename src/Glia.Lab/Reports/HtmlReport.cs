using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Glia.Lab.Figures;
using Glia.Lab.Runs;
using Glia.Lab.Statistics;
using Glia.Lab.Studies;

namespace Glia.Lab.Reports;

/// <summary>Writes a run's report: one HTML page with its figures inside, no scripts, readable from disk and on paper.</summary>
public static class HtmlReport
{
    private const int FigureWidth = 820;

    /// <summary>Returns the page.</summary>
    public static string Write(ReportContent content)
    {
        var (study, run, findings, figures, metrics) = content;
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Escape(run.Record.Name)}</title>
            <style>{ReportStyle.Css}</style>
            </head>
            <body>
            <main>
            <p class="over">Glia · {Escape(study.Slug)} · {run.Record.Preset} preset · {run.Record.Created:yyyy-MM-dd}</p>
            <h1>{Escape(study.Paper)}</h1>
            <p><strong>Data and scale.</strong> {Escape(study.Data)} {Escape(run.Record.Scale)}</p>
            <p><strong>What differs from the paper.</strong> {Escape(study.Differences)}</p>

            """);
        Claims(page, study, findings);
        foreach (var figure in figures)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <figure id="{Escape(figure.Name)}">
                <div class="plot">{Inline(FigureRenderer.RenderSvg(figure, FigureWidth, FigureRenderer.HeightOf(figure, FigureWidth)))}</div>
                <figcaption>{Escape(figure.Caption)} Data: figures/{Escape(figure.Name)}.csv</figcaption>
                </figure>

                """);
        }

        Summary(page, metrics);
        Trials(page, run, metrics);
        Procedure(page, study, run, metrics);
        page.Append("</main>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void Claims(StringBuilder page, Study study, IReadOnlyList<Finding> findings)
    {
        page.Append("<h2>Claimed and measured</h2>\n<table class=\"claims\">\n<thead><tr><th>Claim</th><th>Claimed</th><th>Measured [95 % interval]</th><th>Verdict</th></tr></thead>\n<tbody>\n");
        foreach (var (claim, finding) in study.Claims.Zip(findings))
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr>
                <td><strong>{Escape(claim.Id)}</strong> {Escape(claim.Statement)}{Quiet(claim.Setting)}{Quiet("Rule: " + claim.Rule)}</td>
                <td data-name="Claimed">{Escape(claim.Claimed)}</td>
                <td data-name="Measured">{Escape(finding.Measured is { } measured ? EstimateFormat.Text(measured) : "–")}{Quiet(finding.Quantity + PValue(finding))}{Quiet(finding.Note)}</td>
                <td data-name="Verdict" class="verdict {finding.Verdict}">{VerdictText.Words(finding.Verdict)}</td>
                </tr>

                """);
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static void Summary(StringBuilder page, MetricsTable metrics)
    {
        page.Append("<h2>Arms</h2>\n");
        foreach (var block in ArmSummary.Of(metrics).Blocks())
        {
            var counts = block.Rows.SelectMany(row => row.Estimates).OfType<Estimate>().Select(estimate => estimate.Count).Distinct().ToList();
            var isOneCount = counts.Count == 1;
            page.Append(block.Metrics.Count == 0 ? "<p class=\"quiet\">Arms without metrics, which give arrays only:</p>\n"
                : isOneCount ? $"<p class=\"quiet\">{(counts[0] > 1 ? "Mean [95 % interval], " : "")}n = {counts[0]}.</p>\n" : "");
            string Cell(Estimate? estimate) => estimate is not { } value ? "" : isOneCount ? EstimateFormat.Brief(value) : EstimateFormat.Text(value);
            if (block.Rows.Count == 1 && block.Metrics.Count > 1)
            {
                // A single arm reads better downwards.
                page.Append(CultureInfo.InvariantCulture, $"<div class=\"wide\"><table>\n<thead><tr><th colspan=\"2\">{Escape(block.Rows[0].Arm)}</th></tr></thead>\n<tbody>\n")
                    .AppendJoin("", block.Metrics.Zip(block.Rows[0].Estimates, (name, estimate) => $"<tr><td>{Escape(name)}</td><td>{Escape(Cell(estimate))}</td></tr>\n"))
                    .Append("</tbody>\n</table></div>\n");
                continue;
            }

            page.Append("<div class=\"wide\"><table>\n<thead><tr><th>Arm</th>").AppendJoin("", block.Metrics.Select(name => $"<th>{Escape(name)}</th>")).Append("</tr></thead>\n<tbody>\n");
            foreach (var (arm, estimates) in block.Rows)
            {
                page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Escape(arm)}</td>").AppendJoin("", estimates.Select(estimate => $"<td>{Escape(Cell(estimate))}</td>")).Append("</tr>\n");
            }

            page.Append("</tbody>\n</table></div>\n");
        }
    }

    private static void Trials(StringBuilder page, RunFolder run, MetricsTable metrics)
    {
        const int most = 500;
        var failures = run.Store.Failures();
        page.Append(CultureInfo.InvariantCulture, $"<details><summary>{metrics.Rows.Count} of {run.Plan.Count} trials have a result; {failures.Count} failed</summary>\n<div class=\"wide\"><table>\n<thead><tr>");
        page.AppendJoin("", metrics.Columns.Skip(1).Select(column => $"<th>{Escape(column.Name)}</th>")).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in metrics.Rows.Take(most))
        {
            page.Append("<tr>").AppendJoin("", row.Skip(1).Select(cell => $"<td>{Escape(cell is double number ? number.ToString("G6", CultureInfo.InvariantCulture) : MetricsTable.Text(cell))}</td>")).Append("</tr>\n");
        }

        page.Append("</tbody>\n</table></div>\n");
        page.Append(metrics.Rows.Count > most ? $"<p>The first {most}; all are in metrics.parquet.</p>\n" : "");
        foreach (var (key, reason) in failures)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"failure\"><strong>{Escape(key)}</strong> failed: {Escape(reason.Split('\n')[0])}</p>\n");
        }

        page.Append("</details>\n");
    }

    private static void Procedure(StringBuilder page, Study study, RunFolder run, MetricsTable metrics)
    {
        page.Append("<details open><summary>Procedure, for a reproducibility checklist</summary>\n<table class=\"procedure\">\n<tbody>\n");
        void Row(string name, string value) => page.Append(CultureInfo.InvariantCulture, $"<tr><th>{Escape(name)}</th><td>{Escape(value)}</td></tr>\n");
        Row("Repeat with", CommandLine.Repeat(run.Record));
        Row("Seeds", string.Join(", ", run.Record.Seeds));
        Row("Glia", run.Record.Version + (run.Record.Commit is { } commit ? $", commit {commit}{(run.Record.Dirty ? " with changes (diff.patch)" : "")}" : ""));
        Row("Compute", string.Create(CultureInfo.InvariantCulture, $"{metrics.Seconds:0.#} s in trials"));
        var options = study.Options.Parse(run.Record.Options);
        foreach (var property in study.Options.Properties)
        {
            Row(property.Name, $"{property.Text(options)} — {property.Documentation}");
        }

        using var environment = JsonDocument.Parse(File.ReadAllText(run.File("environment.json")));
        foreach (var property in environment.RootElement.EnumerateObject())
        {
            Row(property.Name, property.Value.ValueKind == JsonValueKind.Array ? string.Join(" ", property.Value.EnumerateArray()) : property.Value.ToString());
        }

        page.Append("</tbody>\n</table>\n</details>\n");
    }

    private static string Quiet(string text) => text.Length == 0 ? "" : $"<span class=\"quiet\">{Escape(text)}</span>";

    private static string PValue(Finding finding) => finding.PValue is { } p ? string.Create(CultureInfo.InvariantCulture, $", {EstimateFormat.PValue(p)}") : "";

    // An XML declaration and a document type have no place inside a page.
    private static string Inline(string svg) => svg[svg.IndexOf("<svg", StringComparison.Ordinal)..];

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
