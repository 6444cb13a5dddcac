using Glia.Testing;

namespace Glia.Tests.Shared;

public sealed class GoldenTableTests
{
    private const string Head = "# made by: me\n# how: by hand\n# version: 1\n# tolerance: relative 1e-3\n";

    [Fact]
    public void Every_golden_file_of_the_repository_has_its_provenance_and_a_script_beside_it()
    {
        var files = Directory.GetFiles(GoldenTable.Folder, "*.csv", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            Assert.NotEmpty(GoldenTable.Open(Path.GetRelativePath(GoldenTable.Folder, file)).Rows);
            Assert.NotEmpty(Directory.GetFiles(Path.GetDirectoryName(file)!, "*.py"));
        }
    }

    [Theory]
    [InlineData("a\n1\n", "no line '# made by: …'")]
    [InlineData("# made by: me\n# how:\n# version: 1\n# tolerance: relative 0\na\n1\n", "no line '# how: …'")]
    [InlineData("# made by: me\n# how: x\n# version: 1\n# tolerance: about\na\n1\n", "must be 'relative <number>' or 'printed digits'; got 'about'")]
    [InlineData(Head, "no table")]
    [InlineData(Head + "a,b\n", "no rows")]
    [InlineData(Head + "a,b\n1,2\n1\n", "line 7: expected 2 cells; got 1")]
    public void A_file_without_provenance_or_with_a_torn_table_is_refused(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => GoldenTable.Parse(text, "golden.csv")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_number_that_differs_is_named_with_file_line_column_and_both_numbers()
    {
        var row = GoldenTable.Parse(Head + "a,b\n1,2\n1,-4\n", "golden.csv").Rows[1];
        row.Compare("b", -4.003);
        var message = Assert.ThrowsAny<Exception>(() => row.Compare("b", -4.01)).Message;
        Assert.Contains("golden.csv, line 7, column 'b': expected -4; got -4.01.", message, StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => row.Compare("b", double.NaN));
        Assert.ThrowsAny<Exception>(() => row.Compare("a", [1u]));
    }

    [Theory]
    [InlineData("0.0123", 0.01234, true)]
    [InlineData("0.0123", 0.01236, false)]
    [InlineData("1.5e-20", 1.54e-20, true)]
    [InlineData("1.5e-20", 1.56e-20, false)]
    [InlineData("0", 0, true)]
    [InlineData("0", 1e-300, false)]
    public void Printed_digits_allow_half_of_the_last_one(string printed, double computed, bool isNear)
    {
        var row = GoldenTable.Parse(Head.Replace("relative 1e-3", "printed digits", StringComparison.Ordinal) + $"a\n{printed}\n", "golden.csv").Rows[0];
        Assert.Equal(isNear, Record.Exception(() => row.Compare("a", computed)) is null);
    }
}
