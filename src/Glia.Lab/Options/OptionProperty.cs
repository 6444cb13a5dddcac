using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Glia.Lab.Text;

namespace Glia.Lab.Options;

/// <summary>One option of a study: its name, type, allowed values and documentation.</summary>
public sealed class OptionProperty
{
    private readonly PropertyInfo _property;
    private readonly RangeAttribute? _range;

    internal OptionProperty(PropertyInfo property)
    {
        _property = property;
        _range = property.GetCustomAttribute<RangeAttribute>();
        ElementType = property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? property.PropertyType.GetGenericArguments()[0]
            : property.PropertyType;
        if (!ElementType.IsEnum && Array.IndexOf([typeof(int), typeof(double), typeof(bool), typeof(string)], ElementType) < 0)
        {
            throw new InvalidOperationException($"{property.DeclaringType}.{property.Name} has the type {property.PropertyType}, which no option may have.");
        }

        if (_range is not null && RangeProblem(ElementType, _range.OperandType) is { } problem)
        {
            throw new InvalidOperationException($"{property.DeclaringType}.{property.Name} has a range that {problem}.");
        }
    }

    /// <summary>The name that <c>--set</c> takes.</summary>
    public string Name => JsonNamingPolicy.CamelCase.ConvertName(_property.Name);

    /// <summary>The documentation, from the property's summary.</summary>
    public string Documentation => XmlDocumentation.Summary(_property);

    /// <summary>The type of the value, or of the items of a list.</summary>
    public Type ElementType { get; }

    /// <summary>Whether the option takes several values, separated by commas.</summary>
    public bool IsList => ElementType != _property.PropertyType;

    /// <summary>What is allowed, in words.</summary>
    public string Allowed
    {
        get
        {
            var one = ElementType.IsEnum ? string.Join(" | ", Enum.GetNames(ElementType))
                : ElementType == typeof(bool) ? "true | false"
                : ElementType == typeof(string) ? "text"
                : (ElementType == typeof(int) ? "a whole number" : "a number") + RangeText();
            return IsList ? $"values separated by commas, each {one}" : one;
        }
    }

    /// <summary>The value of the option in an options record, as <c>--set</c> would take it.</summary>
    public string Text(object options)
    {
        var value = _property.GetValue(options);
        return value is IEnumerable items and not string ? string.Join(",", items.Cast<object>().Select(Invariant)) : Invariant(value);
    }

    internal void Set(object options, string text)
    {
        if (!IsList)
        {
            _property.SetValue(options, Parse(text));
            return;
        }

        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var values = Array.CreateInstance(ElementType, parts.Length);
        for (var i = 0; i < parts.Length; i++)
        {
            values.SetValue(Parse(parts[i]), i);
        }

        _property.SetValue(options, values);
    }

    internal string? Problem(object options)
    {
        var value = _property.GetValue(options);
        IEnumerable items = value is IEnumerable list and not string ? list : new[] { value };
        return items.Cast<object?>().Where(item => item is null || !InRange(item)).Select(item => Wrong(Invariant(item))).FirstOrDefault();
    }

    // A range of whole numbers rounds before it compares: with [Range(0, 1)] a double of 1.4 is allowed.
    private static string? RangeProblem(Type value, Type bounds) => (value == typeof(double), value == typeof(int)) switch
    {
        (true, _) when bounds != typeof(double) => "would round its values before it compares them; write bounds with a decimal point, such as [Range(0.0, 1.0)]",
        (false, false) => "means nothing for its type; only int and double have ranges",
        _ => null,
    };

    private object Parse(string text)
    {
        object? value = null;
        if (ElementType.IsEnum)
        {
            value = Enum.GetNames(ElementType).FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known
                ? Enum.Parse(ElementType, known)
                : throw new OptionException(Wrong(text) + Suggestion.DidYouMean(text, Enum.GetNames(ElementType)));
        }
        else if (ElementType == typeof(string))
        {
            value = text;
        }
        else if (ElementType == typeof(bool) && bool.TryParse(text, out var truth))
        {
            value = truth;
        }
        else if (ElementType == typeof(int) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            value = whole;
        }
        else if (ElementType == typeof(double) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            value = number;
        }

        return value is not null && InRange(value) ? value : throw new OptionException(Wrong(text));
    }

    private string Wrong(string got) => $"Option '{Name}' must be {Allowed}; got '{got}'.";

    private bool InRange(object value) => _range?.IsValid(value) ?? (value is not double number || double.IsFinite(number));

    private string RangeText() => _range is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $" from {_range.Minimum}{(_range.MinimumIsExclusive ? " (exclusive)" : "")} to {_range.Maximum}{(_range.MaximumIsExclusive ? " (exclusive)" : "")}");

    private static string Invariant(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
