using Glia.Formats;
using Glia.Testing;

namespace Glia.Papers.Tests;

public sealed class PapersPageTests
{
    private const string Header = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nDaily Papers\n\nbyAK and the research community\n\nDec 10\n\n";

    private static IReadOnlyList<PageEntry> Parse(string text) => PapersPage.Parse(text, 2025, "page");

    [Fact]
    public void A_page_with_header_gives_its_entries_with_the_pages_year_where_none_is_written()
    {
        var entries = Parse(Header + "First\n\nAbout  one.\n\n  • 9 authors\n·\nFeb 24 2\n\nSecond\n\nAbout two.\n\n  • 1 author\n·\nJan 18, 2024");
        Assert.Equal(
            [
                new PageEntry("First", "About  one.", 9, "Feb 24", new DateOnly(2025, 2, 24), 2),
                new PageEntry("Second", "About two.", 1, "Jan 18, 2024", new DateOnly(2024, 1, 18), null),
            ], entries);
    }

    [Fact]
    public void Windows_line_endings_and_a_missing_abstract_are_read() =>
        Assert.Equal([new PageEntry("Alone", "", 2, "May 26", new DateOnly(2025, 5, 26), null)], Parse("Alone\r\n\r\n  • 2 authors\r\n·\r\nMay 26\r\n"));

    [Fact]
    public void Two_entries_with_one_title_are_both_read() =>
        Assert.Equal(2, Parse("Same\n\nA.\n\n  • 2 authors\n·\nMay 26\n\nSame\n\nB.\n\n  • 3 authors\n·\nMay 27\n").Count);

    [Theory]
    [InlineData("<html>502 Bad Gateway</html>", "no daily-papers page")]
    [InlineData("Title\n\n  • 3 authors\n·\nsoon\n", "has no date")]
    [InlineData("  • 3 authors\n·\nMay 26\n", "no title above")]
    [InlineData("Title\n\n  • 3 authors\n·\nFeb 31\n", "has no date")]
    public void What_is_no_page_is_refused_with_the_reason(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<GliaFormatException>(() => Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Any_cut_of_a_page_is_read_or_refused_clearly()
    {
        var page = Header + "First\n\nAbout one.\n\n  • 9 authors\n·\nFeb 24 2\n\nSecond\n\nAbout two.\n\n  • 1 author\n·\nJan 18, 2024";
        for (var length = 0; length < page.Length; length++)
        {
            try
            {
                Assert.InRange(Parse(page[..length]).Count, 1, 2);
            }
            catch (GliaFormatException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    [Fact]
    public void The_page_that_the_catalogue_was_made_from_gives_the_catalogue()
    {
        var file = Repository.PathOf("..", "shared", "seed", "000_629f1923c82690ff.txt");
        Assert.SkipUnless(File.Exists(file), "needs the saved page of the catalogue, shared/seed");
        var entries = PapersPage.Parse(File.ReadAllText(file), 2025, file);
        var papers = Catalogue.Load().Papers.Take(40);
        Assert.Equal(entries, papers.Select(paper => new PageEntry(paper.Title, paper.Abstract, paper.Authors, paper.DateText, paper.Date, paper.Comments)));
    }
}
