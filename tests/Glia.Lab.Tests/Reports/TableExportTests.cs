using System.Text.Json;
using Glia.Lab.Reports;

namespace Glia.Lab.Tests.Reports;

public sealed class TableExportTests
{
    private static readonly MetricsTable Table = new(
        [
            new("arm", MetricsColumnKind.Text), new("seed", MetricsColumnKind.Seed),
            new("ACC, final", MetricsColumnKind.Number) { IsMetric = true }, new("seconds", MetricsColumnKind.Number),
        ],
        [
            ["say \"τ\"", 1L, 0.1 + 0.2, 1.5],
            ["say \"τ\"", 2L, null, 1.5],
            ["two\nlines", 1L, double.NaN, 1.5],
        ]);

    [Fact]
    public void Csv_quotes_what_needs_it_and_has_every_digit() => Assert.Equal(
        "arm,seed,\"ACC, final\",seconds\r\n\"say \"\"τ\"\"\",1,0.30000000000000004,1.5\r\n\"say \"\"τ\"\"\",2,,1.5\r\n\"two\nlines\",1,NaN,1.5\r\n",
        TableExport.Csv(Table));

    [Fact]
    public void Json_is_an_object_a_trial_with_every_digit()
    {
        using var json = JsonDocument.Parse(TableExport.Json(Table));
        var rows = json.RootElement.EnumerateArray().ToList();
        Assert.Equal(3, rows.Count);
        Assert.Equal("say \"τ\"", rows[0].GetProperty("arm").GetString());
        Assert.Equal(0.1 + 0.2, rows[0].GetProperty("ACC, final").GetDouble());
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("ACC, final").ValueKind);
        Assert.Equal("NaN", rows[2].GetProperty("ACC, final").GetString());
    }

    [Theory]
    [InlineData(@"a\b", @"a\textbackslash{}b")]
    [InlineData("50 % of $x_1$ & {y} #2", @"50 \% of \$x\_1\$ \& \{y\} \#2")]
    [InlineData("x^2 ~ y", @"x\textasciicircum{}2 \textasciitilde{} y")]
    [InlineData("τ ≥ 3, −1 × Δ < ∞", @"$\tau$ $\ge$ 3, $-$1 $\times$ $\Delta$ $<$ $\infty$")]
    [InlineData("Müller's plain words", "Müller's plain words")]
    public void Latex_prints_what_the_names_say(string name, string written)
    {
        var table = Table with { Rows = [[name, 1L, 0.5, 1.5]] };
        Assert.Contains($"\n{written} & ", TableExport.Latex(table, "caption"), StringComparison.Ordinal);
        Assert.Contains($"\\caption{{{written}}}", TableExport.Latex(table, name), StringComparison.Ordinal);
    }

    [Fact]
    public void Latex_has_a_row_an_arm_with_mean_and_interval_and_dashes_where_there_is_none()
    {
        var table = Table with { Rows = [["a", 1L, 0.4, 1.0], ["a", 2L, 0.5, 1.0], ["a", 3L, 0.6, 1.0], ["b", 1L, null, 1.0]] };
        var text = TableExport.Latex(table, "caption");
        Assert.Contains("\\begin{tabular}{lr}\n\\toprule\narm & ACC, final \\\\\n\\midrule\na & 0.50 [0.25, 0.75], n = 3 \\\\\nb & -- \\\\\n\\bottomrule", text, StringComparison.Ordinal);
    }
}
