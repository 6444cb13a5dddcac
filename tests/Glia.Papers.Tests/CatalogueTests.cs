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
    public void A_damaged_user_file_is_named_with_what_to_do()
    {
        var file = Path.Combine(_folder, "papers.json");
        File.WriteAllText(file, "[{");
        var refused = Assert.Throws<GliaFormatException>(() => Catalogue.Load().Import([], file));
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Repair it", refused.Message, StringComparison.Ordinal);
    }
}
