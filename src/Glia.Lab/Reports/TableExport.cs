using System.Text;
using System.Text.Json;
using Glia.Lab.Statistics;
using Glia.Lab.Text;

namespace Glia.Lab.Reports;

/// <summary>Writes a run's trials as text for other programs and for papers.</summary>
public static class TableExport
{
    // Letters and signs that LaTeX has in formulas only.
    private static readonly Dictionary<char, string> Symbols = """
        α \alpha β \beta γ \gamma δ \delta ε \epsilon ζ \zeta η \eta θ \theta κ \kappa λ \lambda μ \mu µ \mu ν \nu ξ \xi π \pi ρ \rho σ \sigma
        τ \tau φ \phi χ \chi ψ \psi ω \omega Γ \Gamma Δ \Delta Θ \Theta Λ \Lambda Σ \Sigma Φ \Phi Ω \Omega
        − - × \times · \cdot ± \pm ≤ \le ≥ \ge ≠ \ne ≈ \approx → \to ∞ \infty < < > >
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Chunk(2).ToDictionary(pair => pair[0][0], pair => pair[1]);

    /// <summary>Comma-separated values (RFC 4180): every trial, every digit.</summary>
    public static string Csv(MetricsTable table)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', table.Columns.Select(column => CsvCell.Quoted(column.Name))).Append("\r\n");
        foreach (var row in table.Rows)
        {
            text.AppendJoin(',', row.Select(cell => CsvCell.Quoted(MetricsTable.Text(cell)))).Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>A JSON array with an object a trial.</summary>
    public static string Json(MetricsTable table) => JsonSerializer.Serialize(
        table.Rows.Select(row => table.Columns.Zip(row).ToDictionary(cell => cell.First.Name, cell => cell.Second)), LabJson.Readable);

    /// <summary>A LaTeX table (booktabs) of the arms' means and intervals, rounded as in the report.</summary>
    public static string Latex(MetricsTable table, string caption)
    {
        var summary = ArmSummary.Of(table);
        var text = new StringBuilder();
        text.Append("\\begin{table}\n\\centering\n\\begin{tabular}{l").Append('r', summary.Metrics.Count).Append("}\n\\toprule\n");
        text.Append("arm & ").AppendJoin(" & ", summary.Metrics.Select(LatexCell)).Append(" \\\\\n\\midrule\n");
        foreach (var (arm, estimates) in summary.Rows)
        {
            text.Append(LatexCell(arm)).Append(" & ")
                .AppendJoin(" & ", estimates.Select(estimate => estimate is { } value ? LatexCell(EstimateFormat.Text(value)) : "--")).Append(" \\\\\n");
        }

        return text.Append("\\bottomrule\n\\end{tabular}\n\\caption{").Append(LatexCell(caption)).Append("}\n\\end{table}\n").ToString();
    }

    private static string LatexCell(string cell)
    {
        var text = new StringBuilder();
        foreach (var letter in cell)
        {
            text.Append(letter switch
            {
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => "\\" + letter,
                _ when Symbols.TryGetValue(letter, out var symbol) => $"${symbol}$",
                _ => letter.ToString(),
            });
        }

        return text.ToString();
    }
}
