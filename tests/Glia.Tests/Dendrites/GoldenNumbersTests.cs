using Glia.Dendrites;
using Glia.Testing;

namespace Glia.Tests.Dendrites;

/// <summary>The table of the paper's numbers: printed by its repository, and made anew in rational numbers.</summary>
public sealed class GoldenNumbersTests
{
    [Fact]
    public void False_matches_equal_the_exact_and_the_printed_numbers()
    {
        foreach (var row in GoldenTable.Open("dendrites/false-match.csv").Rows)
        {
            int Of(string column) => (int)row.Integer(column);
            var probability = SdrTheory.FalseMatchProbability(Of("cells"), Of("active"), Of("synapses"), Of("threshold"));
            row.Compare("exact", probability);
            row.Compare("printed", probability);
        }
    }

    [Fact]
    public void Misses_equal_the_exact_and_the_printed_numbers()
    {
        foreach (var row in GoldenTable.Open("dendrites/miss.csv").Rows)
        {
            int Of(string column) => (int)row.Integer(column);
            var probability = SdrTheory.FalseNegativeProbability(Of("active"), Of("synapses"), Of("threshold"), Of("moved"));
            row.Compare("exact", probability);
            row.Compare("printed", probability);
        }
    }
}
