using System.Globalization;
using System.Text.Json;
using Glia.Formats;

namespace Glia.Papers;

/// <summary>Reads a list of papers, token by token: fast from a cold start, and what is wrong is told by file, entry and field.</summary>
internal static class PaperList
{
    private const string Cure = "Repair it, or delete the file and import the pages again.";

    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads the papers in their order.</summary>
    /// <param name="json">The file's bytes, UTF-8.</param>
    /// <param name="source">The file's name in messages.</param>
    /// <exception cref="GliaFormatException">It is no list of papers; the offset is a byte.</exception>
    public static List<Paper> Read(ReadOnlySpan<byte> json, string source)
    {
        if (json.StartsWith("\uFEFF"u8))
        {
            json = json[3..];
        }

        var reader = new Utf8JsonReader(json, Options);
        var papers = new List<Paper>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                throw Wrong(source, reader, "", $"a list of papers must begin with '['; got {Kind(reader.TokenType)}");
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var paper = Entry(ref reader, source, papers.Count + 1);
                if (!places.TryAdd(paper.Slug, papers.Count + 1))
                {
                    throw Wrong(source, reader, Place(papers.Count + 1, paper.Slug), $"field 'slug' must name one paper; entry {places[paper.Slug]} has it too");
                }

                papers.Add(paper);
            }

            // What follows the list is read too, so that two lists in one file are not half ignored.
            while (reader.Read())
            {
            }

            return papers;
        }
        catch (JsonException problem)
        {
            throw Wrong(source, reader, Place(papers.Count + 1, null), string.Create(
                CultureInfo.InvariantCulture, $"line {(problem.LineNumber ?? 0) + 1} is no JSON, or the file ends too early ({problem.Message.Split(" LineNumber")[0].TrimEnd('.')})"));
        }
        catch (InvalidOperationException)
        {
            // The reader's word for letters that are no UTF-8.
            throw Wrong(source, reader, Place(papers.Count + 1, null), "a text is not valid UTF-8");
        }
    }

    private static Paper Entry(ref Utf8JsonReader reader, string source, int number)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Wrong(source, reader, Place(number, null), $"a paper must be an object; got {Kind(reader.TokenType)}");
        }

        string? slug = null, title = null, summary = null, dateText = null, field = null;
        int? authors = null, comments = null;
        DateOnly? date = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var place = Place(number, slug);
            switch (name)
            {
                case "slug": slug = Slug(reader, source, place); break;
                case "title": title = Text(reader, source, place, name); break;
                case "abstract": summary = Text(reader, source, place, name); break;
                case "dateText": dateText = Text(reader, source, place, name); break;
                case "field": field = Text(reader, source, place, name); break;
                case "authors": authors = Count(reader, source, place, name); break;
                case "comments": comments = reader.TokenType == JsonTokenType.Null ? null : Count(reader, source, place, name); break;
                case "date": date = Date(reader, source, place); break;
                default: reader.Skip(); break;
            }
        }

        var end = reader.TokenStartIndex;
        GliaFormatException Missing(string name) => new(source, end, $"{Place(number, slug)}field '{name}' is missing. {Cure}");
        return new Paper
        {
            Slug = slug ?? throw Missing("slug"),
            Title = title ?? throw Missing("title"),
            Abstract = summary ?? throw Missing("abstract"),
            Authors = authors ?? throw Missing("authors"),
            DateText = dateText ?? throw Missing("dateText"),
            Date = date ?? throw Missing("date"),
            Comments = comments,
            Field = field ?? throw Missing("field"),
        };
    }

    private static string Text(Utf8JsonReader reader, string source, string place, string name) => reader.TokenType == JsonTokenType.String
        ? reader.GetString()! : throw Wrong(source, reader, place, $"field '{name}' must be a text; got {Kind(reader.TokenType)}");

    private static string Slug(Utf8JsonReader reader, string source, string place)
    {
        var slug = Text(reader, source, place, "slug");
        return slug.Length > 0 && slug.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-') ? slug
            : throw Wrong(source, reader, place, $"field 'slug' must be small letters, digits and hyphens; got '{slug}'");
    }

    private static int Count(Utf8JsonReader reader, string source, string place, string name) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var count) && count >= 0 ? count
            : throw Wrong(source, reader, place, $"field '{name}' must be a whole number of at least 0; got {Kind(reader.TokenType)}");

    private static DateOnly Date(Utf8JsonReader reader, string source, string place)
    {
        // By hand: the first DateOnly.ParseExact of a process takes longer than all else here together.
        var text = Text(reader, source, place, "date");
        if (text.Length == 10 && text[4] == '-' && text[7] == '-' && Digits(text.AsSpan(0, 4)) is var year and > 0
            && Digits(text.AsSpan(5, 2)) is var month and >= 1 and <= 12 && Digits(text.AsSpan(8, 2)) is var day and >= 1 && day <= DateTime.DaysInMonth(year, month))
        {
            return new DateOnly(year, month, day);
        }

        throw Wrong(source, reader, place, $"field 'date' must be a day such as 2024-01-18; got '{text}'");
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var number = 0;
        foreach (var letter in text)
        {
            if (!char.IsAsciiDigit(letter))
            {
                return -1;
            }

            number = (number * 10) + (letter - '0');
        }

        return number;
    }

    private static string Place(int number, string? slug) =>
        string.Create(CultureInfo.InvariantCulture, $"entry {number}{(slug is null ? "" : $" ('{slug}')")}: ");

    private static GliaFormatException Wrong(string source, in Utf8JsonReader reader, string place, string problem) =>
        new(source, reader.TokenStartIndex, $"{place}{problem}. {Cure}");

    private static string Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "another number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.StartObject => "an object",
        _ => "nothing",
    };
}
