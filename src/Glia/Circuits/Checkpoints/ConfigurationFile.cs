using System.Text.Json;
using Glia.Formats;

namespace Glia.Circuits.Checkpoints;

/// <summary>Reads fields of a <c>config.json</c>, and says which is wrong.</summary>
internal sealed class ConfigurationFile(JsonElement root, string source)
{
    /// <summary>A whole number that must be there and positive, under the first of some names.</summary>
    public int Count(params ReadOnlySpan<string> names) => Optional(names) is { } value && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count > 0 ? count
        : throw Wrong($"Expected a positive whole number as '{names[0]}'; got {Shown(names)}.");

    /// <summary>A positive whole number, or another where it is not given.</summary>
    public int Count(string name, int otherwise) => Optional(name) is null ? otherwise : Count(name);

    /// <summary>A positive number, or another where it is not given.</summary>
    public double Number(string name, double otherwise) => Optional(name) is not { } value ? otherwise
        : value.ValueKind == JsonValueKind.Number && value.GetDouble() is > 0 and < double.PositiveInfinity and var number ? number
        : throw Wrong($"Expected a positive number as '{name}'; got {value}.");

    /// <summary>A text, or another where it is not given.</summary>
    public string Text(string name, string otherwise) => Optional(name) is not { } value ? otherwise
        : value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong($"Expected a text as '{name}'; got {value}.");

    /// <summary>True or false, or another where it is not given.</summary>
    public bool Flag(string name, bool otherwise) => Optional(name) is not { } value ? otherwise
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong($"Expected true or false as '{name}'; got {value}.");

    /// <summary>A group of fields, or null.</summary>
    public ConfigurationFile? Group(string name) => Optional(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? new ConfigurationFile(value, source) : throw Wrong($"Expected a group of fields as '{name}'; got {value}.");

    /// <summary>Whether a field is given and not null.</summary>
    public bool Has(string name) => Optional(name) is not null;

    /// <summary>An error about this file.</summary>
    public GliaFormatException Wrong(string problem) => new(source, 0, problem);

    private JsonElement? Optional(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                return value;
            }
        }

        return null;
    }

    private string Shown(ReadOnlySpan<string> names) => Optional(names)?.ToString() ?? "nothing";
}
