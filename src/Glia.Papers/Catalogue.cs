using System.Text.Json;
using Glia.Formats;

namespace Glia.Papers;

/// <summary>The papers that Glia knows: its own forty, and those that a user imported.</summary>
public sealed class Catalogue
{
    /// <summary>The field of imported papers until somebody files them.</summary>
    public const string Unfiled = "Unfiled";

    private const string Resource = "Glia.Papers.catalogue.json";
    private readonly Dictionary<string, Paper> _bySlug;

    private Catalogue(IReadOnlyList<Paper> papers)
    {
        Papers = papers;
        _bySlug = papers.ToDictionary(paper => paper.Slug, StringComparer.Ordinal);
    }

    /// <summary>All papers.</summary>
    public IReadOnlyList<Paper> Papers { get; }

    /// <summary>The file of a user's imported papers.</summary>
    public static string UserFile => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "glia", "papers.json");

    /// <summary>Loads Glia's papers, and the user's if there are any.</summary>
    /// <exception cref="GliaFormatException">The user's file is damaged.</exception>
    public static Catalogue Load() => Load(UserFile);

    /// <summary>Loads Glia's papers, and those of a file that <see cref="Import"/> wrote, if it is there.</summary>
    /// <exception cref="GliaFormatException">The file is damaged; the message names the entry and the field.</exception>
    public static Catalogue Load(string userFile)
    {
        using var resource = typeof(Catalogue).Assembly.GetManifestResourceStream(Resource)!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        var own = PaperList.Read(bytes, Resource);
        return new Catalogue([.. own, .. ReadUser(userFile).Where(paper => own.All(known => known.Slug != paper.Slug))]);
    }

    /// <summary>The paper of that slug, or null.</summary>
    public Paper? Find(string slug) => _bySlug.GetValueOrDefault(slug);

    /// <summary>Adds the papers of a page that are not known by their title, and writes the user's file.</summary>
    /// <param name="page">The page's entries.</param>
    /// <param name="userFile">The file to write; made if it is not there.</param>
    /// <returns>The papers that were new.</returns>
    /// <exception cref="GliaFormatException">The user's file is damaged.</exception>
    public IReadOnlyList<Paper> Import(IReadOnlyList<PageEntry> page, string userFile)
    {
        var known = Papers.Concat(ReadUser(userFile)).ToList();
        var titles = known.Select(paper => Plain(paper.Title)).ToHashSet(StringComparer.Ordinal);
        var slugs = known.Select(paper => paper.Slug).ToHashSet(StringComparer.Ordinal);
        var added = new List<Paper>();
        foreach (var entry in page.Where(entry => titles.Add(Plain(entry.Title))))
        {
            added.Add(new Paper
            {
                Slug = FreeSlug(entry.Title, slugs),
                Title = entry.Title,
                Abstract = entry.Abstract,
                Authors = entry.Authors,
                DateText = entry.DateText,
                Date = entry.Date,
                Comments = entry.Comments,
                Field = Unfiled,
            });
        }

        if (added.Count > 0)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(userFile))!);
            Lab.Runs.AtomicFile.Write(userFile, JsonSerializer.Serialize([.. ReadUser(userFile), .. added], CatalogueJson.Default.ListPaper));
        }

        return added;
    }

    private static List<Paper> ReadUser(string file) => File.Exists(file) ? PaperList.Read(File.ReadAllBytes(file), file) : [];

    // Titles are the same paper whatever their capitals, spaces and punctuation.
    private static string Plain(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static string FreeSlug(string title, HashSet<string> taken)
    {
        const int words = 5;
        var slug = string.Join('-', title.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => string.Concat(word.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()).Where(word => word.Length > 0).Take(words));
        slug = slug.Length == 0 ? "paper" : slug;
        var free = slug;
        for (var number = 2; !taken.Add(free); number++)
        {
            free = $"{slug}-{number}";
        }

        return free;
    }
}
