using System.Globalization;
using System.Text.RegularExpressions;
using Glia.Formats;

namespace Glia.Papers;

/// <summary>Reads a daily-papers page that was saved as text: a title, an abstract, a line of authors and a date for each paper.</summary>
public static partial class PapersPage
{
    /// <summary>Reads the page's entries, in its order.</summary>
    /// <param name="text">The page.</param>
    /// <param name="year">The year of dates that have none.</param>
    /// <param name="source">The page's name in messages.</param>
    /// <exception cref="GliaFormatException">The text has no entries, or an entry lacks its title or date; the offset is the line.</exception>
    public static IReadOnlyList<PageEntry> Parse(string text, int year, string source)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var entries = new List<PageEntry>();
        var start = HeaderEnd(lines);
        for (var line = start; line < lines.Length; line++)
        {
            if (AuthorsLine().Match(lines[line]) is { Success: true } authors)
            {
                var (entry, end) = Entry(lines, start, line, int.Parse(authors.Groups[1].Value, CultureInfo.InvariantCulture), year, source);
                entries.Add(entry);
                start = line = end;
                start++;
            }
        }

        return entries.Count > 0 ? entries
            : throw new GliaFormatException(source, 1, $"This is no daily-papers page: expected lines such as '  • 3 authors' after each paper; the text begins '{text[..Math.Min(text.Length, 80)].ReplaceLineEndings(" ")}'.");
    }

    private static (PageEntry Entry, int End) Entry(string[] lines, int start, int authorsLine, int authors, int year, string source)
    {
        var above = lines[start..authorsLine].Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        if (above.Count == 0)
        {
            throw new GliaFormatException(source, authorsLine + 1, "This line of authors has no title above it.");
        }

        for (var line = authorsLine + 1; line < Math.Min(lines.Length, authorsLine + 6); line++)
        {
            if (DateLine().Match(lines[line].Trim()) is { Success: true } date)
            {
                var dateYear = date.Groups["year"].Success ? int.Parse(date.Groups["year"].Value, CultureInfo.InvariantCulture) : year;
                var monthAndDay = date.Groups["day"].Value;
                if (DateOnly.TryParseExact($"{monthAndDay} {dateYear:D4}", "MMM d yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                {
                    var written = date.Groups["year"].Success ? $"{monthAndDay}, {dateYear}" : monthAndDay;
                    int? comments = date.Groups["count"].Success ? int.Parse(date.Groups["count"].Value, CultureInfo.InvariantCulture) : null;
                    return (new PageEntry(above[0], string.Join(' ', above.Skip(1)), authors, written, day, comments), line);
                }
            }
        }

        throw new GliaFormatException(source, authorsLine + 1, $"'{above[0]}' has no date after its authors; expected a line such as 'Feb 24' or 'Jan 18, 2024'.");
    }

    // The header ends with the page's own date, before any paper.
    private static int HeaderEnd(string[] lines)
    {
        for (var line = 0; line < lines.Length && !AuthorsLine().IsMatch(lines[line]); line++)
        {
            if (DateLine().IsMatch(lines[line].Trim()))
            {
                return line + 1;
            }
        }

        return 0;
    }

    [GeneratedRegex(@"^\s*•\s*(\d{1,6}) authors?\s*$")]
    private static partial Regex AuthorsLine();

    [GeneratedRegex(@"^(?<day>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{1,2})(?:, (?<year>\d{4}))?(?:\s+(?<count>\d{1,9}))?$")]
    private static partial Regex DateLine();
}
