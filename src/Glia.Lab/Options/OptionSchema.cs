using System.Reflection;
using System.Text.Json;
using Glia.Lab.Studies;
using Glia.Lab.Text;

namespace Glia.Lab.Options;

/// <summary>All options of a study: lists them, sets them from text, checks them, and writes and reads them as JSON.</summary>
public sealed class OptionSchema
{
    private readonly Type _type;

    private OptionSchema(Type type)
    {
        _type = type;
        Properties =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.CanWrite).Select(property => new OptionProperty(property)),
        ];
    }

    /// <summary>The options, in the record's order.</summary>
    public IReadOnlyList<OptionProperty> Properties { get; }

    /// <summary>The schema of an options record.</summary>
    /// <exception cref="InvalidOperationException">A property has a type that no option may have, or a range that does not fit its type.</exception>
    public static OptionSchema Of(Type type) => new(type);

    /// <summary>Returns the options with some of them set from text.</summary>
    /// <param name="options">The options to start from; not changed.</param>
    /// <param name="assignments">Texts of the form <c>name=value</c>.</param>
    /// <exception cref="OptionException">A name is unknown, a value is not allowed, or values do not go together.</exception>
    public StudyOptions With(StudyOptions options, IEnumerable<string> assignments)
    {
        var result = Parse(Json(options));
        foreach (var assignment in assignments)
        {
            var equals = assignment.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new OptionException($"'{assignment}' must have the form name=value.");
            }

            Find(assignment[..equals].Trim()).Set(result, assignment[(equals + 1)..].Trim());
        }

        return Validated(result);
    }

    /// <summary>Writes options as JSON.</summary>
    public JsonElement Json(StudyOptions options) => JsonSerializer.SerializeToElement(options, _type, LabJson.Compact);

    /// <summary>Reads options from JSON and checks them.</summary>
    /// <exception cref="OptionException">The JSON has an unknown name or a value that is not allowed.</exception>
    public StudyOptions Parse(JsonElement json)
    {
        try
        {
            return Validated((StudyOptions)json.Deserialize(_type, LabJson.Compact)!);
        }
        catch (JsonException problem)
        {
            throw new OptionException($"The options are not those of this study: {problem.Message}");
        }
    }

    private StudyOptions Validated(StudyOptions options)
    {
        var problems = Properties.Select(property => property.Problem(options)).OfType<string>().Concat(options.Problems()).ToList();
        return problems.Count == 0 ? options : throw new OptionException(string.Join(" ", problems));
    }

    private OptionProperty Find(string name)
    {
        var plain = name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        var known = Properties.Select(property => property.Name).ToList();
        return Properties.FirstOrDefault(property => property.Name.Equals(plain, StringComparison.OrdinalIgnoreCase))
            ?? throw new OptionException($"There is no option '{name}'.{Suggestion.DidYouMean(name, known)} The options are {string.Join(", ", known)}.");
    }
}
