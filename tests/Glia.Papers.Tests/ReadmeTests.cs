using System.Text.RegularExpressions;
using Glia.Testing;

namespace Glia.Papers.Tests;

public sealed partial class ReadmeTests
{
    private static readonly string Root = Repository.Root;

    [Fact]
    public void The_tables_of_the_readme_name_every_paper_of_the_catalogue_exactly_once()
    {
        var cells = Rows().SelectMany(row => Name().Matches(row)).Select(match => match.Groups[1].Value + match.Groups[2].Value);
        Assert.Equal(OwnSlugs().Order(StringComparer.Ordinal), cells.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_study_has_a_page_and_a_row_with_claimed_measured_verdict_and_time()
    {
        var studies = OwnSlugs().Where(slug => File.Exists(Path.Combine(Root, "src", "Glia.Studies", Folder(slug), "Study.cs"))).ToList();
        Assert.NotEmpty(studies);
        foreach (var slug in studies)
        {
            Assert.True(File.Exists(Path.Combine(Root, "docs", "papers", slug + ".md")), $"docs/papers/{slug}.md is missing");
            var row = Assert.Single(Rows(), row => row.StartsWith($"| [{slug}](docs/papers/{slug}.md) |", StringComparison.Ordinal));
            Assert.True(row.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Length == 5, $"the row of {slug} needs five cells");
        }

        // A page without a study, or a study under a name that no paper has, is a slip as well.
        var folders = Directory.GetDirectories(Path.Combine(Root, "src", "Glia.Studies")).Where(folder => File.Exists(Path.Combine(folder, "Study.cs"))).Select(folder => Path.GetFileName(folder));
        Assert.Equal(studies.Select(Folder).Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
        var pages = Directory.GetFiles(Path.Combine(Root, "docs", "papers"), "*.md").Select(page => Path.GetFileNameWithoutExtension(page));
        Assert.Equal(studies.Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_link_of_the_readme_and_of_the_pages_leads_to_a_file()
    {
        var pages = Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Root, "README.md")).Append(Path.Combine(Root, "CONTRIBUTING.md"));
        foreach (var page in pages)
        {
            foreach (Match link in Link().Matches(File.ReadAllText(page)))
            {
                var target = Path.Combine(Path.GetDirectoryName(page)!, link.Groups[1].Value);
                Assert.True(Path.Exists(target), $"{Path.GetRelativePath(Root, page)} links to {link.Groups[1].Value}, which is not there");
            }
        }
    }

    [Fact]
    public void The_index_of_the_pages_names_them_all()
    {
        var index = File.ReadAllText(Path.Combine(Root, "docs", "README.md"));
        Assert.All(
            Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Select(page => Path.GetRelativePath(Path.Combine(Root, "docs"), page).Replace('\\', '/')),
            page => Assert.True(page == "README.md" || index.Contains($"]({page})", StringComparison.Ordinal), $"docs/README.md does not name {page}"));
    }

    private static IEnumerable<string> OwnSlugs() => Catalogue.Load(Path.Combine(Root, "no-user-file.json")).Papers.Select(paper => paper.Slug);

    private static IEnumerable<string> Rows() => File.ReadLines(Path.Combine(Root, "README.md")).Where(line => line.StartsWith('|'));

    private static string Folder(string slug) => string.Concat(slug.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    // A paper stands in a row as [slug](its page) or `slug`.
    [GeneratedRegex(@"\[([a-z0-9-]+)\]\(docs/papers/[a-z0-9-]+\.md\)|`([a-z0-9-]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)")]
    private static partial Regex Link();
}
