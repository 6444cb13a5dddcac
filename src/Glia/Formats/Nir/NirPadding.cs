namespace Glia.Formats.Nir;

/// <summary>What a convolution puts around its input: zeros, so many in each dimension, or as many as a rule says.</summary>
public sealed record NirPadding
{
    private static readonly string[] Rules = ["same", "valid"];

    private NirPadding(string? rule, IReadOnlyList<int> sides) => (Rule, Sides) = (rule, sides);

    /// <summary>As many zeros as make the output as long as the input.</summary>
    public static NirPadding Same { get; } = new("same", []);

    /// <summary>No zeros.</summary>
    public static NirPadding Valid { get; } = new("valid", []);

    /// <summary>The rule <c>same</c> or <c>valid</c>, or null where the numbers are given.</summary>
    public string? Rule { get; }

    /// <summary>How many zeros at both ends of each dimension; none where there is a rule.</summary>
    public IReadOnlyList<int> Sides { get; }

    internal string? Problem => Rule is not null ? (Rules.Contains(Rule) ? null : $"'padding' must be numbers, 'same' or 'valid'; got '{Rule}'")
        : Sides.Any(side => side < 0) ? "'padding' must not be negative" : null;

    /// <summary>So many zeros at both ends of each dimension.</summary>
    public static NirPadding Zeros(params IReadOnlyList<int> sides) => new(null, sides);

    internal static NirPadding Named(string rule) => new(rule, []);

    internal object Field(bool isList) => Rule is not null ? Rule : isList ? Sides : (object)Sides[0];
}
