using Glia.Formats;

namespace Glia.Papers.Tests;

public sealed class CatalogueTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-papers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_catalogue_has_forty_papers_with_slug_abstract_and_field()
    {
        var own = Catalogue.Load().Papers.Where(paper => paper.Field != Catalogue.Unfiled).ToList();
        Assert.Equal(40, own.Count);
        Assert.All(own, paper => Assert.True(paper is { Abstract.Length: > 200, Title.Length: > 10, Authors: > 0 } && !paper.Slug.Any(char.IsUpper)));
    }

    [Fact]
    public void Importing_a_page_twice_adds_its_papers_once_and_known_titles_never()
    {
        var file = Path.Combine(_folder, "papers.json");
        PageEntry[] page =
        [
            new("A brand new paper on neurons that nobody knows", "Text.", 2, "May 1", new DateOnly(2026, 5, 1), null),
            new("resolving interference when MERGING models", "Known, in other capitals.", 5, "Jun 2", new DateOnly(2023, 6, 2), null),
        ];
        var added = Assert.Single(Catalogue.Load().Import(page, file));
        Assert.Equal("a-brand-new-paper-on", added.Slug);
        Assert.Empty(Catalogue.Load().Import(page, file));
    }

    [Fact]
    public void What_is_imported_is_loaded_beside_the_forty()
    {
        var file = Path.Combine(_folder, "papers.json");
        var added = Catalogue.Load(file).Import([new("New", "Text \"quoted\" ü.", 2, "May 1", new DateOnly(2026, 5, 1), 3)], file);
        var loaded = Catalogue.Load(file);
        Assert.Equal(41, loaded.Papers.Count);
        Assert.Equal(added[0], loaded.Find("new"));
    }

    [Theory]
    [InlineData("", "the file ends too early")]
    [InlineData("[{", "entry 1: line 1 is no JSON")]
    [InlineData("[\n{\"slug\":\"a\",\n\"title\":\"ti", "entry 1: line 3 is no JSON")]
    [InlineData("null", "got null")]
    [InlineData("{}", "got an object")]
    [InlineData("[null]", "entry 1: a paper must be an object; got null")]
    [InlineData("[GOOD, 3]", "entry 2: a paper must be an object; got another number")]
    [InlineData("[GOOD, GOOD]", "entry 2 ('good'): field 'slug' must name one paper; entry 1 has it too")]
    [InlineData("[{\"slug\":\"a\"}]", "entry 1 ('a'): field 'title' is missing")]
    [InlineData("[{\"slug\":null}]", "entry 1: field 'slug' must be a text; got null")]
    [InlineData("[{\"slug\":\"../a\"}]", "field 'slug' must be small letters, digits and hyphens; got '../a'")]
    [InlineData("[{\"slug\":\"a\",\"title\":[1]}]", "entry 1 ('a'): field 'title' must be a text; got a list")]
    [InlineData("[{\"slug\":\"a\",\"authors\":\"9\"}]", "field 'authors' must be a whole number of at least 0; got a text")]
    [InlineData("[{\"slug\":\"a\",\"authors\":1.5}]", "field 'authors' must be a whole number of at least 0; got another number")]
    [InlineData("[{\"slug\":\"a\",\"comments\":true}]", "field 'comments' must be a whole number of at least 0; got true or false")]
    [InlineData("[{\"slug\":\"a\",\"date\":\"2025-02-31\"}]", "field 'date' must be a day such as 2024-01-18; got '2025-02-31'")]
    [InlineData("[{\"slug\":\"a\",\"date\":\"2025-13-01\"}]", "got '2025-13-01'")]
    [InlineData("[{\"slug\":\"a\",\"date\":\"0000-01-01\"}]", "got '0000-01-01'")]
    [InlineData("[{\"slug\":\"a\",\"date\":\"2025-1x-01\"}]", "got '2025-1x-01'")]
    [InlineData("[GOOD] [GOOD]", "no JSON")]
    public void A_damaged_user_file_is_refused_with_file_entry_and_field_and_what_to_do(string text, string reason)
    {
        const string good = "{\"slug\":\"good\",\"title\":\"T\",\"abstract\":\"\",\"authors\":1,\"dateText\":\"May 1\",\"date\":\"2025-05-01\",\"comments\":null,\"field\":\"F\",\"later\":{\"x\":[1]}}";
        var file = Path.Combine(_folder, "papers.json");
        File.WriteAllText(file, text.Replace("GOOD", good, StringComparison.Ordinal));
        var refused = Assert.Throws<GliaFormatException>(() => Catalogue.Load(file));
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Repair it", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, Assert.Throws<GliaFormatException>(() => Catalogue.Load(Path.Combine(_folder, "none.json")).Import([], file)).Message);
    }

    [Fact]
    public void Any_cut_and_any_changed_byte_of_a_user_file_is_read_or_refused_clearly()
    {
        var file = Path.Combine(_folder, "papers.json");
        Catalogue.Load(file).Import([new("One", "Ünïcode.", 2, "May 1", new DateOnly(2026, 5, 1), null), new("Two", "B.", 2, "May 1", new DateOnly(2026, 5, 1), 4)], file);
        var whole = File.ReadAllBytes(file);
        Assert.Equal(2, PaperList.Read(whole, file).Count);
        for (var i = 0; i < whole.Length; i++)
        {
            Assert.IsType<GliaFormatException>(Record.Exception(() => PaperList.Read(whole.AsSpan(0, i), file)));
            var changed = whole.ToArray();
            changed[i] ^= 0x80;
            Assert.True(Record.Exception(() => PaperList.Read(changed, file)) is null or GliaFormatException);
        }
    }
}
